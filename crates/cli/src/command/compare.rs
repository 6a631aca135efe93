//! `weiheng compare`: two visits of the same units, as observations or as stored results.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Assessment;
use weiheng::Date;
use weiheng::Diagnostics;
use weiheng::Visits;
use weiheng::Words;
use weiheng::suggestion::nearest;
use weiheng::words;

use crate::args::ARGUMENTS;
use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::batch::Dates;
use crate::batch::Units;
use crate::batch::assess;
use crate::editions::Editions;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files;
use crate::intake::Intake;
use crate::io::Io;
use crate::mapping::Mapped;
use crate::overriding::Overridable;
use crate::overriding::Overriding;
use crate::report::Format;
use crate::report::Manner;
use crate::sources::Sources;
use crate::stored;

const ABOUT: &str = "同一单位两次检查对比：哪些已整改，哪些新出现，分数的变化由哪些明细构成\nCompare two visits of a unit: what was repaired, what is new, and of what the change of the score is made";

const EXAMPLES: &str = "
示例 Examples:
  weiheng compare cn.city.2014 上半年.json 下半年.json
  weiheng compare cn.county-covert.2014 第一次.csv 第二次.csv     按单元名配对 units are matched by name
  weiheng compare cn.city.2014 存档/结果.json 下半年.json          也可用已存的结果 stored results will do
  weiheng compare cn.city.2014 上半年.json 下半年.json --format markdown -o 对比.md

退出状态 Exit status:
  0 已对比 compared   2 输入有误 bad input";

/// Compare two visits of a unit.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 标准：内置标准的编号，不写年份则各按其评定日选用，或 .wh 文件 The standard: the id of a built-in one, without its year the edition in force on each date, or a clause file
    #[arg(value_name = "STANDARD", help_heading = ARGUMENTS)]
    standard: OsString,
    /// 上次：观测文件，或 weiheng score --format json 存的结果 The earlier visit: observations, or results that `weiheng score --format json` stored
    #[arg(value_name = "A", help_heading = ARGUMENTS)]
    before: PathBuf,
    /// 这次 The later visit
    #[arg(value_name = "B", help_heading = ARGUMENTS)]
    after: PathBuf,
    /// 这次的复核文件；存下的结果已含复核 Files of overrides of the later visit; stored results have theirs
    #[arg(long, value_name = "FILE", help_heading = OPTIONS)]
    overrides: Vec<OsString>,
    /// 上次的复核文件 Files of overrides of the earlier visit
    #[arg(long, value_name = "FILE", help_heading = OPTIONS)]
    overrides_before: Vec<OsString>,
    #[command(flatten)]
    mapped: Mapped,
    /// 结果的形式 Form of the report
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 写入文件，写完才替换 Write to a file, replaced when complete
    #[arg(short, long, value_name = "FILE", help_heading = OPTIONS)]
    output: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let Some(editions) = Editions::open(&args.standard, &mut sources, common, io)? else {
        return Ok(Exit::BadInput);
    };
    let standards = [editions];
    let mut visit = |path: &Path, overrides: &[OsString]| {
        let overriding = Overriding { files: overrides.to_vec() };
        Visit::read(&standards, path, (&args.mapped, &overriding), &mut sources, common, io)
    };
    let (Some(before), Some(after)) =
        (visit(&args.before, &args.overrides_before)?, visit(&args.after, &args.overrides)?)
    else {
        return Ok(Exit::BadInput);
    };
    let (units, alone) = matched(&before.results, &after.results)?;
    let style = common.style(io.screen, args.output.as_ref());
    let manner = Manner { format: args.format, language: common.language(), style };
    let text = manner.visits(&units)?;
    files::deliver(args.output.as_ref(), &text, io)?;
    for words in alone {
        io.complain(&format!("{}\n", words.in_language(common.language())));
    }
    Ok(before.exit.max(after.exit))
}

/// What one of the two visits came to.
struct Visit {
    results: Vec<Assessment>,
    /// How its reading ended: badly where a file of a folder was left out.
    exit: Exit,
}

impl Visit {
    /// Stored results as they are, observations scored; `None` after errors have been drawn.
    fn read(
        standards: &[Editions; 1],
        path: &Path,
        (mapped, overriding): (&Mapped, &Overriding),
        sources: &mut Sources,
        common: Common,
        io: &mut Io<'_>,
    ) -> Result<Option<Self>, Failure> {
        let [editions] = standards;
        if is_stored(path)? {
            let results = stored_results(editions, path, overriding, io)?;
            return Ok(Some(Self { results, exit: Exit::Passed }));
        }
        sources.forget(); // no visit rests on the files of the other
        if !mapped.read(standards, sources, common, io)? {
            return Ok(None);
        }
        let (files, dates) = ([path.as_os_str().to_owned()], Dates { asked: None, today: io.today });
        let Some(intake) = Intake::open(&files, standards, dates, sources, common, io)? else {
            return Ok(None);
        };
        let overridable = Overridable { standards, units: &intake.units, dates };
        if !overriding.read(overridable, sources, common, io)? {
            return Ok(None);
        }
        let units = Units { observed: &intake.units, dates, sources };
        // The intake has said what is wrong.
        let results = assess(editions, units, &mut Diagnostics::new())?;
        Ok(Some(Self { results, exit: intake.exit() }))
    }
}

fn is_stored(path: &Path) -> Result<bool, Failure> {
    Ok(!path.is_dir() && path.as_os_str() != "-" && stored::is_stored(path)?)
}

fn stored_results(
    editions: &Editions,
    path: &Path,
    overriding: &Overriding,
    io: &mut Io<'_>,
) -> Result<Vec<Assessment>, Failure> {
    if !overriding.files.is_empty() {
        let name = path.display();
        return Err(Failure::new(words!(
            "{name} 是存下的结果，不能再套用复核文件",
            "{name} holds stored results, to which no overrides can be applied"
        ))
        .help(words!("用观测文件和复核文件对比", "name the observations with their overrides")));
    }
    let results = stored::read(path.as_os_str(), io)?.into_iter();
    results.map(|stored| of_the_standard(editions, path, stored.result)).collect()
}

/// A stored result, where it is one of the standard that was named, for its day.
fn of_the_standard(editions: &Editions, path: &Path, result: Assessment) -> Result<Assessment, Failure> {
    let date: Option<Date> = result.date;
    let standard = editions.on(date)?;
    if standard.id == result.standard.id {
        return Ok(result);
    }
    let (name, found, wanted) = (path.display(), &result.standard.id, &standard.id);
    Err(Failure::new(words!(
        "{name} 是按「{found}」评的，不是「{wanted}」",
        "{name} was scored by `{found}`, not by `{wanted}`"
    ))
    .help(words!("按「{found}」对比，或用观测文件", "compare by `{found}`, or name the observations")))
}

/// The units that were visited twice, in the order of the later visit, and a sentence for each that was not.
fn matched(before: &[Assessment], after: &[Assessment]) -> Result<(Vec<Visits>, Vec<Words>), Failure> {
    for visit in [before, after] {
        once_each(visit)?;
    }
    if let ([before], [after]) = (before, after)
        && (before.unit == after.unit || before.unit.is_none() || after.unit.is_none())
    {
        return Ok((vec![Visits::of(before, after)], Vec::new()));
    }
    let find = |units: &'_ [Assessment], name: &Option<String>| {
        units.iter().position(|unit| unit.unit == *name && name.is_some())
    };
    let twice = after.iter().filter_map(|later| {
        let earlier = before.get(find(before, &later.unit)?)?;
        Some(Visits::of(earlier, later))
    });
    let twice: Vec<Visits> = twice.collect();
    let alone = |units: &[Assessment], others: &[Assessment], zh: &str, en: &str| -> Vec<Words> {
        let once = units.iter().filter(|unit| find(others, &unit.unit).is_none());
        let names = once.map(|unit| unit.unit.as_deref().unwrap_or_default().to_owned());
        names.map(|name| words!("只有{zh}查了「{name}」", "`{name}` was visited {en} only")).collect()
    };
    let mut once = alone(before, after, "上次", "before");
    once.extend(alone(after, before, "这次", "now"));
    if twice.is_empty() {
        return Err(nobody(before, after));
    }
    Ok((twice, once))
}

/// Refuses results among which a unit was visited more than once: no one could say which visit is meant.
fn once_each(visit: &[Assessment]) -> Result<(), Failure> {
    let mut days: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for result in visit {
        let (Some(unit), day) = (&result.unit, result.date) else { continue };
        days.entry(unit).or_default().extend(day.map(|day| day.to_string()));
    }
    let Some((unit, days)) = days.into_iter().find(|(_, days)| days.len() > 1) else { return Ok(()) };
    let (count, zh, en) = (days.len(), days.join("、"), days.join(", "));
    Err(Failure::new(words!(
        "同一个文件里「{unit}」查了 {count} 次（{zh}），不知取哪一次",
        "one of the files holds {count} visits of `{unit}` ({en}), and which is meant cannot be told"
    ))
    .help(words!("每个文件里一个单元只留一次检查", "leave one visit of a unit in each file")))
}

fn nobody(before: &[Assessment], after: &[Assessment]) -> Failure {
    fn names(units: &[Assessment]) -> impl Iterator<Item = &str> {
        units.iter().filter_map(|unit| unit.unit.as_deref())
    }
    let failure = Failure::new(words!("两次检查没有同名的单元", "no unit was visited twice"));
    let near = names(after).find_map(|name| Some((name.to_owned(), nearest(name, names(before))?)));
    match near {
        Some((name, near)) => {
            failure.help(words!("「{name}」是不是上次的「{near}」？", "is `{name}` the `{near}` of before?"))
        }
        None => failure.help(words!(
            "单元按名称配对，名称须一致",
            "units are matched by their names, which must be the same"
        )),
    }
}
