//! `weiheng show`: what each stage makes, as stable text.

use std::ffi::OsString;

use clap::ValueEnum;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Tree;
use weiheng::words;

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
use crate::io::Io;
use crate::observed;
use crate::sources::Sources;
use crate::standard;

const ABOUT: &str = "显示每一步的中间结果\nPrint what a stage makes";

const EXAMPLES: &str = "
示例 Examples:
  weiheng show tree 我的标准.wh
  weiheng show model 我省的标准.wh --origin
  weiheng show plan cn.city.2014 --date 2024-05-01
  weiheng show readings cn.city.2014 甲市.json";

/// Print what a stage makes.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 哪一步 Which stage
    #[arg(help_heading = ARGUMENTS, display_order = 1)]
    stage: Stage,
    /// 内置标准的编号，或 .wh 文件 The id of a built-in standard, or a clause file
    #[arg(help_heading = ARGUMENTS, display_order = 2)]
    standard: OsString,
    /// 观测；readings 与 assessment 需要 Observations, for readings and assessment
    #[arg(
        help_heading = ARGUMENTS,
        display_order = 3,
        required_if_eq_any([("stage", "readings"), ("stage", "assessment")])
    )]
    observations: Option<OsString>,
    /// model：写成一个不再承别的标准的文件，每行注明出自哪个文件的哪一行 model: as one clause file, each line with the file and line it came from
    #[arg(long, help_heading = OPTIONS)]
    origin: bool,
    /// 评定日 Assessment date
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// The stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// 读成的语法树 The tree as written
    Tree,
    /// 检查过的标准 The checked standard
    Model,
    /// 计算步骤 The steps of the calculation
    Plan,
    /// 标准所读到的观测 The observations as the standard reads them
    Readings,
    /// 评分结果 (JSON) The result
    Assessment,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    if args.stage == Stage::Tree {
        return tree(args, &mut sources, common, io);
    }
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let dates = Dates { asked: args.date, today: io.today };
    let plan_date = args.date.or(io.today);
    let mut diagnostics = Diagnostics::new();
    let text = match args.stage {
        Stage::Model if args.origin => standard::origin(editions.name_on(plan_date)?, &mut sources)?,
        Stage::Tree | Stage::Model => editions.on(plan_date)?.show(),
        Stage::Plan => {
            let standard = editions.on(plan_date)?;
            Plan::from_model(standard, plan_date).show(standard)
        }
        Stage::Readings => {
            let units = units(args, &editions, &mut sources, &mut diagnostics, io)?;
            readings(&editions, &units, dates, &mut diagnostics)?
        }
        Stage::Assessment => {
            let units = units(args, &editions, &mut sources, &mut diagnostics, io)?;
            let units = Units { observed: &units, dates, sources: &sources };
            assessments(&editions, units, &mut diagnostics)?
        }
    };
    complain(&diagnostics, &sources, common, io);
    io.print(&text)?;
    Ok(if diagnostics.has_errors() { Exit::BadInput } else { Exit::Passed })
}

/// A tree is shown for a bad file too: it is what could be read.
fn tree(args: &Args, sources: &mut Sources, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let file = standard::find(&args.standard, sources)?;
    let Some(indexed) = sources.get(file.id) else { return Ok(Exit::BadInput) };
    let parsed = Tree::from_text(file.id, &indexed.source.text);
    let mut diagnostics = file.encoding;
    diagnostics.extend(parsed.diagnostics);
    complain(&diagnostics, sources, common, io);
    io.print(&parsed.tree.show())?;
    Ok(if diagnostics.has_errors() { Exit::BadInput } else { Exit::Passed })
}

fn units(
    args: &Args,
    editions: &Editions,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
    io: &mut Io<'_>,
) -> Result<Vec<Observations>, Failure> {
    let argument = args.observations.as_ref();
    let argument =
        argument.ok_or_else(|| Failure::new(words!("缺少观测文件", "the observations are missing")))?;
    let observed = observed::read(argument, &editions.questions(), sources, io)?;
    diagnostics.extend(observed.diagnostics);
    Ok(observed.value.unwrap_or_default())
}

fn readings(
    editions: &Editions,
    units: &[Observations],
    dates: Dates,
    diagnostics: &mut Diagnostics,
) -> Result<String, Failure> {
    let mut text = String::new();
    for unit in units {
        let standard = editions.on(dates.of(unit))?;
        let bound = Readings::bind(standard, unit);
        diagnostics.extend(bound.diagnostics);
        if let Some(readings) = bound.value {
            text.push_str(&readings.show(standard));
        }
    }
    Ok(text)
}

fn assessments(
    editions: &Editions,
    units: Units<'_>,
    diagnostics: &mut Diagnostics,
) -> Result<String, Failure> {
    let mut text = String::new();
    for assessment in assess(editions, units, diagnostics)? {
        let json = serde_json::to_string_pretty(&assessment);
        text.push_str(&json.map_err(|error| Failure::new(words!("{error}", "{error}")))?);
        text.push('\n');
    }
    Ok(text)
}
