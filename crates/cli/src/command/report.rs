//! `weiheng report`: what is handed to people, as a file they can open, print and file.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use clap::ValueEnum;
use weiheng::Assessment;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Language;
use weiheng::Observations;
use weiheng::words;
use weiheng_paper::csv;
use weiheng_paper::html;
use weiheng_paper::markdown;
use weiheng_paper::xlsx;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess;
use crate::command::score::date;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::observed;
use crate::sources::Sources;

const ABOUT: &str = "写出评定报告：网页、工作簿\nWrite the report on a unit: a page, a workbook";

const EXAMPLES: &str = "
示例 Examples:
  weiheng report cn.city.2014 甲市.json -o 甲市.html
  weiheng report cn.city.2014 甲市.json -o 甲市.xlsx
  weiheng report cn.city.2014 甲市.json -o 扣分明细.csv
  weiheng report cn.city 甲市.json --date 2018-05-01 --format markdown

退出状态与 weiheng score 相同。网页自成一体，可直接打印在 A4 纸上，或在浏览器里存为 PDF。
The exit status is that of weiheng score. The page needs no other file; print it on A4, or save it as PDF from the
browser.";

/// Write the report on a unit.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件；不写年份则按评定日选用当时施行的一版 The id of a built-in standard, without its year the edition in force on the assessment date, or a clause file
    #[arg(help_heading = ARGUMENTS)]
    standard: OsString,
    /// 观测文件，- 为标准输入 Files of observations, or - for standard input
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS)]
    files: Vec<OsString>,
    /// 写入文件，写完才替换；形式看扩展名 Write to a file, replaced when complete; its extension says the form
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
    /// 报告的形式，缺省看输出文件的扩展名 Form of the report, else by the extension of the output
    #[arg(long, help_heading = OPTIONS)]
    format: Option<Form>,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// The forms of a report that is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// 网页 .html A page
    Html,
    /// 工作簿 .xlsx A workbook
    Xlsx,
    /// Markdown .md
    Markdown,
    /// 扣分明细 .csv The itemised deductions
    Csv,
}

impl Form {
    /// By the extension of a file.
    fn of(path: &Path) -> Option<Self> {
        match path.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "xlsx" => Some(Self::Xlsx),
            "md" | "markdown" => Some(Self::Markdown),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    fn report(self, assessment: &Assessment, language: Language) -> Result<Vec<u8>, Failure> {
        match self {
            Self::Html => html::report(assessment, language).map(String::into_bytes).map_err(unwritten),
            Self::Xlsx => xlsx::report(assessment, language).map_err(unwritten),
            Self::Markdown => Ok(markdown::document(assessment, language).into_bytes()),
            Self::Csv => Ok(csv::ledgers([assessment], language).into_bytes()),
        }
    }
}

fn unwritten(error: impl std::error::Error) -> Failure {
    Failure::new(words!("报告写不成：{error}", "the report cannot be written: {error}"))
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let form = args.form()?;
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let mut diagnostics = Diagnostics::new();
    let mut units: Vec<Observations> = Vec::new();
    for file in &args.files {
        let observed = observed::read(file, &mut sources, io)?;
        diagnostics.extend(observed.diagnostics);
        units.extend(observed.value.unwrap_or_default());
    }
    let dates = Dates { asked: args.date, today: io.today };
    let units = Units { observed: &units, dates, sources: &sources };
    let assessed = assess(&editions, units, &mut diagnostics)?;
    complain(&diagnostics, &sources, common, io);
    if diagnostics.has_errors() {
        return Ok(Exit::BadInput);
    }
    let [assessment] = assessed.as_slice() else {
        let count = assessed.len();
        return Err(Failure::new(words!(
            "报告写一个单位，这里有 {count} 个",
            "a report is of one unit, here are {count}"
        ))
        .help(words!("多个单位用 weiheng score", "`weiheng score` takes several")));
    };
    let report = form.report(assessment, common.language())?;
    match &args.output {
        Some(path) => files::replace(path, &report)?,
        None if form == Form::Xlsx && io.screen.stdout => return Err(not_on_a_terminal()),
        None => io.put(&report)?,
    }
    Ok(Exit::of(assessment))
}

fn not_on_a_terminal() -> Failure {
    Failure::new(words!("工作簿不能显示在终端上", "a workbook cannot be shown on a terminal"))
        .help(words!("写出 -o 报告.xlsx", "write -o report.xlsx"))
}

impl Args {
    fn form(&self) -> Result<Form, Failure> {
        let by_name = || self.output.as_deref().and_then(Form::of);
        self.format.or_else(by_name).ok_or_else(|| {
            Failure::new(words!("不知道写成什么形式", "what form the report should have is not known"))
                .help(words!("写出 -o 报告.html，或 --format html", "write -o report.html, or --format html"))
        })
    }
}
