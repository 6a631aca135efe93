//! The sheets as a workbook.

use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

use crate::xlsform::Form;
use crate::xlsform::choices;
use crate::xlsform::row;
use crate::xlsform::settings;

/// The bytes of the workbook; the same form gives the same bytes.
pub(super) fn written(form: &Form) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_title(&form.settings.title).set_creation_datetime(&made));
    let survey = form.survey.iter().map(row::Row::cells);
    let widths = [24.0, 20.0, 40.0, 40.0, 40.0, 40.0, 9.0, 40.0, 40.0, 28.0, 28.0, 12.0, 10.0, 16.0];
    filled(workbook.add_worksheet().set_name("survey")?, &row::HEADINGS, survey, &widths)?;
    let answers = form.choices.cells().into_iter();
    filled(
        workbook.add_worksheet().set_name("choices")?,
        &choices::HEADINGS,
        answers,
        &[24.0, 20.0, 30.0, 30.0],
    )?;
    let own = std::iter::once(form.settings.cells());
    filled(
        workbook.add_worksheet().set_name("settings")?,
        &settings::HEADINGS,
        own,
        &[40.0, 28.0, 24.0, 16.0, 40.0],
    )?;
    let sheet = workbook.add_worksheet().set_name("weiheng")?.set_hidden(true);
    let about =
        [["format", "xlsform 1"], ["standard", &form.settings.id], ["edition", &form.settings.version]];
    let about = about.map(|pair| pair.map(str::to_owned)).into_iter();
    let questions = form.questions.iter().map(|(question, fact)| [question.clone(), fact.clone()]);
    filled(sheet, &["key", "value"], about.chain(questions), &[20.0, 50.0])?;
    workbook.save_to_buffer()
}

/// Writes headings and rows, every cell as text.
fn filled<const N: usize>(
    sheet: &mut Worksheet,
    headings: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
    widths: &[f64; N],
) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_num_format("@");
    for (column, (heading, width)) in (0..).zip(headings.iter().zip(widths)) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        sheet.set_column_width(column, *width)?;
    }
    for (number, cells) in (1..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                sheet.write_string_with_format(number, column, &text, &wrapped)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}
