//! `weiheng plan`: the least that makes a unit pass.

use std::ffi::OsString;

use clap::ValueEnum;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::comparison::Scored;
use weiheng::repair;
use weiheng::repair::By;
use weiheng::repair::Remedy;
use weiheng::repair::Wish;
use weiheng::repair::remedy::Proof;
use weiheng::repair::remedy::RemedyState;
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
use crate::costs::Costs;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::intake::Intake;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::repairing::Keep;
use crate::report::Format;
use crate::report::Manner;
use crate::sources::Sources;

const ABOUT: &str = "怎样整改才能通过，最少要改什么\nThe least that makes a unit pass";

const EXAMPLES: &str = "
示例 Examples:
  weiheng plan cn.county-covert.2014 甲县.json          最少改几项 the fewest repairs
  weiheng plan 我的标准.wh 甲市.json --by points         得分变动最小 the smallest move of the score
  weiheng plan 我的标准.wh 甲市.json --by cost --costs 费用.csv
  weiheng plan 我的标准.wh 甲市.json --keep 城区人口,建成区面积
  weiheng plan 我的标准.wh 各市.csv --format ndjson

退出状态 Exit status (多个单位取最差 the worst of several):
  0 已经通过 it passes as it is
  1 未通过，列出了证明为最少的整改 it does not; the repairs that are told are proved least
  2 输入有误 bad input
  3 没有证完，或还要看未查的 not proved least, or what was not observed decides
  4 怎样整改都不能通过 no repair makes it pass";

/// The least that makes a unit pass.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件 The id of a built-in standard, or a clause file
    #[arg(value_name = "STANDARD", help_heading = ARGUMENTS, display_order = 1)]
    standard: OsString,
    /// 观测：与 weiheng score 相同的文件，- 为标准输入 Observations: the files that weiheng score takes, or - for standard input
    #[arg(required = true, value_name = "FILE", help_heading = ARGUMENTS, display_order = 2)]
    files: Vec<OsString>,
    /// 什么最少：count 项数，points 得分的变动，cost 费用 What is to be least: repairs, points moved, cost
    #[arg(long, default_value = "count", hide_possible_values = true, help_heading = OPTIONS)]
    by: Least,
    /// 费用表 CSV：观测,费用；没有写费用的观测不改 A CSV of 观测,费用 (fact,cost); what is not in it stays
    #[arg(long, value_name = "FILE", required_if_eq("by", "cost"), help_heading = OPTIONS)]
    costs: Option<OsString>,
    #[command(flatten)]
    overriding: Overriding,
    #[command(flatten)]
    keep: Keep,
    /// 最多评分多少次；用完时如实说明证明到哪里 How often the unit is scored at most
    #[arg(long, value_name = "N", default_value_t = Wish::default().effort, help_heading = OPTIONS)]
    effort: u64,
    /// 报告的形式 Form of the report
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    #[command(flatten)]
    mapped: Mapped,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// What is to be least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Least {
    Count,
    Points,
    Cost,
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
    let Some(costs) = args.costs(&editions, &mut sources, common, io)? else { return Ok(Exit::BadInput) };
    let units = Units { observed: &intake.units, dates, sources: &sources };
    let [editions] = &editions;
    // The intake has said what is wrong.
    let remedies =
        assess_each(editions, units, &mut Diagnostics::new(), |unit, _| args.remedy(unit, &costs))?;
    let (language, style) = (common.language(), common.style(io.screen, None));
    let manner = Manner { format: args.format, language, style };
    let report = manner.answers(
        &remedies,
        |one| text::remedy(one, language, style),
        |one| markdown::remedy(one, language),
    )?;
    io.print(&report)?;
    Ok(remedies.iter().map(exit).max().unwrap_or(Exit::Open).max(intake.exit()))
}

impl Args {
    /// What repairs cost, where that was said; `None` after errors have been drawn.
    fn costs(
        &self,
        standards: &[Editions],
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Costs>, Failure> {
        let Some(file) = &self.costs else { return Ok(Some(Costs::default())) };
        let read = Costs::read(file, standards, sources)?;
        complain(&read.diagnostics.sorted(), sources, common, io);
        Ok(read.value)
    }

    fn remedy(&self, unit: &Scored<'_>, costs: &Costs) -> Result<Remedy, Failure> {
        let by = match self.by {
            Least::Count => By::Count,
            Least::Points => By::Points,
            Least::Cost => By::Cost,
        };
        let keep = self.keep.of(unit.standard)?;
        let wish = Wish { by, keep, costs: costs.of(unit.standard), effort: self.effort };
        Ok(repair::remedy(unit.standard, unit.plan, unit.readings, &wish))
    }
}

fn exit(remedy: &Remedy) -> Exit {
    match (remedy.state, remedy.proof) {
        (RemedyState::Passes, _) => Exit::Passed,
        (RemedyState::Impossible, _) => Exit::Impossible,
        (RemedyState::NotFound, _) | (RemedyState::Found, Proof::Bound) => Exit::Open,
        (RemedyState::Found, _) if !remedy.certain || !remedy.observe.is_empty() => Exit::Open,
        (RemedyState::Found, _) => Exit::NotPassed,
    }
}
