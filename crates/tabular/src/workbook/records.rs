//! The sheets of record lists: a title `名录：市场`, a row of field names, a row a record.

use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Span;
use weiheng::Words;
use weiheng::fullwidth;
use weiheng::observation::Cell as Address;
use weiheng::observation::Entry;
use weiheng::observation::Raw;

use crate::footing::is_note;
use crate::heading::NUMBER;
use crate::heading::folded;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::table::Row;
use crate::value::raw;
use crate::workbook::sheet::Table;

/// How many rows may stand above the title.
const MOST_ABOVE: usize = 5;

/// A record list on its way.
pub(crate) struct List {
    /// The fact, or the fact and the field of it that is a list.
    pub(crate) name: String,
    /// Where its title stands.
    pub(crate) title: Span,
    address: Address,
    /// `无`, where the list says that it is empty.
    none: Option<Span>,
    records: Vec<Record>,
}

struct Record {
    /// The number in the first column: its own, or of the outer record that it belongs to.
    number: Option<u32>,
    place: Words,
    span: Span,
    fields: Vec<Entry>,
}

/// The list of a sheet; `None` where the sheet has no such title.
pub(crate) fn read(table: &Table, problems: &mut Diagnostics) -> Option<List> {
    let titled = |row: &Row| row.all_filled().next().and_then(|(at, cell)| Some((at, title(&cell.text)?)));
    let (at, (column, name)) =
        table.rows.iter().take(MOST_ABOVE).enumerate().find_map(|(at, row)| Some((at, titled(row)?)))?;
    let row = table.rows.get(at)?;
    let name_heading: Arc<str> = name.as_str().into();
    let mut list = List {
        title: row.filled(column)?.span,
        address: row.address(column, &name_heading),
        name,
        none: None,
        records: Vec::new(),
    };
    if let [heading, rows @ ..] = table.rows.get(at + 1..).unwrap_or_default() {
        list.read(heading, rows, problems);
    }
    Some(list)
}

/// `名录：市场` as 市场.
fn title(text: &str) -> Option<String> {
    let rest = text.trim().strip_prefix("名录")?.trim_start();
    let name = rest.strip_prefix(['：', ':'])?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

impl List {
    fn read(&mut self, heading: &Row, rows: &[Row], problems: &mut Diagnostics) {
        let columns: Vec<(usize, Arc<str>, Span)> = heading
            .all_filled()
            .map(|(column, cell)| (column, cell.text.as_str().into(), cell.span))
            .collect();
        let numbered = |heading: &str| folded(heading) == NUMBER || self.is_inside(heading);
        let number = columns.iter().find(|(_, heading, _)| numbered(heading)).map(|(column, ..)| *column);
        let first = columns.iter().find(|(column, ..)| Some(*column) != number).map(|(column, ..)| *column);
        for row in rows.iter().filter(|row| !is_note(row)) {
            let filled: Vec<usize> =
                row.all_filled().map(|(column, _)| column).filter(|column| Some(*column) != number).collect();
            if filled.is_empty() {
                continue;
            }
            if let (Some(none), true) = (says_none(row, first, number), self.records.is_empty()) {
                self.none = Some(none);
                continue;
            }
            for (column, cell) in row.all_filled() {
                if !columns.iter().any(|(headed, ..)| *headed == column) {
                    problems.push(Problem::NoColumnName(row.place(column)).at(cell.span));
                }
            }
            let fields = columns.iter().filter(|(column, ..)| Some(*column) != number);
            let fields = fields.map(|column| field(row, column, problems)).collect();
            let cells = row.all_filled().map(|(_, cell)| cell.span);
            self.records.push(Record {
                number: number.and_then(|column| ordinal(&row.filled(column)?.text)),
                place: row.place(number.unwrap_or_default()),
                span: cells.reduce(|all, span| all.to(span)).unwrap_or_default(),
                fields: gathered(fields, problems),
            });
        }
    }

    /// Whether a heading names the outer list of this one.
    fn is_inside(&self, heading: &str) -> bool {
        self.name.strip_prefix(heading).is_some_and(|rest| rest.starts_with(['.', '．']))
    }

    /// The list as an observation; one without records was not observed.
    fn entry(self, name: String) -> Entry {
        let spans = self.records.iter().map(|record| record.span);
        let span = spans.reduce(|all, span| all.to(span)).or(self.none).unwrap_or(self.title);
        let rows: Vec<(Raw, Span)> =
            self.records.into_iter().map(|record| (Raw::Fields(record.fields), record.span)).collect();
        let value = match (rows.is_empty(), self.none) {
            (true, None) => Raw::Blank,
            _ => Raw::List(rows),
        };
        Entry { name, name_span: self.title, value, span, cell: Some(self.address) }
    }
}

fn field(row: &Row, (column, heading, span): &(usize, Arc<str>, Span), problems: &mut Diagnostics) -> Entry {
    let cell = row.address(*column, heading);
    Entry {
        name: heading.to_string(),
        name_span: *span,
        value: row.filled(*column).map_or(Raw::Blank, |found| raw(found, &cell, problems)),
        span: row.cells.get(*column).map_or(*span, |cell| cell.span),
        cell: Some(cell),
    }
}

/// Whether a row holds nothing but 无 in its first column: the number of the row may stand before it.
fn says_none(row: &Row, first: Option<usize>, number: Option<usize>) -> Option<Span> {
    let mut filled = row.all_filled().filter(|(column, cell)| Some(*column) != number || cell.text == "无");
    let (column, cell) = filled.next()?;
    let alone = filled.next().is_none() && (Some(column) == first || Some(column) == number);
    (alone && cell.text == "无").then_some(cell.span)
}

fn ordinal(text: &str) -> Option<u32> {
    fullwidth::text_to_ascii(text).trim().parse().ok()
}

/// The lists as observations, those inside others put into their records.
pub(crate) fn entries(lists: Vec<List>, problems: &mut Diagnostics) -> Vec<Entry> {
    let names: Vec<String> = lists.iter().map(|list| list.name.clone()).collect();
    let outer = |list: &List| names.iter().find(|name| list.is_inside(name)).cloned();
    let (inner, mut outermost): (Vec<List>, Vec<List>) =
        lists.into_iter().partition(|list| outer(list).is_some());
    for list in inner {
        let Some(name) = outer(&list) else { continue };
        let field = list.name.get(name.len() + 1..).unwrap_or_default().to_owned();
        if let Some(outer) = outermost.iter_mut().find(|outer| outer.name == name) {
            put_inside(outer, list, &field, problems);
        }
    }
    outermost
        .into_iter()
        .map(|list| {
            let name = list.name.clone();
            list.entry(name)
        })
        .collect()
}

/// Puts each record of an inner list into the outer record whose number it bears.
fn put_inside(outer: &mut List, inner: List, field: &str, problems: &mut Diagnostics) {
    for record in inner.records {
        let numbered = |(at, outer): &(usize, &mut Record)| {
            let own = outer.number.or(u32::try_from(at + 1).ok());
            own.is_some() && own == record.number
        };
        let Some((_, target)) = outer.records.iter_mut().enumerate().find(numbered) else {
            let at = record.place.clone();
            problems.push(Problem::NoOuterRow { at, list: outer.name.clone() }.at(record.span));
            continue;
        };
        let row = (Raw::Fields(record.fields), record.span);
        let known = target.fields.iter_mut().find(|known| known.name == field);
        match known {
            Some(Entry { value: Raw::List(rows), span, .. }) => {
                rows.push(row);
                *span = span.to(record.span);
            }
            _ => target.fields.push(Entry {
                name: field.to_owned(),
                name_span: inner.title,
                value: Raw::List(vec![row]),
                span: record.span,
                cell: Some(inner.address.clone()),
            }),
        }
    }
}
