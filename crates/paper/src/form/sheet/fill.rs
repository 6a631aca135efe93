//! A sheet of facts: clause by clause what to look at, and where to write what was found.

use rust_xlsxwriter::Format;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::observation::Reading;
use weiheng::syntax::tree::Rank;

use crate::form::Sheets;
use crate::form::entry;
use crate::form::kind;
use crate::form::layout::ENTRY;
use crate::form::layout::Fill;
use crate::form::layout::HEADING;
use crate::form::layout::Row;
use crate::form::measure;
use crate::form::page::Line;
use crate::form::page::Page;
use crate::form::style;
use crate::number::number;
use crate::wording::say;

/// 条款 内容 观测 单位 填写 得分 状态 备注, in digits.
const WIDTHS: [u32; 8] = [8, 42, 26, 9, 16, 9, 11, 16];
/// The column of remarks.
const REMARK: u16 = 7;

/// Writes a sheet of facts.
pub(crate) fn write(sheets: &Sheets<'_>, fill: &Fill, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = sheets.options.language;
    sheet.set_name(&fill.name)?;
    sheet.set_row_height(0, 28)?;
    let label = Some(sheets.standard.label.as_str()).filter(|label| *label != fill.title);
    let title = format!("{} {}", label.unwrap_or_default(), fill.title);
    sheet.merge_range(0, 0, 0, REMARK, title.trim(), &style::title())?;
    sheet.merge_range(1, 0, 1, REMARK, how(language), &style::note())?;
    sheet.set_row_height(1, measure::height(1))?;
    for (column, heading) in (0..).zip(headings(language)) {
        sheet.write_string_with_format(HEADING, column, heading, &style::heading())?;
    }
    sheet.set_row_height(HEADING, measure::height(1))?;
    let mut lines = Vec::new();
    let mut opens = false;
    for (at, row) in (HEADING.saturating_add(1)..).zip(&fill.rows) {
        let height = measure::height(sheets.row(sheet, at, *row)?);
        sheet.set_row_height(at, height)?;
        // A heading stays with the clause below it.
        let starts = matches!(row, Row::Heading(_) | Row::Clause(_)) && !opens;
        lines.push(Line { row: at, height, starts });
        opens = matches!(row, Row::Heading(_));
    }
    let last = HEADING.saturating_add(u32::try_from(fill.rows.len()).unwrap_or_default());
    let (head, heading) = (sheets.standard.label.as_str(), Some(HEADING));
    let page = Page { landscape: true, widths: &WIDTHS, last, heading, head, language };
    page.set(sheet)?;
    let heading = measure::height(1);
    sheet.set_page_breaks(&page.breaks(28 + 2 * heading, heading, &lines))?;
    crate::form::sheet::scores::mark_findings(
        sheet,
        (HEADING.saturating_add(1), last.max(HEADING.saturating_add(1))),
        6,
    )?;
    Ok(())
}

fn headings(language: Language) -> [&'static str; 8] {
    match language {
        Language::Zh => ["条款", "内容", "观测", "单位", "填写", "得分", "状态", "备注"],
        Language::En => ["clause", "what to look at", "fact", "unit", "value", "score", "state", "remarks"],
    }
}

fn how(language: Language) -> &'static str {
    say(
        language,
        "只填浅黄色的格；没有查的留空，不要填 0。不适用的填“不适用”。",
        "Fill the tinted cells only; leave blank what was not observed (not 0). 不适用 is for what does not apply.",
    )
}

impl Sheets<'_> {
    /// Writes one row; how many lines it takes.
    fn row(&self, sheet: &mut Worksheet, at: u32, row: Row) -> Result<u32, XlsxError> {
        match row {
            Row::Heading(part) => self.heading_row(sheet, at, part),
            Row::Clause(part) => self.clause_row(sheet, at, part),
            Row::Elsewhere(part) => self.elsewhere_row(sheet, at, part),
            Row::Fact(fact) => self.fact_row(sheet, at, fact),
            Row::Items(list) => self.items_row(sheet, at, list),
            Row::Item(list, item) => self.item_row(sheet, at, list, item),
        }
    }

    fn heading_row(&self, sheet: &mut Worksheet, at: u32, id: PartId) -> Result<u32, XlsxError> {
        let language = self.options.language;
        let Some(part) = self.standard.part(id) else { return Ok(1) };
        let text = match part.rank {
            Rank::Standard => say(language, "各处通用", "for all parts").to_owned(),
            _ => format!("{} {}{}", part.id, part.label, points(part, language)),
        };
        sheet.merge_range(at, 0, at, REMARK, &text, &style::chapter())?;
        Ok(1)
    }

    fn clause_row(&self, sheet: &mut Worksheet, at: u32, id: PartId) -> Result<u32, XlsxError> {
        let language = self.options.language;
        let Some(part) = self.standard.part(id) else { return Ok(1) };
        let star = if part.starred { " ★" } else { "" };
        let label = format!("{}{star}{}", part.label, points(part, language));
        sheet.write_string_with_format(at, 0, &part.id, &style::clause_centred())?;
        // The columns of names and values stay empty where no fact stands.
        let label = if part.departments.is_empty() {
            label
        } else {
            let who = part.departments.join(say(language, "、", ", "));
            format!("{label}　{}{who}", say(language, "责任：", "by "))
        };
        sheet.merge_range(at, 1, at, ENTRY, &label, &style::clause())?;
        let format = style::clause_centred();
        match self.score_formula(id) {
            Some(formula) => sheet.write_formula_with_format(at, 5, Formula::new(formula), &format)?,
            None => sheet.write_blank(at, 5, &format)?,
        };
        let finding = Formula::new(self.finding_formula(id));
        sheet.write_formula_with_format(at, 6, finding, &format)?;
        sheet.write_blank(at, REMARK, &style::clause().set_unlocked())?;
        Ok(measure::lines(&label, 93).max(self.finding_lines(id, 11)))
    }

    /// Where a clause has nothing of its own to look at, where what it looks at is typed.
    fn elsewhere_row(&self, sheet: &mut Worksheet, at: u32, id: PartId) -> Result<u32, XlsxError> {
        let language = self.options.language;
        let facts = self.plan.parts.get(id.0 as usize).map(|part| part.facts.as_slice()).unwrap_or_default();
        let names: Vec<&str> = facts
            .iter()
            .filter_map(|fact| self.standard.fact(*fact))
            .map(|fact| fact.name.as_str())
            .collect();
        let text = match (names.is_empty(), language) {
            (true, Language::Zh) => "按别的条款的结果评定，不用填写。".to_owned(),
            (true, Language::En) => "Follows from other clauses; nothing to fill in.".to_owned(),
            (false, Language::Zh) => format!("看：{}（在别处填写）", names.join("、")),
            (false, Language::En) => format!("Looks at {} (filled in elsewhere)", names.join(", ")),
        };
        sheet.write_blank(at, 0, &style::quiet())?;
        sheet.merge_range(at, 1, at, REMARK, &text, &style::quiet())?;
        Ok(measure::lines(&text, 110))
    }

    fn fact_row(&self, sheet: &mut Worksheet, at: u32, id: FactId) -> Result<u32, XlsxError> {
        let Some(fact) = self.standard.fact(id) else { return Ok(1) };
        let words = match self.layout.lists.iter().find(|list| list.list == id) {
            Some(list) => match self.options.language {
                Language::Zh => format!("逐行填在“{}”表；一行也没有填无", list.name),
                Language::En => format!("One row each on the sheet “{}”; 无 where there are none", list.name),
            },
            None => String::new(),
        };
        let reading = self.filled.map(|filled| filled.reading(id));
        let lines = self.entry_row(sheet, at, fact, &fact.name, &words)?;
        let format = kind::format(&fact.kind);
        match (&fact.kind, reading) {
            (Kind::Records(_), Some(Reading::Rows(rows))) if rows.is_empty() => {
                sheet.write_string_with_format(at, ENTRY, "无", &format)?;
            }
            _ => entry::write(sheet, (at, ENTRY), &fact.kind, reading, &format)?,
        }
        Ok(lines)
    }

    fn items_row(&self, sheet: &mut Worksheet, at: u32, id: FactId) -> Result<u32, XlsxError> {
        let Some(fact) = self.standard.fact(id) else { return Ok(1) };
        if !fact.may_be_inapplicable {
            let words = kind::words(fact, self.options.language);
            let said: Vec<&str> = fact.hint.as_deref().into_iter().chain([words.as_str()]).collect();
            let said = joined(&said);
            sheet.write_blank(at, 0, &style::quiet())?;
            sheet.write_string_with_format(at, 1, &said, &style::quiet())?;
            for column in [2, 3, 4, 5, 6, REMARK] {
                sheet.write_blank(at, column, &style::quiet())?;
            }
            return Ok(measure::lines(&said, 46));
        }
        let lines = self.entry_row(sheet, at, fact, &fact.name, "")?;
        let format = kind::format(&fact.kind);
        let reading =
            self.filled.map(|filled| filled.reading(id)).filter(|it| **it == Reading::NotApplicable);
        entry::write(sheet, (at, ENTRY), &fact.kind, reading, &format)?;
        Ok(lines)
    }

    fn item_row(&self, sheet: &mut Worksheet, at: u32, id: FactId, item: usize) -> Result<u32, XlsxError> {
        let Some(fact) = self.standard.fact(id) else { return Ok(1) };
        let Kind::Items(names) = &fact.kind else { return Ok(1) };
        let name = names.get(item).map(String::as_str).unwrap_or_default();
        let shown = format!("{}[{name}]", fact.name);
        self.frame(sheet, at, &shown, "", "")?;
        let format = style::input();
        let there = match self.filled.map(|filled| filled.reading(id)) {
            Some(Reading::Items(items)) => items.get(item).copied().flatten(),
            _ => None,
        };
        match there {
            Some(there) => {
                sheet.write_string_with_format(at, ENTRY, if there { "有" } else { "无" }, &format)?
            }
            None => sheet.write_blank(at, ENTRY, &format)?,
        };
        let mut one = fact.clone();
        one.may_be_inapplicable = false;
        self.check(sheet, at, &one, "")?;
        Ok(measure::lines(&shown, WIDTHS.get(2).copied().unwrap_or_default()))
    }

    /// The row of a fact, without its value.
    fn entry_row(
        &self,
        sheet: &mut Worksheet,
        at: u32,
        fact: &Fact,
        name: &str,
        words: &str,
    ) -> Result<u32, XlsxError> {
        let said = kind::words(fact, self.options.language);
        let hint = fact.hint.as_deref().unwrap_or_default();
        let text: Vec<&str> =
            [hint, words, said.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let text = joined(&text);
        self.frame(sheet, at, name, &text, &kind::unit(fact))?;
        self.check(sheet, at, fact, hint)?;
        Ok(measure::lines(&text, 46).max(measure::lines(name, 26)))
    }

    fn check(&self, sheet: &mut Worksheet, at: u32, fact: &Fact, hint: &str) -> Result<(), XlsxError> {
        let cell = rust_xlsxwriter::utility::row_col_to_cell(at, ENTRY);
        let validation = kind::validation(fact, &cell, hint, self.choices, self.options.language)?;
        sheet.add_data_validation(at, ENTRY, at, ENTRY, &validation)?;
        Ok(())
    }

    fn frame(
        &self,
        sheet: &mut Worksheet,
        at: u32,
        name: &str,
        text: &str,
        unit: &str,
    ) -> Result<(), XlsxError> {
        let quiet: Format = style::quiet();
        sheet.write_blank(at, 0, &quiet)?;
        sheet.write_string_with_format(at, 1, text, &quiet)?;
        sheet.write_string_with_format(at, 2, name, &style::cell())?;
        sheet.write_string_with_format(at, 3, unit, &style::centred())?;
        sheet.write_blank(at, 5, &quiet)?;
        sheet.write_blank(at, 6, &quiet)?;
        sheet.write_blank(at, REMARK, &style::remark())?;
        Ok(())
    }
}

/// What is said of a fact, one after the other.
fn joined(said: &[&str]) -> String {
    let ends = |text: &str| text.trim_end_matches(['。', '；', '.', ';']).to_owned();
    said.iter().map(|text| ends(text)).collect::<Vec<_>>().join("；")
}

/// The points of a part, in brackets.
fn points(part: &Part, language: Language) -> String {
    match (part.points, language) {
        (Some(points), Language::Zh) => format!("（{}分）", number(points, language)),
        (Some(points), Language::En) => format!(" ({} points)", number(points, language)),
        (None, _) => String::new(),
    }
}
