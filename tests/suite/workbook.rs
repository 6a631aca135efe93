//! Workbooks described as text, so that a reader of a suite sees what is in them.
//!
//! `[填报]` begins a sheet (`[旧表 hidden]` a hidden one), each line below it is a row, cells are parted by `|`. `row 12`
//! goes on in row 12. A cell is written as a person would type it: `3` and `-1.5` are numbers, `87.5%` a number shown
//! as per cent, `2024-05-01` a date, `7:30` a time, `TRUE` a truth value, and all else text. Besides:
//!
//! - `'3` text, whatever it looks like; `↵` in a text is a line break;
//! - `=A1+1 -> 4` a formula with its last result, `=A1+1` one that nothing has calculated;
//! - `(merge 4) 标题` text in four merged cells; `(blank)` a cell with a format and nothing in it;
//! - `(date 60)` a number shown as a date; `(comment 雨天) 3` a cell with a comment;
//! - `row 5 hidden` hides the row that follows.

use std::io::Cursor;

use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Note;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Date;
use weiheng::Time;
use zip::ZipArchive;
use zip::ZipWriter;

use crate::suite::folder;

/// The bytes of the described workbook.
pub(crate) fn bytes(text: &str) -> Result<Vec<u8>, String> {
    written(text).map_err(|error| error.to_string())
}

/// The workbook without one of its parts, as when it was damaged.
pub(crate) fn without(bytes: &[u8], part: &str) -> Result<Vec<u8>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut kept = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).map_err(|error| error.to_string())?;
        if file.name().is_ok_and(|name| name != part) {
            kept.raw_copy_file(file).map_err(|error| error.to_string())?;
        }
    }
    kept.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// A file that other programs wrote.
pub(crate) fn of_corpus(name: &str) -> Result<Vec<u8>, String> {
    let path = folder::root().join("tests/corpus").join(name);
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn written(text: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2024, 1, 1)?; // the same bytes, and sums of them, every day
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut sheet: Option<Worksheet> = None;
    let mut row = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sheet.take().into_iter().for_each(|done| book.push_worksheet(done));
            let hidden = name.strip_suffix(" hidden");
            let mut begun = Worksheet::new();
            begun.set_name(hidden.unwrap_or(name))?.set_hidden(hidden.is_some());
            (sheet, row) = (Some(begun), 0);
            continue;
        }
        let sheet = sheet.get_or_insert_with(Worksheet::new);
        let mut words = line.strip_prefix("row ").into_iter().flat_map(str::split_whitespace);
        if let Some(number) = words.next().and_then(|number| number.parse::<u32>().ok()) {
            row = number - 1;
            if words.next() == Some("hidden") {
                sheet.set_row_hidden(row)?;
            }
            continue;
        }
        for (column, cell) in (0..).zip(line.split('|')) {
            put(sheet, row, column, cell.trim())?;
        }
        row += 1;
    }
    sheet.into_iter().for_each(|done| book.push_worksheet(done));
    book.save_to_buffer()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Result<(), XlsxError> {
    if let Some((directive, rest)) = cell.strip_prefix('(').and_then(|cell| cell.split_once(')')) {
        let (word, argument) = directive.split_once(' ').unwrap_or((directive, ""));
        return directed(sheet, (row, column), word, argument, rest.trim());
    }
    if let Some(formula) = cell.strip_prefix('=') {
        let (formula, result) = formula.split_once("->").unwrap_or((formula, ""));
        let formula = Formula::new(format!("={}", formula.trim())).set_result(result.trim());
        return sheet.write_formula(row, column, formula).map(drop);
    }
    if let Some(text) = cell.strip_prefix('\'') {
        return sheet.write_string(row, column, text).map(drop);
    }
    let shown = |format: &str| Format::new().set_num_format(format);
    let share = cell.strip_suffix('%').and_then(|share| share.parse::<f64>().ok());
    if let Some(share) = share {
        return sheet.write_number_with_format(row, column, share / 100.0, &shown("0.##%")).map(drop);
    }
    if let Ok(number) = cell.parse::<f64>() {
        return sheet.write_number(row, column, number).map(drop);
    }
    match (cell, Date::parse(cell), Time::parse(cell)) {
        ("", ..) => Ok(()),
        ("TRUE" | "FALSE", ..) => sheet.write_boolean(row, column, cell == "TRUE").map(drop),
        (_, Some(date), _) if cell.len() == 10 => {
            let serial = f64::from(date.day_number() - FIRST_DAY);
            sheet.write_number_with_format(row, column, serial, &shown("yyyy-mm-dd")).map(drop)
        }
        (_, _, Some(time)) => {
            let serial = f64::from(time.minutes()) / 1440.0;
            sheet.write_number_with_format(row, column, serial, &shown("hh:mm")).map(drop)
        }
        (text, ..) => sheet.write_string(row, column, text.replace('↵', "\n")).map(drop),
    }
}

/// The day that Excel counts from, after the leap day of 1900 that never was.
const FIRST_DAY: i32 = 693_593;

fn directed(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    word: &str,
    argument: &str,
    rest: &str,
) -> Result<(), XlsxError> {
    let shown = |format: &str| Format::new().set_num_format(format);
    match word {
        "merge" => {
            let last = column + argument.parse().unwrap_or(2_u16).max(2) - 1;
            sheet.merge_range(row, column, row, last, rest, &Format::new()).map(drop)
        }
        "blank" => sheet.write_blank(row, column, &shown("0.00")).map(drop),
        "date" => {
            let serial: f64 = argument.parse().unwrap_or_default();
            sheet.write_number_with_format(row, column, serial, &shown("yyyy-mm-dd")).map(drop)
        }
        "comment" => {
            sheet.insert_note(row, column, &Note::new(argument))?;
            put(sheet, row, column, rest)
        }
        _ => sheet.write_string(row, column, format!("({word} {argument}) {rest}")).map(drop),
    }
}
