//! `weiheng list`: the built-in standards.

use std::ffi::OsStr;

use clap::ValueEnum;
use comfy_table::CellAlignment;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use serde::Serialize;
use weiheng::Date;
use weiheng::Exact;
use weiheng::Language;
use weiheng::Standard;
use weiheng::model::part::Citation;
use weiheng::model::part::Part;
use weiheng::model::part::Status;
use weiheng::syntax::tree::Rank;
use weiheng::words;

use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::built_in::BuiltIn;
use crate::built_in::STANDARDS;
use crate::command::score::date;
use crate::editions::is_in_force;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::io::Io;
use crate::sources::Sources;
use crate::standard;

const ABOUT: &str = "列出内置标准：编号、级别、名称、是否施行、条数、分值、依据核实的条数\nList the built-in standards: id, level, label, days in force, clauses, points, clauses with a verified source";

const EXAMPLES: &str = "
示例 Examples:
  weiheng list
  weiheng list --date 2018-05-01
  weiheng list --format json";

/// List the built-in standards: id, level, label, days in force, clauses, points, clauses with a verified source.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 结果的形式 Form of the result
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 看哪一天施行的；缺省为今天 (UTC) The day on which standards are in force, else today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OPTIONS)]
    date: Option<Date>,
}

/// The forms of the list.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// 终端表格 A table
    Text,
    /// JSON 数组 A JSON array
    Json,
}

/// A built-in standard in a line.
#[derive(Serialize)]
struct Entry {
    id: String,
    level: Option<String>,
    label: String,
    in_force: Option<Date>,
    until: Option<Date>,
    current: bool,
    clauses: usize,
    points: Option<Exact>,
    verified: usize,
}

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let mut sources = Sources::default();
    let mut entries = Vec::new();
    for standard in STANDARDS {
        entries.extend(entry(standard, args.date.or(io.today), &mut sources)?);
    }
    entries.sort_by_key(|entry| (level_rank(entry.level.as_deref()), entry.id.clone()));
    let text = match args.format {
        Format::Text => table(&entries, common.language(), io.screen.width),
        Format::Json => serde_json::to_string_pretty(&entries)
            .map(|text| format!("{text}\n"))
            .map_err(|error| Failure::new(words!("{error}", "{error}")))?,
    };
    io.print(&text)?;
    for standard in STANDARDS.iter().filter(|standard| entries.iter().all(|entry| entry.id != standard.id)) {
        let id = standard.id;
        let failure = Failure::new(words!("内置标准 {id} 有错误", "the built-in standard {id} has errors"));
        io.complain(&failure.text(common.language()));
    }
    Ok(if entries.len() == STANDARDS.len() { Exit::Passed } else { Exit::BadInput })
}

fn entry(built_in: &BuiltIn, day: Option<Date>, sources: &mut Sources) -> Result<Option<Entry>, Failure> {
    let found = standard::find(OsStr::new(built_in.id), sources)?;
    let Some(standard) = standard::load(found, sources)?.value else { return Ok(None) };
    let clauses = || standard.parts.iter().filter(|part| part.rank == Rank::Clause);
    Ok(Some(Entry {
        id: built_in.id.to_owned(),
        level: standard.tier.clone(),
        label: standard.label.clone(),
        in_force: standard.in_force,
        until: standard.until,
        current: is_in_force(&standard, day),
        clauses: clauses().count(),
        points: standard.full_points(),
        verified: clauses().filter(|clause| is_verified(&standard, clause)).count(),
    }))
}

/// The nation first, the unit last.
fn level_rank(level: Option<&str>) -> usize {
    let levels = ["国家", "省", "市", "县", "单位"];
    levels.iter().position(|known| level == Some(known)).unwrap_or(levels.len())
}

/// Whether the sources of a clause, or of the nearest part above that names any, have all been read.
fn is_verified(standard: &Standard, clause: &Part) -> bool {
    let mut part = clause;
    while part.sources.is_empty() {
        match part.parent.and_then(|above| standard.part(above)) {
            Some(above) => part = above,
            None => return verified(&standard.sources),
        }
    }
    verified(&part.sources)
}

fn verified(sources: &[Citation]) -> bool {
    !sources.is_empty() && sources.iter().all(|source| source.status == Some(Status::Verified))
}

/// Whether a standard holds, in a few words: since when, or that it does no more.
fn days(entry: &Entry, language: Language) -> String {
    let words = match (entry.current, entry.in_force, entry.until) {
        (_, None, None) => words!("未注明", "not said"),
        (true, Some(first), _) => words!("{first} 起", "since {first}"),
        (true, None, Some(end)) => words!("{end} 止", "until {end}"),
        (false, _, Some(end)) => words!("{end} 废止", "ended {end}"),
        (false, Some(first), None) => words!("{first} 才起", "not before {first}"),
    };
    words.in_language(language).to_owned()
}

fn table(entries: &[Entry], language: Language, width: u16) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table.set_header(match language {
        Language::Zh => ["编号", "级别", "名称", "施行", "条数", "分值", "依据核实"],
        Language::En => ["id", "level", "label", "in force", "clauses", "points", "verified"],
    });
    for entry in entries {
        table.add_row([
            entry.id.clone(),
            entry.level.clone().unwrap_or_default(),
            entry.label.clone(),
            days(entry, language),
            entry.clauses.to_string(),
            entry.points.map(|points| points.to_string()).unwrap_or_default(),
            format!("{} / {}", entry.verified, entry.clauses),
        ]);
    }
    for column in table.column_iter_mut().skip(4) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    format!("{}\n", table.trim_fmt())
}
