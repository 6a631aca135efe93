//! `weiheng next`: what to observe next.

use std::ffi::OsString;

use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::repair;
use weiheng_paper::markdown;
use weiheng_paper::text;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess_each;
use crate::command::score::date;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::intake::Intake;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::report::Format;
use crate::report::Manner;
use crate::sources::Sources;

const ABOUT: &str = "查了一半：结论是否已定，接下来查什么最要紧\nHalf inspected: whether the verdict is decided, and what to observe next";

const EXAMPLES: &str = "
示例 Examples:
  weiheng next cn.city.2014 甲市.json
  weiheng next cn.city.2014 甲市.json --top 3
  weiheng next 我的标准.wh 甲市.json --format json

退出状态 Exit status (多个单位取最差 the worst of several):
  0 一定通过 surely passes   1 一定不通过 surely does not   2 输入有误 bad input   3 未定 open";

/// What to observe next.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件 The id of a built-in standard, or a clause file
    #[arg(value_name = "STANDARD", help_heading = ARGUMENTS, display_order = 1)]
    standard: OsString,
    /// 观测：与 weiheng score 相同的文件，- 为标准输入 Observations: the files that weiheng score takes, or - for standard input
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS, display_order = 2)]
    files: Vec<OsString>,
    #[command(flatten)]
    overriding: Overriding,
    /// 列出前几项；JSON 列出全部 How many to tell; JSON has all
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = OPTIONS)]
    top: usize,
    /// 报告的形式 Form of the report
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    #[command(flatten)]
    mapped: Mapped,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let dates = Dates { asked: args.date, today: io.today };
    let editions = [editions];
    if !args.mapped.read(&editions, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let Some(intake) = Intake::open(&args.files, &editions, dates, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let overridable = Overridable { standards: &editions, units: &intake.units, dates };
    if !args.overriding.read(overridable, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let units = Units { observed: &intake.units, dates, sources: &sources };
    let [editions] = &editions;
    // The intake has said what is wrong.
    let agendas = assess_each(editions, units, &mut Diagnostics::new(), |unit, _| {
        Ok(repair::next(unit.standard, unit.plan, unit.readings))
    })?;
    let language = common.language();
    let style = common.style(io.screen, None);
    let manner = Manner { format: args.format, language, style };
    let report = manner.answers(
        &agendas,
        |one| text::agenda(one, args.top, language, style),
        |one| markdown::agenda(one, args.top, language),
    )?;
    io.print(&report)?;
    let worst = agendas.iter().map(|one| Exit::of(&one.assessment)).max();
    Ok(worst.unwrap_or(Exit::Open).max(intake.exit()))
}
