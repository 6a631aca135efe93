//! The observations of a workbook: a form, sheets of facts, or tables of units.

use std::collections::BTreeMap;
use std::sync::Arc;

use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Words;
use weiheng::observation::Form;
use weiheng::observation::Observations;

use crate::heading;
use crate::heading::Layout;
use crate::heading::folded;
use crate::problem::Problem;
use crate::record_field::gathered;
use crate::unit_file;
use crate::unit_rows;
use crate::workbook::FORM;
use crate::workbook::records;
use crate::workbook::records::List;
use crate::workbook::sheet::Table;
use crate::workbook::sheet::tables;

/// Reads the observations of a workbook that was rendered as the source of this id.
///
/// Sheets are known by what stands in them. Those with the headings 观测 and 填写, and those of record lists, are one
/// unit, or a unit each where they name several. Where there is none, every sheet that names units in a column is a
/// table of units. Other sheets are for people.
pub fn read(id: SourceId, source: &Source) -> Outcome<Vec<Observations>> {
    let (units, diagnostics) = understood(id, source);
    Outcome { value: (!diagnostics.has_errors()).then_some(units), diagnostics }
}

/// What is understood of a workbook, and everything that is wrong with it: so that all problems can be told at once,
/// those with the values too. Nothing is to be scored where there is an error.
pub fn understood(id: SourceId, source: &Source) -> (Vec<Observations>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let units = units(id, source, &mut problems);
    (units, problems.sorted())
}

fn units(id: SourceId, source: &Source, problems: &mut Diagnostics) -> Vec<Observations> {
    let mut tables = tables(id, source);
    let form = tables.iter().find(|table| &*table.name == FORM).map(form);
    tables.retain(|table| &*table.name != FORM && !table.rows.is_empty());
    let sheets: Vec<Sheet> = tables.iter().filter_map(|table| Sheet::of(table, problems)).collect();
    let mut units = match sheets.is_empty() {
        false => of_sheets(sheets, source, problems),
        true => of_tables(&tables, problems),
    };
    if units.is_empty() && !problems.has_errors() {
        problems.push(Problem::NoTable.of_file(id));
    }
    for unit in &mut units {
        unit.form.clone_from(&form);
    }
    units
}

/// The hidden sheet of a form: a key and a value a row.
fn form(table: &Table) -> Form {
    let value = |key: &str| {
        let row = table.rows.iter().find(|row| row.filled(0).is_some_and(|cell| cell.text == key))?;
        row.filled(1).map(|cell| cell.text.clone())
    };
    Form { standard: value("standard"), edition: value("edition hash") }
}

/// A sheet of facts of one unit.
enum Sheet {
    /// A fact a row.
    Facts(Arc<str>, Observations),
    /// A record list.
    Records(List),
}

impl Sheet {
    fn of(table: &Table, problems: &mut Diagnostics) -> Option<Self> {
        if let Some(list) = records::read(table, problems) {
            return Some(Self::Records(list));
        }
        let (at, layout) = heading::unit_file(&table.rows)?;
        let (Layout::UnitFile { fact, value }, [heading, below @ ..]) = (layout, table.rows.get(at..)?)
        else {
            return None;
        };
        let unit = unit_file::read(heading, below, (fact, value), problems);
        Some(Self::Facts(Arc::clone(&table.name), unit))
    }
}

/// One unit; or a unit a sheet, where the sheets name several.
fn of_sheets(sheets: Vec<Sheet>, source: &Source, problems: &mut Diagnostics) -> Vec<Observations> {
    let mut names: Vec<&str> = sheets
        .iter()
        .filter_map(|sheet| match sheet {
            Sheet::Facts(_, unit) => unit.unit.as_deref(),
            Sheet::Records(_) => None,
        })
        .collect();
    names.dedup();
    let several = names.len() > 1;
    let mut units: Vec<(Observations, Vec<List>)> = Vec::new();
    for sheet in sheets {
        match (sheet, units.last_mut().filter(|_| !several)) {
            (Sheet::Facts(_, sheet), Some((unit, _))) => add(unit, sheet, source, problems),
            (Sheet::Facts(name, mut unit), None) => {
                if several {
                    unit.unit.get_or_insert_with(|| name.to_string());
                }
                units.push((unit, Vec::new()));
            }
            (Sheet::Records(list), _) => match units.last_mut() {
                Some((_, lists)) => lists.push(list),
                None => units.push((Observations::default(), vec![list])),
            },
        }
    }
    let whole = units.into_iter().map(|(mut unit, lists)| {
        unit.entries = gathered(unit.entries, problems);
        unit.entries.extend(records::entries(lists, problems));
        unit
    });
    whole.collect()
}

/// Adds what a further sheet says of the same unit.
fn add(unit: &mut Observations, sheet: Observations, source: &Source, problems: &mut Diagnostics) {
    if let (Some((known, _)), Some((date, span))) = (unit.date, sheet.date)
        && known != date
    {
        let at =
            source.cell(span.start).map(|cell| Words::same(format!("{} {}", cell.sheet, cell.address())));
        problems.push(Problem::Twice(at.unwrap_or_default()).at(span));
    }
    unit.date = unit.date.or(sheet.date);
    unit.unit = unit.unit.take().or(sheet.unit);
    unit.inspectors.extend(sheet.inspectors);
    unit.entries.extend(sheet.entries);
}

/// The units of every sheet that names them in a column; of a workbook with one sheet, as of a CSV file. What several
/// sheets say of one unit is put together.
fn of_tables(tables: &[Table], problems: &mut Diagnostics) -> Vec<Observations> {
    let found = |table: &Table| match tables {
        [_] => heading::find(&table.rows),
        _ => heading::unit_rows(&table.rows),
    };
    let mut units: Vec<Observations> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        let Some((at, Layout::UnitRows(reserved))) = found(table) else { continue };
        let Some([heading, below @ ..]) = table.rows.get(at..) else { continue };
        for unit in unit_rows::read(heading, below, reserved, problems) {
            let name = unit.unit.as_deref().map(folded).filter(|name| !name.is_empty());
            match name.as_ref().and_then(|name| units.get_mut(*known.get(name)?)) {
                Some(same) => {
                    same.date = same.date.or(unit.date);
                    same.inspectors.extend(unit.inspectors);
                    same.entries.extend(unit.entries);
                }
                None => {
                    known.extend(name.map(|name| (name, units.len())));
                    units.push(unit);
                }
            }
        }
    }
    units
}
