//! A section as a table of HTML: rows in groups that are not torn apart, cells that span their group.

use weiheng::Language;

use crate::html::tone;
use crate::outline::Bar;
use crate::outline::Column;
use crate::outline::Section;
use crate::wording::say;

/// A table as a template draws it.
pub(crate) struct Table {
    /// What its heading is found by.
    pub(crate) number: usize,
    pub(crate) title: &'static str,
    pub(crate) class: &'static str,
    pub(crate) columns: Vec<Head>,
    pub(crate) groups: Vec<Group>,
}

/// The head of a column.
pub(crate) struct Head {
    pub(crate) title: &'static str,
    pub(crate) number: bool,
    /// Characters that fit on a line, at least.
    pub(crate) least: usize,
}

/// Rows that belong together: the first names what they are about.
pub(crate) struct Group {
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What is said once for all of them, in a row across the table: a title and its texts.
    pub(crate) asides: Vec<(&'static str, Vec<String>)>,
}

/// A cell.
pub(crate) struct Cell {
    pub(crate) lines: Vec<String>,
    pub(crate) class: &'static str,
    /// How many rows it spans.
    pub(crate) rows: usize,
    /// Whether it names its row.
    pub(crate) head: bool,
    pub(crate) bar: Option<Bar>,
    /// The page it leads to.
    pub(crate) link: Option<String>,
}

impl Table {
    /// The table of a section; `bars`: one for each row, in a column of their own.
    pub(crate) fn of(section: &Section, bars: Option<Vec<Option<Bar>>>, language: Language) -> Self {
        let mut groups: Vec<Group> = grouped(&section.rows).map(|rows| group(section, rows)).collect();
        let columns = section.columns.iter().enumerate().filter(|(at, _)| !is_below(section, *at));
        let mut columns: Vec<Head> = columns.map(|(at, column)| head(section, at, column)).collect();
        if let Some(bars) = bars.filter(|bars| bars.iter().any(Option::is_some)) {
            columns.push(Head { title: say(language, "得分率", "share"), number: false, least: BAR });
            let rows = groups.iter_mut().flat_map(|group| &mut group.rows);
            rows.zip(bars).for_each(|(row, bar)| row.push(Cell::bar(bar)));
        }
        Self { number: 0, title: section.title, class: tone(&section.tone).0, columns, groups }
    }
}

impl Table {
    /// The same with its number on the page.
    pub(crate) fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }
}

impl Cell {
    fn bar(bar: Option<Bar>) -> Self {
        Self { lines: Vec::new(), class: "bar", rows: 1, head: false, bar, link: None }
    }
}

/// The rows cut where a row has a first cell.
fn grouped(rows: &[Vec<String>]) -> impl Iterator<Item = &[Vec<String>]> {
    rows.chunk_by(|_, next| next.first().is_some_and(String::is_empty))
}

fn group(section: &Section, rows: &[Vec<String>]) -> Group {
    let opening = section.columns.iter().zip(rows.first().into_iter().flatten()).enumerate();
    let asides = opening.filter(|(at, (_, text))| is_below(section, *at) && !text.is_empty());
    let asides: Vec<_> = asides.map(|(_, (column, text))| (column.title, lines(text))).collect();
    let row = |(number, row): (usize, &Vec<String>)| {
        let cells = section.columns.iter().zip(row).enumerate().filter(|(at, _)| !is_below(section, *at));
        let cells = cells.filter(|(at, _)| number == 0 || !spans(section, *at));
        let cell = |(at, (column, text)): (usize, (&Column, &String))| Cell {
            lines: lines(text),
            class: class(column, text),
            rows: match at {
                0 => rows.len() + usize::from(!asides.is_empty()),
                _ if spans(section, at) => rows.len(),
                _ => 1,
            },
            head: at == 0,
            bar: None,
            link: None,
        };
        cells.map(cell).collect()
    };
    Group { rows: rows.iter().enumerate().map(row).collect(), asides }
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

fn is_aside(section: &Section, at: usize) -> bool {
    at >= section.columns.len() - section.asides.min(section.columns.len())
}

/// Texts that are said once for a group stand below it, where they have the width of the table.
fn is_below(section: &Section, at: usize) -> bool {
    is_aside(section, at) && section.columns.get(at).is_some_and(|column| !column.narrow)
}

/// What is said once for a group, and has a column.
fn spans(section: &Section, at: usize) -> bool {
    at == 0 || is_aside(section, at)
}

/// Short numbers and words stay on one line; a long interval may be broken.
fn class(column: &Column, text: &str) -> &'static str {
    let short = text.lines().all(|line| line.chars().count() <= UNBROKEN);
    match (column.number, column.narrow && short) {
        (true, true) => "number whole",
        (true, false) => "number",
        (false, true) => "whole",
        (false, false) => "",
    }
}

/// A column keeps this many characters on a line, or as many as its longest line has.
fn head(section: &Section, at: usize, column: &Column) -> Head {
    let texts = section.rows.iter().filter_map(|row| row.get(at));
    let longest = texts.flat_map(|text| text.lines()).map(|line| line.chars().count()).max().unwrap_or(0);
    let most = match (column.narrow, at) {
        (true, _) => UNBROKEN,
        (false, 0) => NAME,
        (false, _) => TEXT,
    };
    let least = if column.narrow { 0 } else { longest.max(column.title.chars().count()).min(most) };
    Head { title: column.title, number: column.number, least }
}

const UNBROKEN: usize = 14;
const NAME: usize = 10;
const TEXT: usize = 6;
const BAR: usize = 9;
