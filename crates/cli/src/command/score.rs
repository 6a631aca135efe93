//! `weiheng score`: one report for each unit, and the worst of their verdicts as the exit status.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::ValueEnum;
use weiheng::Assessment;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Language;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Standard;
use weiheng::words;
use weiheng_paper::Style;
use weiheng_paper::markdown;
use weiheng_paper::text;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::diagnostic::complain;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::io::Io;
use crate::observed;
use crate::sources::Sources;

const ABOUT: &str = "给单位评分，列出每一处扣分\nScore units and itemise every deduction";

const EXAMPLES: &str = "
示例 Examples:
  weiheng score cn.city.2014 甲市.json
  weiheng score cn.city.2014 各市.csv --format markdown -o 报告.md
  weiheng score cn.city 甲市.json --date 2018-05-01
  weiheng score 我的标准.wh - --date 2024-05-01 < 甲市.json
  weiheng score cn.city.2014 各市.ndjson --format ndjson | jq .score

退出状态 Exit status (多个单位取最差 the worst of several units: 2, 1, 3, 0):
  0 通过 passed
  1 未通过 not passed
  2 输入有误 bad input
  3 未定：尚有未查或待定 open, undetermined or not applicable
没有评定的标准：有否决或不合格为 1，分数未定为 3，否则 0
A standard without a verdict: 1 if anything is vetoed or failed, 3 if not determined, else 0";

/// Score units and itemise every deduction.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 内置标准的编号，或 .wh 文件；不写年份则按评定日选用当时施行的一版 The id of a built-in standard, or a clause file; without its year, the edition in force on the assessment date
    #[arg(help_heading = ARGUMENTS, display_order = 1)]
    standard: OsString,
    /// 观测：.json .ndjson .csv 文件，- 为标准输入 Observations: a file, or - for standard input
    #[arg(help_heading = ARGUMENTS, display_order = 2)]
    observations: OsString,
    /// 报告的形式 Form of the report
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
    /// 写入文件，写完才替换 Write to a file, replaced when complete
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// 终端表格 Tables for a terminal
    Text,
    /// Markdown
    Markdown,
    /// 一个单位一个对象，多个单位一个数组 An object for one unit, an array for several
    Json,
    /// 每个单位一行 One line a unit
    Ndjson,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let observed = observed::read(&args.observations, &mut sources, io)?;
    let mut diagnostics = observed.diagnostics;
    let dates = Dates { asked: args.date, today: io.today };
    let assessments = assess(&editions, &observed.value.unwrap_or_default(), dates, &mut diagnostics)?;
    complain(&diagnostics, &sources, common, io);
    if diagnostics.has_errors() {
        return Ok(Exit::BadInput);
    }
    let style = style(args, common, io);
    deliver(args, &written(&assessments, args.format, common.language(), style)?, io)?;
    Ok(assessments.iter().map(Exit::of).max().unwrap_or(Exit::Open))
}

/// Which date an assessment takes: the one asked for, else the unit's own, else today.
#[derive(Clone, Copy)]
pub(super) struct Dates {
    pub(super) asked: Option<Date>,
    pub(super) today: Option<Date>,
}

impl Dates {
    /// The date of a unit.
    pub(super) fn of(self, unit: &Observations) -> Option<Date> {
        self.asked.or(unit.date.map(|(date, _)| date)).or(self.today)
    }
}

/// Assesses every unit by the edition of its date; a unit that cannot be read leaves its problems instead.
pub(super) fn assess(
    editions: &Editions,
    units: &[Observations],
    dates: Dates,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Assessment>, Failure> {
    let mut plans = BTreeMap::new();
    let mut read = Vec::new();
    for unit in units {
        let date = dates.of(unit);
        let standard = editions.on(date)?;
        let bound = Readings::bind(standard, unit);
        diagnostics.extend(bound.diagnostics);
        let Some(mut readings) = bound.value else { continue };
        readings.date = date;
        plans.entry(date).or_insert_with(|| Plan::from_model(standard, date));
        read.push((standard, readings));
    }
    Ok(batches(&plans, &read))
}

/// The assessments in the order of the units; those of one edition are a batch.
fn batches(plans: &BTreeMap<Option<Date>, Plan>, read: &[(&Standard, Readings)]) -> Vec<Assessment> {
    let mut assessed: Vec<(usize, Assessment)> = Vec::new();
    let mut editions: Vec<&Standard> = Vec::new();
    for (standard, _) in read {
        if editions.iter().any(|known| std::ptr::eq(*known, *standard)) {
            continue;
        }
        editions.push(standard);
        let batch = read.iter().enumerate().filter(|(_, (other, _))| std::ptr::eq(*other, *standard));
        let planned =
            batch.filter_map(|(at, (_, readings))| Some((at, (plans.get(&readings.date)?, readings))));
        let (places, units): (Vec<usize>, Vec<(&Plan, &Readings)>) = planned.unzip();
        assessed.extend(places.into_iter().zip(weiheng::assess_batch(standard, &units)));
    }
    assessed.sort_by_key(|(at, _)| *at);
    assessed.into_iter().map(|(_, assessment)| assessment).collect()
}

/// A date as people write it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "日期写作 2024-01-02 dates are written 2024-01-02".to_owned())
}

fn style(args: &Args, common: Common, io: &Io<'_>) -> Style {
    match args.output {
        Some(_) => Style::default(),
        None => Style { width: io.screen.width, colour: common.colour_on_stdout(io.screen) },
    }
}

fn deliver(args: &Args, report: &str, io: &mut Io<'_>) -> Result<(), Failure> {
    match &args.output {
        Some(path) => files::replace(path, report),
        None => io.print(report),
    }
}

fn written(
    assessments: &[Assessment],
    format: Format,
    language: Language,
    style: Style,
) -> Result<String, Failure> {
    Ok(match format {
        Format::Text => {
            let summary = text::summary(assessments, language, style);
            let rule = format!("\n{}\n\n", "═".repeat(usize::from(style.width)));
            pages(summary, assessments.iter().map(|one| text::report(one, language, style)), &rule)
        }
        Format::Markdown => {
            let summary = markdown::summary(assessments, language);
            pages(summary, assessments.iter().map(|one| markdown::report(one, language)), "\n")
        }
        Format::Json => match assessments {
            [one] => json(serde_json::to_string_pretty(one))?,
            several => json(serde_json::to_string_pretty(several))?,
        },
        Format::Ndjson => {
            let lines: Result<String, Failure> =
                assessments.iter().map(|one| json(serde_json::to_string(one))).collect();
            lines?
        }
    })
}

/// The reports one after the other, below a summary where there are several.
fn pages(summary: String, reports: impl ExactSizeIterator<Item = String>, between: &str) -> String {
    let several = reports.len() != 1;
    let pages: Vec<String> = several.then_some(summary).into_iter().chain(reports).collect();
    pages.join(between)
}

fn json(text: Result<String, serde_json::Error>) -> Result<String, Failure> {
    text.map(|text| format!("{text}\n")).map_err(|error| {
        Failure::new(words!("结果写不成 JSON：{error}", "the result cannot be written as JSON: {error}"))
    })
}
