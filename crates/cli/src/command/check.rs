//! `weiheng check`: every diagnostic of clause files, and whether their examples come out.

use std::ffi::OsStr;
use std::ffi::OsString;

use clap::ValueEnum;
use weiheng::Code;
use weiheng::Diagnostics;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::cases;
use crate::diagnostic::count;
use crate::diagnostic::draw::Pen;
use crate::diagnostic::draw::draw;
use crate::diagnostic::fold::folded;
use crate::diagnostic::json::json;
use crate::diagnostic::sarif::sarif;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::io::Io;
use crate::sources::Sources;
use crate::standard;

const ABOUT: &str = "检查标准文件，运行其中的例子\nCheck clause files and run their examples";

const EXAMPLES: &str = "
示例 Examples:
  weiheng check 我的标准.wh                 连同 我的标准.cases with its cases
  weiheng check --coverage 我的标准.wh      每处由例证明没有 whether cases prove each place
  weiheng check cn.city.2014
  weiheng check 标准/*.wh --format sarif > 检查.sarif

退出状态 Exit status:
  0 没有错误，可有警告 no errors; there may be warnings
  1 --coverage 时有地方没有由例证明 with --coverage: the cases do not prove every place
  2 有错误 errors";

/// Check clause files and run their examples.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// .wh 文件（连同旁边的 .cases），或内置标准的编号 Clause files with the .cases beside them, or ids
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS)]
    files: Vec<OsString>,
    /// 另说条款中没有由例证明的地方 Also tell which places of the clauses the cases do not prove
    #[arg(long, help_heading = OPTIONS)]
    coverage: bool,
    /// 结果的形式 Form of the result
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 依据待核或自拟的逐处列出，不合为一句 List each source that is not verified, instead of one line for a file
    #[arg(long, help_heading = OPTIONS)]
    all: bool,
}

/// The forms of the result.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// 给人看 For people
    Text,
    /// JSON 数组 A JSON array
    Json,
    /// SARIF 2.1.0
    Sarif,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::new();
    let mut cases_run = 0;
    let mut all_read = true;
    for file in &args.files {
        match check(file, args.coverage, &mut sources) {
            Ok((found, run)) => {
                diagnostics.extend(found);
                cases_run += run;
            }
            Err(failure) => {
                io.complain(&failure.text(common.language()));
                all_read = false;
            }
        }
    }
    let diagnostics = diagnostics.sorted();
    let text = written(args, &diagnostics, cases_run, &sources, common, io);
    io.print(&text)?;
    Ok(if diagnostics.has_errors() || !all_read {
        Exit::BadInput
    } else if diagnostics.iter().any(|one| one.code == Code::WH0505) {
        Exit::NotPassed
    } else {
        Exit::Passed
    })
}

/// What is wrong with a standard, and how many worked cases were run.
fn check(file: &OsStr, coverage: bool, sources: &mut Sources) -> Result<(Diagnostics, usize), Failure> {
    let name = cases::standard(file);
    let found = standard::find(name.as_os_str(), sources)?;
    let cases = cases::of(name.as_os_str(), sources)?;
    let outcome = standard::load_with_cases(found, cases, sources)?;
    let mut diagnostics = outcome.diagnostics;
    let mut cases_run = 0;
    if let Some(standard) = outcome.value {
        cases_run = standard.examples.len();
        diagnostics.extend(weiheng::run_examples(&standard));
        if coverage {
            diagnostics.extend(weiheng::uncovered(&standard));
        }
    }
    Ok((diagnostics, cases_run))
}

fn written(
    args: &Args,
    diagnostics: &Diagnostics,
    cases: usize,
    sources: &Sources,
    common: Common,
    io: &Io<'_>,
) -> String {
    let language = common.language();
    match args.format {
        Format::Text => {
            let colour = common.colour_on_stdout(io.screen);
            let pen = Pen { language, colour, width: io.screen.width };
            let drawn = if args.all {
                draw(diagnostics, sources, pen)
            } else {
                draw(&folded(diagnostics, sources), sources, pen)
            };
            format!("{drawn}{}\n", count(diagnostics, cases, language))
        }
        Format::Json => json(diagnostics, sources),
        Format::Sarif => sarif(diagnostics, sources, language),
    }
}
