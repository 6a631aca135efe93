//! `weiheng score`: one report for each unit, and the worst of their verdicts as the exit status.

use std::ffi::OsString;
use std::path::PathBuf;

use weiheng::Comparison;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::assessment::Inputs;
use weiheng::comparison::Scored;
use weiheng::words;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess_each;
use crate::batch::compare;
use crate::batch::compare_each;
use crate::batch::sealed;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::intake::Intake;
use crate::io::Io;
use crate::line::Form;
use crate::line::Line;
use crate::mapping::Mapped;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::repairing::Repairing;
use crate::report::Manner;
use crate::sources::Sources;

const ABOUT: &str = "给单位评分，列出每一处扣分\nScore units and itemise every deduction";

const USAGE: &str = "weiheng score [OPTIONS] <STANDARD> <FILE>...
                weiheng score [OPTIONS] --standard <STANDARD>... <FILE>...";

const EXAMPLES: &str = "
示例 Examples:
  weiheng score cn.city.2014 甲市.json
  weiheng score cn.city.2014 甲市.xlsx                填好的表格 a filled form
  weiheng score cn.city.2014 各市.xlsx --map 对照.csv  标题与标准不同的表 a table with headings of its own
  weiheng score cn.city.2014 各市.csv --format markdown -o 报告.md
  weiheng score cn.city 甲市.json --date 2018-05-01
  weiheng score 我的标准.wh - --date 2024-05-01 < 甲市.json
  weiheng score cn.city.2014 各市.ndjson --format ndjson | jq .score
  weiheng score cn.city.2014 甲市.json --format line | cut -f3   只要总分 the total alone
  weiheng score cn.county-covert.2014 提交.xml          手机交回的，也读 JSON 和 CSV what phones send back
  weiheng score --standard cn.village.2006 --standard hebei.village 甲村.json
                                     一份观测，几个标准 one unit by several standards

退出状态 Exit status (多个单位、多个标准取最差 the worst of several: 2, 1, 3, 0):
  0 通过 passed
  1 未通过 not passed
  2 输入有误；几个文件时其余仍评定 bad input; of several files the others are scored all the same
  3 未定：尚有未查或待定 open, undetermined or not applicable
没有评定的标准：有否决或不合格为 1，分数未定为 3，否则 0
A standard without a verdict: 1 if anything is vetoed or failed, 3 if not determined, else 0";

/// Score units and itemise every deduction.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
#[command(override_usage = USAGE)]
pub(crate) struct Args {
    /// 先写标准：内置标准的编号，或 .wh 文件，不写年份则按评定日选用当时施行的一版；其后是观测：.json .ndjson .csv .xlsx .ods .xls 文件，手机的提交（.xml .json，.csv 的压缩包或目录），目录代表其中的观测文件，- 为标准输入；几个文件说同一单元的合成一个。用 --standard 时全是观测 First the standard: the id of a built-in one, without its year the edition in force on the assessment date, or a clause file; then observations: files, submissions from phones (their tables in an archive or a folder), a folder for the files in it, or - for standard input; what several files say of one unit is put together. With --standard all are observations
    #[arg(required = true, value_name = "STANDARD|FILE", help_heading = ARGUMENTS)]
    arguments: Vec<OsString>,
    /// 按这个标准评；写几次就按几个标准评，并列出同一观测结果不同之处 Score by this standard; given several times, by each, and show where they differ over the same observation
    #[arg(long = "standard", value_name = "STANDARD", help_heading = OPTIONS)]
    standards: Vec<OsString>,
    /// 几个标准时，附上每个标准的完整报告 With several standards, add the whole report of each
    #[arg(long, help_heading = OPTIONS)]
    full: bool,
    #[command(flatten)]
    overriding: Overriding,
    #[command(flatten)]
    repairing: Repairing,
    /// 报告的形式 Form of the report
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Form,
    #[command(flatten)]
    mapped: Mapped,
    /// 评定日；缺省用观测中的日期，再缺省用今天 (UTC) Assessment date, else that of the unit, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
    /// 写入文件，写完才替换 Write to a file, replaced when complete
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (named, files) = args.standards_and_files()?;
    let mut sources = Sources::default();
    let Some(standards) = opened(named, &mut sources, common, io)? else { return Ok(Exit::BadInput) };
    let mut said = Diagnostics::new(); // the intake has said what is wrong
    let dates = Dates { asked: args.date, today: io.today };
    if !args.mapped.read(&standards, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let Some(intake) = Intake::open(files, &standards, dates, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let overridable = Overridable { standards: &standards, units: &intake.units, dates };
    if !args.overriding.read(overridable, &mut sources, common, io)? {
        return Ok(Exit::BadInput);
    }
    let units = Units { observed: &intake.units, dates, sources: &sources };
    let (report, exit) = match args.format {
        Form::Line => lines(&standards, units, &mut said)?,
        Form::Report(format) => {
            let results = args.results(&standards, units, &mut said)?;
            let (language, style) = (common.language(), common.style(io.screen, args.output.as_ref()));
            (results.report(Manner { format, language, style }, args.full)?, results.exit())
        }
    };
    files::deliver(args.output.as_ref(), &report, io)?;
    Ok(exit.max(intake.exit()))
}

/// A line for each unit and standard, and the worst of their statuses.
fn lines(
    standards: &[Editions],
    units: Units<'_>,
    said: &mut Diagnostics,
) -> Result<(String, Exit), Failure> {
    let lines: Vec<Line> = match standards {
        [one] => assess_each(one, units, said, |unit, _| Ok(Line::of(unit)))?,
        several => {
            let each = |scored: Vec<(Scored<'_>, Inputs)>| -> Vec<Line> {
                scored.iter().map(|(one, _)| Line::of(one)).collect()
            };
            compare_each(several, units, said, each)?.into_iter().flatten().collect()
        }
    };
    let exit = lines.iter().map(|line| line.exit).max().unwrap_or(Exit::Open);
    Ok((lines.into_iter().map(|line| line.text).collect(), exit))
}

impl Args {
    /// The standards and the files of observations that were named.
    fn standards_and_files(&self) -> Result<(&[OsString], &[OsString]), Failure> {
        if !self.standards.is_empty() {
            return Ok((&self.standards, &self.arguments));
        }
        match self.arguments.split_at_checked(1) {
            Some((standard, files)) if !files.is_empty() => Ok((standard, files)),
            _ => Err(Failure::new(words!("缺少观测文件", "the observations are missing")).help(words!(
                "写在标准之后：weiheng score 标准 观测.json",
                "name them after the standard: weiheng score STANDARD FILE"
            ))),
        }
    }

    /// Everything that a report tells of the units.
    fn results(
        &self,
        standards: &[Editions],
        units: Units<'_>,
        said: &mut Diagnostics,
    ) -> Result<Results, Failure> {
        match standards {
            [one] => {
                let single = units.observed.len() == 1;
                let assess = |unit: &Scored<'_>, inputs| {
                    let result = self.repairing.assessment(unit, units.sources, single);
                    result.map(|result| sealed(result, unit, inputs))
                };
                assess_each(one, units, said, assess).map(Results::Assessed)
            }
            several => compare(several, units, said).map(Results::Compared),
        }
    }
}

/// Opens every standard; `None` after the errors of those that have some have been drawn.
fn opened(
    named: &[OsString],
    sources: &mut Sources,
    common: Common,
    io: &mut Io<'_>,
) -> Result<Option<Vec<Editions>>, Failure> {
    let mut standards = Vec::new();
    for name in named {
        standards.push(Editions::open(name, sources, common, io)?);
    }
    Ok(standards.into_iter().collect())
}

/// What came out for the units.
enum Results {
    /// By one standard.
    Assessed(Vec<weiheng::Assessment>),
    /// By several.
    Compared(Vec<Comparison>),
}

impl Results {
    fn report(&self, manner: Manner, full: bool) -> Result<String, Failure> {
        match self {
            Self::Assessed(units) => manner.assessments(units),
            Self::Compared(units) => manner.comparisons(units, full),
        }
    }

    fn exit(&self) -> Exit {
        let worst = match self {
            Self::Assessed(units) => units.iter().map(Exit::of).max(),
            Self::Compared(units) => units.iter().flat_map(|unit| &unit.assessments).map(Exit::of).max(),
        };
        worst.unwrap_or(Exit::Open)
    }
}

/// A date as people write it.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "日期写作 2024-01-02 dates are written 2024-01-02".to_owned())
}
