//! `weiheng verify`: stored results made again from what they were made of, and where they differ.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;
use weiheng::Verification;
use weiheng::words;
use weiheng_paper::text;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::overriding::Overriding;
use crate::report;
use crate::stored;
use crate::stored::Stored;
use crate::verification::Remaking;
use crate::verification::Wanted;

const ABOUT: &str = "重算已存的结果：由凭据所记的标准、观测与复核再评一次，说出哪里不同\nMake stored results again from the standard, observations and overrides of their receipts, and say what differs";

const EXAMPLES: &str = "
示例 Examples:
  weiheng score cn.city.2014 甲市.json --format json -o 结果.json
  weiheng verify 结果.json                     观测在结果文件旁或当前目录 the observations lie beside the result or here
  weiheng verify 结果.json --observations 存档/甲市.json
  weiheng verify 结果.json --standard 我的标准.wh --format json

退出状态 Exit status:
  0 全部一致 every result is identical
  1 有不同 something differs
  2 读不了：缺文件、没有凭据、输入有误 unreadable: a file or a receipt is missing, or an input has errors";

/// Make stored results again and say what differs.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 结果：weiheng score --format json 或 ndjson 写成的文件，- 为标准输入 Results: a file written by `weiheng score --format json` or `ndjson`, or - for standard input
    #[arg(value_name = "RESULT", help_heading = ARGUMENTS)]
    result: OsString,
    /// 标准；缺省为凭据所记编号的内置标准，再缺省为结果文件旁或当前目录的同名文件 The standard, else the built-in one of the id on the receipt, else the file of that name beside the result or here
    #[arg(long, value_name = "STANDARD", help_heading = OPTIONS)]
    standard: Option<OsString>,
    /// 观测文件；缺省为结果文件旁或当前目录的同名文件 Files of observations, else those of the names on the receipt, beside the result or here
    #[arg(long, value_name = "FILE", num_args = 1.., help_heading = OPTIONS)]
    observations: Vec<OsString>,
    #[command(flatten)]
    overriding: Overriding,
    #[command(flatten)]
    mapped: Mapped,
    /// 结果的形式 Form of the answer
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 写入文件，写完才替换 Write to a file, replaced when complete
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
}

/// The forms of the answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// 终端表格 Tables for a terminal
    Text,
    /// 一个结果一个对象，多个结果一个数组 An object for one result, an array for several
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let results = stored::read(&args.result, io)?;
    let mut remaking = Remaking::new(Wanted {
        result: &args.result,
        standard: args.standard.as_deref(),
        observations: &args.observations,
        overrides: &args.overriding.files,
        mapping: args.mapped.file.as_deref(),
    });
    let mut verifications = Vec::new();
    for one in &results {
        let Some(again) = remaking.again(one, common, io)? else { return Ok(Exit::BadInput) };
        verifications.push(verification(one, &again)?);
    }
    let text = match args.format {
        Format::Json => report::one_or_several(&verifications)?,
        Format::Text => {
            let style = common.style(io.screen, args.output.as_ref());
            let drawn = verifications.iter().map(|one| text::verification(one, common.language(), style));
            drawn.collect::<Vec<_>>().join("\n")
        }
    };
    files::deliver(args.output.as_ref(), &text, io)?;
    let identical = verifications.iter().all(|one| one.identical);
    Ok(if identical { Exit::Passed } else { Exit::NotPassed })
}

fn verification(stored: &Stored, again: &weiheng::Assessment) -> Result<Verification, Failure> {
    let receipt = stored.receipt()?;
    Verification::of(&stored.json, receipt, again)
        .ok_or_else(|| Failure::new(words!("重算的结果没有凭据", "what came out again has no receipt")))
}
