//! The sheets of facts and of record lists, and the units that they are about.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Source;
use weiheng::Span;
use weiheng::observation::Cell;
use weiheng::observation::Observations;
use weiheng::observation::unit_names;
use weiheng::source::SheetCell;

use crate::heading;
use crate::heading::Layout;
use crate::heading::folded;
use crate::heads::Heads;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::unit_file;
use crate::workbook::records;
use crate::workbook::records::List;
use crate::workbook::sheet::Table;

/// A sheet that holds facts.
pub(super) enum Sheet {
    /// A fact a row, and where its heading stands: one unit, or those that a column names.
    Facts(Vec<Observations>, Span),
    /// A record list.
    Records(List),
}

impl Sheet {
    /// What a sheet holds; `None` for one without facts.
    pub(super) fn of(table: &Table, heads: &Heads, problems: &mut Diagnostics) -> Option<Self> {
        if let Some(list) = records::read(table, problems) {
            return Some(Self::Records(list));
        }
        let (at, layout) = heading::unit_file(&table.rows, heads)?;
        let Layout::UnitFile(columns) = layout else { return None };
        let place = table.rows.get(at)?.cells.first().map(|cell| cell.span).unwrap_or_default();
        Some(Self::Facts(unit_file::read(&table.rows, at, (columns, heads), problems), place))
    }

    fn names(&self) -> impl Iterator<Item = String> {
        let units = match self {
            Self::Facts(units, _) => units.as_slice(),
            Self::Records(_) => &[],
        };
        units.iter().filter_map(|unit| unit.unit.as_deref()).map(folded)
    }
}

/// The units of all sheets: one where they name one or none, else those that are named, and then every sheet of facts
/// names its own. The list of a sheet belongs to the unit of the sheet before it.
pub(super) fn units(sheets: Vec<Sheet>, source: &Source, problems: &mut Diagnostics) -> Vec<Observations> {
    let names: BTreeSet<String> = sheets.iter().flat_map(Sheet::names).collect();
    let mut gathering = Gathering { several: names.len() > 1, ..Gathering::default() };
    for sheet in sheets {
        match sheet {
            Sheet::Facts(units, place) => gathering.facts(units, place, source, problems),
            Sheet::Records(list) => gathering.list(list),
        }
    }
    gathering.finish(problems)
}

/// What is known of the units so far.
#[derive(Default)]
struct Gathering {
    /// Whether the sheets name several.
    several: bool,
    found: Vec<Found>,
    by_name: BTreeMap<String, usize>,
    /// The unit of the last sheet of facts, where that is about one.
    current: Option<usize>,
}

struct Found {
    unit: Observations,
    lists: Vec<List>,
    place: Span,
}

impl Gathering {
    fn facts(&mut self, units: Vec<Observations>, place: Span, source: &Source, problems: &mut Diagnostics) {
        let alone = units.len() == 1;
        for unit in units {
            if self.several && unit == Observations::default() {
                continue; // a page that nobody has begun
            }
            let name = unit.unit.as_deref().map(folded);
            let known = match self.several {
                true => name.as_ref().and_then(|name| self.by_name.get(name).copied()),
                false => self.current,
            };
            let at = known.unwrap_or_else(|| self.add(place));
            self.by_name.extend(name.map(|name| (name, at)));
            if let Some(found) = self.found.get_mut(at) {
                join(&mut found.unit, unit, source, problems);
            }
            self.current = (alone || !self.several).then_some(at);
        }
    }

    fn list(&mut self, list: List) {
        let at = self.current.unwrap_or_else(|| self.add(list.title));
        self.current = Some(at);
        if let Some(found) = self.found.get_mut(at) {
            found.lists.push(list);
        }
    }

    fn add(&mut self, place: Span) -> usize {
        self.found.push(Found { unit: Observations::default(), lists: Vec::new(), place });
        self.found.len() - 1
    }

    fn finish(self, problems: &mut Diagnostics) -> Vec<Observations> {
        let names: Vec<_> =
            self.found.iter().map(|found| (found.unit.unit.as_deref(), found.place)).collect();
        problems.extend(unit_names::check(&names));
        let whole = self.found.into_iter().map(|Found { mut unit, lists, .. }| {
            unit.entries = gathered(unit.entries, problems);
            unit.entries.extend(records::entries(lists, problems));
            unit
        });
        whole.collect()
    }
}

/// Adds what a further sheet says of the same unit; that it gives another day is a problem.
pub(super) fn join(
    unit: &mut Observations,
    sheet: Observations,
    source: &Source,
    problems: &mut Diagnostics,
) {
    if let (Some((known, _)), Some((date, span))) = (unit.date, sheet.date)
        && known != date
    {
        let place = source.cell(span.start).map(|SheetCell { sheet, row, column }| {
            Cell { sheet: Some(sheet.into()), row, column, heading: Arc::default() }.place()
        });
        problems.push(Problem::Twice(place.unwrap_or_default()).at(span));
    }
    unit.date = unit.date.or(sheet.date);
    unit.unit = unit.unit.take().or(sheet.unit);
    unit.inspectors.extend(sheet.inspectors);
    unit.entries.extend(sheet.entries);
}
