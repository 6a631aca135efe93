//! The observations of a workbook: a form, sheets of facts, or tables of units.

use std::collections::BTreeMap;

use weiheng::Diagnostic;
use weiheng::Diagnostics;
use weiheng::Outcome;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::observation::Form;
use weiheng::observation::Observations;

use crate::heading;
use crate::heading::Layout;
use crate::heading::folded;
use crate::heads::Heads;
use crate::problem::Problem;
use crate::unit_rows;
use crate::workbook::FORM;
use crate::workbook::fact_sheets;
use crate::workbook::fact_sheets::Sheet;
use crate::workbook::fact_sheets::join;
use crate::workbook::sheet::Table;
use crate::workbook::sheet::tables;

/// Reads the observations of a workbook that was rendered as the source of this id.
///
/// Sheets are known by what stands in them. Those with the headings 观测 and 填写, and those of record lists, are one
/// unit, or those that they name. Where there is none, every sheet that names units in a column is a
/// table of units. Other sheets are for people.
pub fn read(id: SourceId, source: &Source) -> Outcome<Vec<Observations>> {
    let (units, diagnostics) = understood(id, source, &Heads::default());
    Outcome { value: (!diagnostics.has_errors()).then_some(units), diagnostics }
}

/// What is understood of a workbook, and everything that is wrong with it: so that all problems can be told at once,
/// those with the values too. Nothing is to be scored where there is an error. `heads` are headings that a mapping knows.
pub fn understood(id: SourceId, source: &Source, heads: &Heads) -> (Vec<Observations>, Diagnostics) {
    let mut problems = Diagnostics::new();
    let units = units(id, source, heads, &mut problems);
    (units, problems.sorted())
}

fn units(id: SourceId, source: &Source, heads: &Heads, problems: &mut Diagnostics) -> Vec<Observations> {
    let mut tables = tables(id, source);
    let form = tables.iter().find(|table| &*table.name == FORM).map(form);
    tables.retain(|table| &*table.name != FORM && !table.rows.is_empty());
    let mut sheets = Vec::new();
    let mut others = Vec::new();
    for table in &tables {
        match Sheet::of(table, heads, problems) {
            Some(sheet) => sheets.push(sheet),
            None => others.push(table),
        }
    }
    if form.is_some() || !sheets.is_empty() {
        others.into_iter().filter_map(without_values).for_each(|problem| problems.push(problem));
    }
    let mut units = match sheets.is_empty() {
        false => fact_sheets::units(sheets, source, problems),
        true => of_tables(&tables, source, heads, problems),
    };
    if units.is_empty() && !problems.has_errors() {
        problems.push(Problem::NoTable.of_file(id));
    }
    for unit in &mut units {
        unit.form.clone_from(&form);
    }
    units
}

/// What is wrong with a sheet of facts that lost the heading of its values.
fn without_values(table: &Table) -> Option<Diagnostic> {
    let (row, column) = heading::without_values(&table.rows)?;
    let cell = row.filled(column)?;
    Some(Problem::NoValues(row.place(column)).at(cell.span))
}

/// The hidden sheet of a form: a key and a value a row.
fn form(table: &Table) -> Form {
    let value = |key: &str| {
        let row = table.rows.iter().find(|row| row.filled(0).is_some_and(|cell| cell.text == key))?;
        row.filled(1).map(|cell| cell.text.clone())
    };
    Form { standard: value("standard"), edition: value("edition hash") }
}

/// The units of every sheet that names them in a column; of a workbook with one sheet, as of a CSV file. What several
/// sheets say of one unit is put together.
fn of_tables(
    tables: &[Table],
    source: &Source,
    heads: &Heads,
    problems: &mut Diagnostics,
) -> Vec<Observations> {
    let found = |table: &Table| match tables {
        [_] => heading::find(&table.rows, heads),
        _ => heading::unit_rows(&table.rows, heads),
    };
    let mut units: Vec<Observations> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for table in tables {
        let Some((at, Layout::UnitRows(reserved))) = found(table) else { continue };
        let Some([heading, below @ ..]) = table.rows.get(at..) else { continue };
        for unit in unit_rows::read(heading, below, reserved, problems) {
            let name = unit.unit.as_deref().map(folded).filter(|name| !name.is_empty());
            match name.as_ref().and_then(|name| units.get_mut(*known.get(name)?)) {
                Some(same) => join(same, unit, source, problems),
                None => {
                    known.extend(name.map(|name| (name, units.len())));
                    units.push(unit);
                }
            }
        }
    }
    units
}
