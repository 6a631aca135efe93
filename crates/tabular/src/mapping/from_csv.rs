//! A mapping as its CSV says it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::SourceId;
use weiheng::Span;
use weiheng::observation::Raw;

use crate::heading::folded;
use crate::heads::Head;
use crate::mapping::Heading;
use crate::mapping::Mapping;
use crate::mapping::Meaning;
use crate::mapping::problem::Problem;
use crate::mapping::to_csv::unguarded;
use crate::table;
use crate::table::Cell;
use crate::table::Row;

/// What a column of the mapping holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Heading,
    Fact,
    Original,
    ReadAs,
    Note,
}

impl Column {
    fn named(text: &str) -> Option<Self> {
        Some(match folded(text).as_str() {
            "表头" | "标题" | "heading" => Self::Heading,
            "观测" | "fact" => Self::Fact,
            "原值" | "original" => Self::Original,
            "读作" | "read_as" => Self::ReadAs,
            "说明" | "备注" | "note" => Self::Note,
            _ => return None,
        })
    }
}

/// Reads a mapping: what is understood of it, and everything that is wrong with it. A row without 原值 says what its
/// heading stands for: a fact, or 单元, 评定日, 检查员; where 观测 is empty, nothing. A row with 原值 says how one value below the heading is read:
/// where 读作 is empty, as not observed.
///
/// ```
/// use weiheng::SourceId;
/// let twice = "表头,观测\n垃圾点位,暴露垃圾\n垃圾 点位,积水\n";
/// let (_, problems) = weiheng_tabular::mapping::read(SourceId(0), twice);
/// assert!(problems.has_errors());
/// ```
pub fn read(source: SourceId, text: &str) -> (Mapping, Diagnostics) {
    let mut problems = Diagnostics::new();
    let mut mapping = Mapping::default();
    match table::rows(source, text) {
        Ok(rows) => take(&mut mapping, source, &rows, &mut problems),
        Err(problem) => problems.push(*problem),
    }
    (mapping, problems.sorted())
}

fn take(mapping: &mut Mapping, source: SourceId, rows: &[Row], problems: &mut Diagnostics) {
    let found = rows.iter().position(is_heading).and_then(|at| rows.get(at..));
    let Some([heading, below @ ..]) = found else {
        problems.push(Problem::NoHeading.at(Span::new(source, 0, 0)));
        return;
    };
    let columns: Vec<Option<Column>> = heading.cells.iter().map(|cell| Column::named(&cell.text)).collect();
    for (column, cell) in heading.all_filled() {
        if columns.get(column).is_some_and(Option::is_none) {
            problems.push(Problem::Stranger(cell.text.clone()).at(cell.span));
        }
    }
    let filled = |row: &'_ Row, wanted| {
        columns.iter().position(|column| *column == Some(wanted)).and_then(|at| row.filled(at).cloned())
    };
    for row in below {
        let [name, fact, original, read_as] =
            [Column::Heading, Column::Fact, Column::Original, Column::ReadAs].map(|one| filled(row, one));
        let Some(name) = name else {
            let first = [&fact, &original, &read_as].into_iter().flatten().next();
            if let Some(cell) = first {
                problems.push(Problem::NoName.at(cell.span));
            }
            continue;
        };
        let read = match (original, read_as) {
            (None, Some(read_as)) => Err(Problem::NoOriginal.at(read_as.span).into()),
            (None, None) => mapping.name(&name, fact),
            (Some(original), read_as) => mapping.value(&name, fact, &original, read_as),
        };
        if let Err(problem) = read {
            problems.push(*problem);
        }
    }
    for heading in mapping.headings.values() {
        if matches!(heading.meaning, Meaning::Head(_)) && !heading.values.is_empty() {
            problems.push(Problem::ValueOfHead(heading.name.clone()).at(heading.span));
        }
    }
}

/// A row with the heading and what it stands for.
fn is_heading(row: &Row) -> bool {
    let has = |wanted| row.cells.iter().any(|cell| Column::named(&cell.text) == Some(wanted));
    has(Column::Heading) && has(Column::Fact)
}

impl Mapping {
    /// Says what a heading stands for; that may be said once.
    fn name(&mut self, name: &Cell, fact: Option<Cell>) -> Result<(), Box<Diagnostic>> {
        let meaning = fact.map_or(Meaning::Ignored, |cell| match Head::named(&cell.text) {
            Some(head) => Meaning::Head(head),
            None => Meaning::Fact(cell.text, cell.span),
        });
        let heading = self.heading(name);
        if heading.meaning != Meaning::Itself {
            return Err(Problem::Twice(heading.name.clone(), heading.span).at(name.span).into());
        }
        heading.is_used = matches!(meaning, Meaning::Head(_)); // by those who read the tables
        heading.meaning = meaning;
        heading.span = name.span;
        Ok(())
    }

    /// Says how a value below a heading is read; the fact may be said again, and not otherwise.
    fn value(
        &mut self,
        name: &Cell,
        fact: Option<Cell>,
        original: &Cell,
        read_as: Option<Cell>,
    ) -> Result<(), Box<Diagnostic>> {
        let heading = self.heading(name);
        if let Some(cell) = fact {
            match &heading.meaning {
                Meaning::Fact(known, _) if *known == cell.text => {}
                Meaning::Itself => heading.meaning = Meaning::Fact(cell.text, cell.span),
                _ => return Err(Problem::Twice(heading.name.clone(), heading.span).at(cell.span).into()),
            }
        }
        match heading.values.entry(folded(unguarded(&original.text))) {
            Entry::Occupied(_) => Err(Problem::ValueTwice(original.text.clone()).at(original.span).into()),
            Entry::Vacant(free) => {
                free.insert(read_as.map_or(Raw::Blank, |cell| Raw::Text(cell.text)));
                Ok(())
            }
        }
    }

    fn heading(&mut self, cell: &Cell) -> &mut Heading {
        let name = unguarded(&cell.text);
        self.headings.entry(folded(name)).or_insert_with(|| Heading {
            name: name.to_owned(),
            span: cell.span,
            meaning: Meaning::Itself,
            is_used: false,
            values: BTreeMap::new(),
        })
    }
}
