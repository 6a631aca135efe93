//! `weiheng list`: the built-in standards.

use clap::ValueEnum;
use comfy_table::CellAlignment;
use comfy_table::ColumnConstraint;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::presets::NOTHING;
use weiheng::Date;
use weiheng::Language;
use weiheng::words;

use crate::args::Common;
use crate::args::OPTIONS;
use crate::args::TEMPLATE;
use crate::catalogue;
use crate::catalogue::Entry;
use crate::catalogue::Level;
use crate::command::score::date;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::io::Io;

const ABOUT: &str = "列出内置标准：编号、级别、名称、是否施行、分值、条数与其中依据核实的条数\nList the built-in standards: id, level, label, days in force, points, clauses and how many of them have a verified source";

const EXAMPLES: &str = "
示例 Examples:
  weiheng list
  weiheng list --level 省
  weiheng list --date 2018-05-01
  weiheng list --format json";

/// List the built-in standards.
#[derive(Debug, clap::Args)]
#[command(about = ABOUT, long_about = None, after_help = EXAMPLES, help_template = TEMPLATE)]
pub(crate) struct Args {
    /// 结果的形式 Form of the result
    #[arg(long, default_value = "text", help_heading = OPTIONS)]
    format: Format,
    /// 只列这一级 Only this level: also national, province, city, county, unit
    #[arg(long, help_heading = OPTIONS)]
    level: Option<Level>,
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

/// Runs the command.
pub(crate) fn run(args: &Args, common: Common, io: &mut Io<'_>) -> Result<Exit, Failure> {
    let (mut entries, broken) = catalogue::entries(args.date.or(io.today))?;
    if let Some(level) = args.level {
        entries.retain(|entry| entry.level.as_deref() == Some(level.word()));
    }
    let text = match args.format {
        Format::Text => table(&entries, common.language(), io.screen.width),
        Format::Json => serde_json::to_string_pretty(&entries)
            .map(|text| format!("{text}\n"))
            .map_err(|error| Failure::new(words!("{error}", "{error}")))?,
    };
    io.print(&text)?;
    for id in &broken {
        let failure = Failure::new(words!("内置标准 {id} 有错误", "the built-in standard {id} has errors"));
        io.complain(&failure.text(common.language()));
    }
    Ok(if broken.is_empty() { Exit::Passed } else { Exit::BadInput })
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

/// The same in years, where there is little room: `2015–2021`, `2021–`.
fn years(entry: &Entry) -> String {
    let year = |day: Option<Date>| day.map(|day| day.year().to_string()).unwrap_or_default();
    match (entry.in_force, entry.until) {
        (None, None) => String::new(),
        (first, end) => format!("{}–{}", year(first), year(end)),
    }
}

/// A table without lines, so that it fits: the levels as headings, everything but the label on one line.
fn table(entries: &[Entry], language: Language, width: u16) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(match language {
        Language::Zh => ["编号", "名称", "施行", "分值", "核实/条数", ""],
        Language::En => ["id", "label", "in force", "points", "verified", ""],
    });
    let mut level = None;
    for entry in entries {
        let own = entry.level.as_deref().unwrap_or_default();
        if level.replace(own) != Some(own) {
            table.add_row([own]);
        }
        table.add_row([
            entry.id.clone(),
            entry.label.clone(),
            if width < ROOMY { years(entry) } else { days(entry, language) },
            entry.points.map(|points| points.to_string()).unwrap_or_default(),
            format!("{}/{}", entry.verified, entry.clauses),
            format!("{}%", percent(entry.verified, entry.clauses)),
        ]);
    }
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if at == LAST { 0 } else { 2 }));
        if at != LABEL {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
        if at > DAYS {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n", table.trim_fmt())
}

/// From so many columns on, days are written in full.
const ROOMY: u16 = 96;
/// The column of the label, which alone may be broken over lines.
const LABEL: usize = 1;
/// The last column of text; numbers follow.
const DAYS: usize = 2;
/// The last column.
const LAST: usize = 5;

/// Whole percent, rounded down: 100 is all.
fn percent(some: usize, all: usize) -> usize {
    (some * 100).checked_div(all).unwrap_or_default()
}
