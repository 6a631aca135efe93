//! The sheet of a list: its title, the names of its fields, and rows to fill in.

use rust_xlsxwriter::DataValidation;
use rust_xlsxwriter::DataValidationErrorStyle;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;
use weiheng::Language;
use weiheng::model::fact::Fact;
use weiheng::model::fact::Kind;
use weiheng::observation::Reading;

use crate::form::Sheets;
use crate::form::entry;
use crate::form::kind;
use crate::form::layout::ListSheet;
use crate::form::layout::RECORDS;
use crate::form::measure;
use crate::form::page::Page;
use crate::form::style;
use crate::wording::say;

/// The row of headings, counted from 0.
const HEADING: u32 = 1;
/// The width of the column of numbers.
const NUMBER: u32 = 6;

/// Writes a list.
pub(crate) fn write(sheets: &Sheets<'_>, list: &ListSheet, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let Some(fact) = sheets.standard.fact(list.list) else { return Ok(()) };
    let Kind::Records(records) = &fact.kind else { return Ok(()) };
    let language = sheets.options.language;
    sheet.set_name(&list.name)?;
    let widths = sheets.headings(list, &records.fields, sheet)?;
    let title = format!("名录：{}", list.title);
    match u16::try_from(widths.len()).unwrap_or(1).saturating_sub(1) {
        0 => {
            sheet.write_string_with_format(0, 0, &title, &style::title())?;
        }
        right => {
            sheet.merge_range(0, 0, 0, right, &title, &style::title())?;
        }
    }
    sheet.set_row_height(0, 30)?;
    let last = RECORDS.saturating_add(list.rows).saturating_sub(1);
    for (field, column) in records.fields.iter().zip(&list.columns) {
        let Some(column) = column else { continue };
        let cell = row_col_to_cell(RECORDS, *column);
        let hint = field.hint.as_deref().unwrap_or_default();
        let validation = kind::validation(field, &cell, hint, sheets.choices, language)?;
        sheet.add_data_validation(RECORDS, *column, last, *column, &validation)?;
    }
    if let Some(outer) = sheets.outer(list) {
        let validation = outer_row(outer, language)?;
        sheet.add_data_validation(RECORDS, 0, last, 0, &validation)?;
    }
    let recorded = sheets.recorded(list);
    for (place, row) in (RECORDS..=last).enumerate() {
        sheet.set_row_height(row, 20)?;
        write_row(list, &records.fields, sheet, row, recorded.get(place))?;
    }
    let landscape = widths.iter().sum::<u32>() > 100;
    let head = format!("{}  {}", sheets.standard.label, fact.hint.as_deref().unwrap_or_default());
    Page { landscape, widths: &widths, last, heading: Some(HEADING), head: &head, language }.set(sheet)
}

/// Writes one row of a list; what was recorded in it, with the number of the row around it.
fn write_row(
    list: &ListSheet,
    fields: &[Fact],
    sheet: &mut Worksheet,
    row: u32,
    recorded: Option<&(u32, &[Reading])>,
) -> Result<(), XlsxError> {
    if list.numbered {
        let (number, format) = if list.outer.is_some() {
            (recorded.map(|(outer, _)| *outer), style::input())
        } else {
            (Some(row.saturating_sub(RECORDS).saturating_add(1)), style::centred())
        };
        match number {
            Some(number) => sheet.write_number_with_format(row, 0, number, &format)?,
            None => sheet.write_blank(row, 0, &format)?,
        };
    }
    for (at, (field, column)) in fields.iter().zip(&list.columns).enumerate() {
        let Some(column) = column else { continue };
        let reading = recorded.and_then(|(_, readings)| readings.get(at));
        entry::write(sheet, (row, *column), &field.kind, reading, &kind::format(&field.kind))?;
    }
    Ok(())
}

/// The check of the column that names a row of the list around by its number.
fn outer_row(outer: &ListSheet, language: Language) -> Result<DataValidation, XlsxError> {
    let (cell, most, name) = (row_col_to_cell(RECORDS, 0), outer.rows, &outer.name);
    let whole = format!("AND({cell}>=1,{cell}<={most},{cell}=INT({cell}))");
    let said = match language {
        Language::Zh => format!("“{name}”表里的序号，1 至 {most}"),
        Language::En => format!("the number of a row on the sheet “{name}”, 1 to {most}"),
    };
    DataValidation::new()
        .allow_custom(Formula::new(format!("=IF(ISNUMBER({cell}),{whole},FALSE)")))
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_message(format!("{}{said}", say(language, "请填：", "Expected: ")))?
        .set_input_message(said)
}

/// The name of a field, with its unit behind it.
fn heading(field: &Fact) -> String {
    match &field.kind {
        Kind::Number(number) if !number.unit.name().is_empty() => {
            format!("{}（{}）", field.name, number.unit.name())
        }
        _ => field.name.clone(),
    }
}

fn column_width(field: &Fact, heading: &str) -> u32 {
    let longest = |names: &[String]| names.iter().map(|name| measure::width(name)).max().unwrap_or(0);
    let of_value = match &field.kind {
        Kind::Text => 22,
        Kind::Level(names) | Kind::Choice(names) => longest(names).saturating_add(3),
        Kind::Date => 12,
        Kind::Records(_) => 0,
        _ => 8,
    };
    of_value.max(measure::width(heading).saturating_add(2).min(18)).clamp(8, 30)
}

/// Widens the columns of a narrow list, so that it fills the page.
fn stretch(widths: &mut [u32]) {
    let (sum, count) = (widths.iter().sum::<u32>(), u32::try_from(widths.len()).unwrap_or(1).max(1));
    if sum < 84 {
        let more = 84_u32.saturating_sub(sum).checked_div(count).unwrap_or(0).min(16);
        widths.iter_mut().for_each(|width| *width = width.saturating_add(more));
    }
}

impl Sheets<'_> {
    /// Writes the headings; the widths of the columns.
    fn headings(
        &self,
        list: &ListSheet,
        fields: &[Fact],
        sheet: &mut Worksheet,
    ) -> Result<Vec<u32>, XlsxError> {
        let mut widths: Vec<u32> = Vec::new();
        if list.numbered {
            let outer = list.outer.and_then(|outer| self.standard.fact(outer));
            let name = outer.map_or("序号", |outer| outer.name.as_str());
            sheet.write_string_with_format(HEADING, 0, name, &style::heading())?;
            widths.push(NUMBER.max(measure::width(name).saturating_add(2)));
        }
        let mut tallest = 1;
        for (field, column) in fields.iter().zip(&list.columns) {
            let Some(column) = column else { continue };
            let heading = heading(field);
            let width = column_width(field, &heading);
            sheet.write_string_with_format(HEADING, *column, &heading, &style::heading())?;
            tallest = tallest.max(measure::lines(&heading, width));
            widths.push(width);
        }
        sheet.set_row_height(HEADING, measure::height(tallest))?;
        stretch(&mut widths);
        Ok(widths)
    }

    /// The sheet of the list around a list.
    fn outer(&self, list: &ListSheet) -> Option<&ListSheet> {
        let outer = list.outer?;
        self.layout.lists.iter().find(|sheet| sheet.list == outer)
    }

    /// The rows that were recorded of a list, each with the number of the row around it.
    fn recorded(&self, list: &ListSheet) -> Vec<(u32, &[Reading])> {
        let Some(filled) = self.filled else { return Vec::new() };
        let Some(outer) = list.outer else {
            return match filled.reading(list.list) {
                Reading::Rows(rows) => rows.iter().map(|row| (0, row.as_slice())).collect(),
                _ => Vec::new(),
            };
        };
        let at = self.standard.inner.get((list.list.0 as usize).saturating_sub(self.standard.facts.len()));
        let Some(field) = at.map(|inside| inside.field.0 as usize) else { return Vec::new() };
        let Reading::Rows(rows) = filled.reading(outer) else { return Vec::new() };
        let inner = (1..).zip(rows).filter_map(|(number, row)| Some((number, row.get(field)?)));
        inner
            .flat_map(|(number, reading)| match reading {
                Reading::Rows(rows) => rows.iter().map(|row| (number, row.as_slice())).collect::<Vec<_>>(),
                _ => Vec::new(),
            })
            .collect()
    }
}
