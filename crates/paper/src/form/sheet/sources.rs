//! The sheet of sources: what each clause says, where it was printed, and how sure that is.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;
use weiheng::model::words::Naming;

use crate::form::Sheets;
use crate::form::measure;
use crate::form::name;
use crate::form::page::Line;
use crate::form::page::Page;
use crate::form::style;
use crate::rule;
use crate::wording::say;

/// 条款 名称 规则 出处 位置 是否核实, in digits.
const WIDTHS: [u32; 6] = [9, 24, 46, 32, 14, 10];
/// The row of headings, counted from 0.
const HEADING: u32 = 1;
/// So many lines of a rule at most stand in one row: a spreadsheet draws no row that is higher than 409 points.
const LINES: u32 = 20;

/// Writes the sheet.
pub(crate) fn write(sheets: &Sheets<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = sheets.options.language;
    sheet.set_name(name::sources(language))?;
    let title = format!("{} {}", sheets.standard.label, say(language, "条款和依据", "clauses and sources"));
    sheet.merge_range(0, 0, 0, 5, &title, &style::title())?;
    let above = measure::height(measure::lines(&title, 80)).saturating_add(12);
    sheet.set_row_height(0, above)?;
    let headings = match language {
        Language::Zh => ["条款", "名称", "规则", "出处", "位置", "是否核实"],
        Language::En => ["clause", "label", "rule", "source", "place", "how sure"],
    };
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(HEADING, column, heading, &style::heading())?;
    }
    sheet.set_row_height(HEADING, measure::height(1))?;
    let mut lines = Vec::new();
    let texts = sheets.parts_and_sources().into_iter().chain(sheets.verdict_rules());
    for (row, texts) in (HEADING.saturating_add(1)..).zip(texts) {
        let height = write_row(sheet, row, &texts)?;
        let [id, name, ..] = &texts;
        lines.push(Line { row, height, starts: !id.is_empty() || !name.is_empty() });
    }
    let last = lines.last().map_or(HEADING, |line| line.row);
    let (head, heading) = (sheets.standard.label.as_str(), Some(HEADING));
    let page = Page { landscape: true, widths: &WIDTHS, last, heading, head, language };
    page.set(sheet)?;
    let heading = measure::height(1);
    sheet.set_page_breaks(&page.breaks(above.saturating_add(heading), heading, &lines))?;
    Ok(())
}

/// Writes a row; its height.
fn write_row(sheet: &mut Worksheet, at: u32, texts: &[String; 6]) -> Result<u32, XlsxError> {
    let mut lines = 1;
    for (column, (text, width)) in (0..).zip(texts.iter().zip(WIDTHS)) {
        let format = if matches!(column, 0 | 5) { style::centred() } else { style::cell() };
        sheet.write_string_with_format(at, column, text, &format)?;
        lines = lines.max(measure::lines(text, width));
    }
    let height = measure::height(lines);
    sheet.set_row_height(at, height)?;
    Ok(height)
}

impl Sheets<'_> {
    /// The texts of the rows of the parts: a row for each source, and as many as the rule needs.
    fn parts_and_sources(&self) -> Vec<[String; 6]> {
        let language = self.options.language;
        let mut rows = Vec::new();
        for (id, part) in self.standard.parts() {
            let rule = in_rows(&rule::lines(self.standard, id, part, self.text));
            for at in 0..rule.len().max(part.sources.len()).max(1) {
                let (id, label) = if at == 0 { (part.id.as_str(), part.label.as_str()) } else { ("", "") };
                let source = part.sources.get(at);
                let title = source.map(|source| source.title.as_str()).unwrap_or_default();
                let place = source.and_then(|source| source.place.as_deref()).unwrap_or_default();
                let status = source.and_then(|source| source.status);
                let status = status.map(|status| say(language, status.zh(), status.en()));
                let rule = rule.get(at).map(String::as_str).unwrap_or_default();
                rows.push([id, label, rule, title, place, status.unwrap_or_default()].map(str::to_owned));
            }
        }
        rows
    }

    /// The texts of the rows of the verdicts: grade by grade when it is given.
    fn verdict_rules(&self) -> Vec<[String; 6]> {
        let naming = Naming::new(self.standard);
        let rows = self.standard.verdicts.iter().flat_map(|verdict| {
            let name = verdict.name.as_deref().unwrap_or(say(self.options.language, "评定", "verdict"));
            let rules = verdict.rules.iter().map(|rule| {
                let grade = verdict.grade(rule.grade);
                rule.when.as_ref().map_or_else(
                    || format!("{grade} 否则"),
                    |when| format!("{grade} 若 {}", naming.expr(when)),
                )
            });
            let rules = in_rows(&rules.collect::<Vec<_>>())
                .into_iter()
                .zip(std::iter::once(name).chain(std::iter::repeat("")));
            rules
                .map(|(rule, name)| ["", name, rule.as_str(), "", "", ""].map(str::to_owned))
                .collect::<Vec<_>>()
        });
        rows.collect()
    }
}

/// The lines of a rule in as many texts as there are rows for them.
fn in_rows(lines: &[String]) -> Vec<String> {
    let width = WIDTHS.get(2).copied().unwrap_or_default();
    let mut rows: Vec<String> = Vec::new();
    let mut used = LINES;
    for line in lines {
        let more = measure::lines(line, width);
        match rows.last_mut() {
            Some(row) if used.saturating_add(more) <= LINES => {
                row.push('\n');
                row.push_str(line);
                used = used.saturating_add(more);
            }
            _ => {
                rows.push(line.clone());
                used = more;
            }
        }
    }
    rows
}
