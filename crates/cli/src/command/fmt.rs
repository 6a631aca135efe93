//! `weiheng fmt`: clause files in their canonical layout.

use std::ffi::OsString;
use std::path::Path;

use clap::ValueEnum;
use weiheng::Cases;
use weiheng::Diagnostics;
use weiheng::SourceId;
use weiheng::Spelling;
use weiheng::Tree;
use weiheng::words;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::cases;
use crate::diagnostic::complain;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::sources::Sources;
use crate::standard;

const ABOUT: &str = "整理标准文件的版式；有语法错误的文件不动\nLay clause files out in the canonical form; files with syntax errors are left alone";

const EXAMPLES: &str = "
示例 Examples:
  weiheng fmt 我的标准.wh
  weiheng fmt --check 标准/*.wh
  weiheng fmt - < 我的标准.wh
  weiheng fmt --keywords en 我的标准.wh

退出状态 Exit status:
  0 已整理，或无须整理 done, or nothing to do
  1 --check 时有文件须整理 with --check: a file would change
  2 有语法错误，文件未动 syntax errors; the file is left alone";

/// Lay clause files out in the canonical form; files with syntax errors are left alone.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// .wh 或 .cases 文件；- 从标准输入读，写到标准输出 Clause files or files of cases; - from standard input
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS)]
    files: Vec<OsString>,
    /// 只检查，不改文件 Change nothing; say which files would change
    #[arg(long, help_heading = OPTIONS)]
    check: bool,
    /// 关键词的写法；缺省照原文件 Spelling of the keywords; by default that of the file
    #[arg(long, help_heading = OPTIONS)]
    keywords: Option<Keywords>,
}

/// 关键词的写法 Spellings of the keywords.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Keywords {
    /// 中文 Chinese
    Zh,
    /// 英文 English
    En,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut worst = Exit::Passed;
    for file in &args.files {
        let exit = match format(file, args, common, io) {
            Ok(exit) => exit,
            Err(failure) => {
                io.complain(&failure.text(common.language()));
                Exit::BadInput
            }
        };
        worst = worst.max(exit);
    }
    Ok(worst)
}

fn format(file: &OsString, args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let piped = file == "-";
    let read = if piped {
        standard::clause_file(
            "<stdin>".to_owned(),
            files::read_all(&mut *io.stdin, "<stdin>")?,
            &mut sources,
        )?
    } else {
        standard::read(Path::new(file), &mut sources)?
    };
    let Some(indexed) = sources.get(read.id) else { return Ok(Exit::BadInput) };
    if !read.encoding.is_empty() {
        complain(&read.encoding, &sources, common, io);
        return Ok(Exit::BadInput);
    }
    let name = &indexed.source.name;
    let laid_out = if cases::is_named(Path::new(file)) { laid_out_cases } else { laid_out };
    match laid_out(read.id, &indexed.source.text, args.keywords) {
        Err(Refusal::Syntax(diagnostics)) => {
            complain(&diagnostics, &sources, common, io);
            Ok(Exit::BadInput)
        }
        Err(Refusal::Unfaithful) => Err(unfaithful(name)),
        Ok(text) if args.check => told(name, text != indexed.source.text, io),
        Ok(text) if piped => io.print(&text).map(|()| Exit::Passed),
        Ok(text) if text == indexed.source.text => Ok(Exit::Passed),
        Ok(text) => files::replace(Path::new(file), text.as_bytes()).map(|()| Exit::Passed),
    }
}

/// Why a file is left alone.
enum Refusal {
    /// It has syntax errors.
    Syntax(Diagnostics),
    /// What would be written does not mean what was read.
    Unfaithful,
}

/// The canonical layout, read again and compared with what was read before anyone may write it.
fn laid_out(id: SourceId, text: &str, keywords: Option<Keywords>) -> Result<String, Refusal> {
    let parsed = Tree::from_text(id, text);
    if parsed.diagnostics.has_errors() {
        return Err(Refusal::Syntax(parsed.diagnostics));
    }
    let printed = parsed.tree.print(spelling(text, keywords));
    let again = Tree::from_text(id, &printed);
    let faithful = !again.diagnostics.has_errors()
        && again.tree.show() == parsed.tree.show()
        && again.tree.comments.len() == parsed.tree.comments.len();
    if faithful { Ok(printed) } else { Err(Refusal::Unfaithful) }
}

/// The same of a file of cases.
fn laid_out_cases(id: SourceId, text: &str, keywords: Option<Keywords>) -> Result<String, Refusal> {
    let parsed = Cases::from_text(id, text);
    if parsed.diagnostics.has_errors() {
        return Err(Refusal::Syntax(parsed.diagnostics));
    }
    let printed = parsed.cases.print(spelling(text, keywords));
    let again = Cases::from_text(id, &printed);
    let faithful = !again.diagnostics.has_errors()
        && again.cases.show() == parsed.cases.show()
        && again.cases.comments.len() == parsed.cases.comments.len();
    if faithful { Ok(printed) } else { Err(Refusal::Unfaithful) }
}

fn spelling(text: &str, keywords: Option<Keywords>) -> Spelling {
    match keywords {
        None => Spelling::of(text),
        Some(Keywords::Zh) => Spelling::Zh,
        Some(Keywords::En) => Spelling::En,
    }
}

fn told(name: &str, changes: bool, io: &mut Io<'_>) -> Result<Exit, Failure> {
    if !changes {
        return Ok(Exit::Passed);
    }
    io.print(&format!("{name}\n"))?;
    Ok(Exit::NotPassed)
}

fn unfaithful(name: &str) -> Failure {
    Failure::new(words!(
        "{name} 整理后的意思与原来不同，文件未动",
        "{name} would not mean the same once laid out; the file is left alone"
    ))
    .help(words!(
        "这是 weiheng 的缺陷，请连同文件一起报告",
        "this is a defect of weiheng; please report it with the file"
    ))
}
