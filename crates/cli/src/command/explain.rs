//! `weiheng explain`: the page of a diagnostic code.

use weiheng::Code;
use weiheng::Language;
use weiheng::Severity;
use weiheng::suggestion::nearest;
use weiheng::words;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::TEMPLATE;
use crate::built_in;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::io::Io;

const ABOUT: &str =
    "解释一个错误代码；不写代码则列出全部\nExplain a diagnostic code; without one, list them all";

const EXAMPLES: &str = "
示例 Examples:
  weiheng explain             全部代码 all codes
  weiheng explain WH0303      一个代码 one code";

/// Explain a diagnostic code; without one, list them all.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 代码，如 WH0303 A code such as WH0303
    #[arg(help_heading = ARGUMENTS)]
    code: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let language = common.language();
    let text = match &args.code {
        None => Code::ALL.iter().map(|code| line(*code, language)).collect(),
        Some(text) => match text.parse::<Code>() {
            Ok(code) => page(code, language),
            Err(_) => return Err(unknown(text)),
        },
    };
    io.print(&text)?;
    Ok(Exit::Passed)
}

/// The page; the title where there is no page.
fn page(code: Code, language: Language) -> String {
    match built_in::page(code.as_str()) {
        Some(page) if page.ends_with('\n') => page.to_owned(),
        Some(page) => format!("{page}\n"),
        None => line(code, language),
    }
}

fn line(code: Code, language: Language) -> String {
    let severity = match (code.severity(), language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Error, Language::En) => "error  ",
        (Severity::Warning, Language::En) => "warning",
    };
    format!("{code}  {severity}  {}\n", code.title().in_language(language))
}

fn unknown(text: &str) -> Failure {
    let failure = Failure::new(words!("没有代码「{text}」", "there is no code `{text}`"));
    match nearest(&text.trim().to_ascii_uppercase(), Code::ALL.iter().map(|code| code.as_str())) {
        Some(near) => failure.help(words!(
            "是不是 {near}？全部代码见 weiheng explain",
            "did you mean {near}? `weiheng explain` lists them all"
        )),
        None => failure.help(words!("全部代码见 weiheng explain", "`weiheng explain` lists them all")),
    }
}
