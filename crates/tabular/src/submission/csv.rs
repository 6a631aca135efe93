//! Submissions as ODK Central exports them in CSV: one table of submissions, and one for each list of rows, whose
//! column PARENT_KEY holds the KEY of the row to which a row belongs.

use std::collections::BTreeMap;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::observation::Cell;
use weiheng::observation::Entry;
use weiheng::observation::Observations;
use weiheng::observation::Raw;

use crate::submission::form::Form;
use crate::submission::name::last;
use crate::submission::problem::Problem;
use crate::table;

const KEY: &str = "KEY";
const PARENT: &str = "PARENT_KEY";
/// In the heading of the column that leads to the table of a list.
const LIST: &str = "SET-OF-";
/// Lists inside lists are never nested deeper.
const DEEPEST: usize = 16;

/// Whether a CSV is a table of submissions.
pub fn is_submission(form: &Form<'_>, text: &str) -> bool {
    form.is_named_in(text)
}

/// Reads the tables of one export, in any order; what was understood is there in spite of errors.
pub fn read(form: &Form<'_>, tables: &[(SourceId, &str)]) -> Outcome<Vec<Observations>> {
    let mut problems = Diagnostics::new();
    let mut export = Export::default();
    for (source, text) in tables {
        match table::rows(*source, text) {
            Ok(rows) => export.add(form, *source, rows, &mut problems),
            Err(problem) => problems.push(*problem),
        }
    }
    for (list, (_, span)) in export.lists.iter().filter(|(_, (given, _))| !given) {
        problems.push(Problem::NoTable { list: form.fact_of(list) }.at(*span, None));
    }
    if export.submissions.is_empty() && !problems.has_errors() && !export.has_main {
        let place = tables.first().map(|(source, _)| Span::new(*source, 0, 0)).unwrap_or_default();
        problems.push(Problem::NoKeys.at(place, None));
    }
    let submissions = export.gathered(&mut problems);
    super::units(form, &submissions, problems)
}

/// A row of an export.
struct Line {
    entries: Vec<Entry>,
    key: Option<String>,
    span: Span,
}

/// The tables of an export.
#[derive(Default)]
struct Export {
    has_main: bool,
    submissions: Vec<Line>,
    /// The rows of lists by the key of the row they belong to, each with the question of its list.
    below: BTreeMap<String, Vec<(String, Line)>>,
    /// The lists that tables name, by their questions: whether the table of the list is there, and where it is named.
    lists: BTreeMap<String, (bool, Span)>,
}

impl Export {
    fn add(&mut self, form: &Form<'_>, source: SourceId, rows: Vec<table::Row>, problems: &mut Diagnostics) {
        let mut rows = rows.into_iter();
        let Some(heading) = rows.next() else { return };
        let names: Vec<(Arc<str>, Span)> =
            heading.cells.iter().map(|cell| (cell.text.as_str().into(), cell.span)).collect();
        let column = |name: &str| names.iter().position(|(heading, _)| &**heading == name);
        let (key, parent) = (column(KEY), column(PARENT));
        let list = names.iter().find_map(|(heading, _)| form.list_of(last(heading)));
        for (heading, span) in names.iter().filter(|(heading, _)| heading.contains(LIST)) {
            if form.has(last(heading)) {
                self.lists.entry(last(heading).to_owned()).or_insert((false, *span));
            }
        }
        let lines = rows.map(|row| line(row, &names, key));
        match (parent, list) {
            (Some(parent), Some(list)) => {
                self.lists.insert(list.to_owned(), (true, Span::default()));
                for (line, cells) in lines {
                    let of = cells.get(parent).cloned().unwrap_or_default();
                    self.below.entry(of).or_default().push((list.to_owned(), line));
                }
            }
            (None, None) => {
                self.has_main = true;
                self.submissions.extend(lines.map(|(line, _)| line));
            }
            // A list that the team added to the form itself.
            (Some(_), None) => {}
            (None, Some(_)) => problems.push(Problem::NoKeys.at(Span::new(source, 0, 0), None)),
        }
    }

    /// The submissions with the rows of their lists in them.
    fn gathered(mut self, problems: &mut Diagnostics) -> Vec<(Vec<Entry>, Span)> {
        let submissions = std::mem::take(&mut self.submissions);
        let whole = submissions.into_iter().map(|line| self.filled(line, DEEPEST)).collect();
        for (key, rows) in &self.below {
            for (_, line) in rows {
                problems.push(Problem::Orphan { key }.at(line.span, None));
            }
        }
        whole
    }

    /// A row with the rows that belong to it; those are taken out, so that no circle of keys goes on for ever.
    fn filled(&mut self, line: Line, depth: usize) -> (Vec<Entry>, Span) {
        let mut entries = line.entries;
        let key = line.key.filter(|_| depth > 0);
        let rows = key.and_then(|key| self.below.remove(&key)).unwrap_or_default();
        for (list, row) in rows {
            let (fields, span) = self.filled(row, depth - 1);
            entries.push(Entry { name: list, name_span: span, value: Raw::Fields(fields), span, cell: None });
        }
        (entries, line.span)
    }
}

/// A row as entries by the headings, and the texts of its cells.
fn line(row: table::Row, names: &[(Arc<str>, Span)], key: Option<usize>) -> (Line, Vec<String>) {
    let span = row.cells.iter().map(|cell| cell.span).reduce(|all, cell| all.to(cell)).unwrap_or_default();
    let texts: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
    let entry = |(column, (cell, (heading, name_span))): (u32, (table::Cell, &(Arc<str>, Span)))| Entry {
        name: heading.to_string(),
        name_span: *name_span,
        value: if cell.text.is_empty() { Raw::Blank } else { Raw::Text(cell.text) },
        span: cell.span,
        cell: Some(Cell { sheet: None, row: row.number, column, heading: Arc::clone(heading) }),
    };
    let entries = (1..).zip(row.cells.into_iter().zip(names)).map(entry).collect();
    let key = key.and_then(|at| texts.get(at).cloned());
    (Line { entries, key, span }, texts)
}
