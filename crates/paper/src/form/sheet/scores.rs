//! The sheet of scores: every part with what it lost and got, the total and the verdicts.

use rust_xlsxwriter::ConditionalFormatFormula;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;

use crate::form::Sheets;
use crate::form::formula::FINDINGS;
use crate::form::formula::cells::elsewhere;
use crate::form::formula::code;
use crate::form::formula::fact::quoted;
use crate::form::formula::value::Number;
use crate::form::formula::value::multiplied;
use crate::form::formula::value::product;
use crate::form::measure;
use crate::form::name;
use crate::form::page::Line;
use crate::form::page::Page;
use crate::form::style;
use crate::wording::say;

/// 条款 内容 分值 扣分 得分 加分 状态, in digits.
const WIDTHS: [u32; 7] = [10, 48, 8, 10, 10, 8, 13];
/// The row of headings, counted from 0.
const HEADING: u32 = 1;

/// Writes the sheet.
pub(crate) fn write(sheets: &Sheets<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let language = sheets.options.language;
    sheet.set_name(name::scores(language))?;
    let title = format!("{} {}", sheets.standard.label, say(language, "得分", "scores"));
    sheet.merge_range(0, 0, 0, 6, &title, &style::title())?;
    let above = measure::height(measure::lines(&title, 70)).saturating_add(12);
    sheet.set_row_height(0, above)?;
    let headings = match language {
        Language::Zh => ["条款", "内容", "分值", "扣分", "得分", "加分", "状态"],
        Language::En => ["clause", "what", "points", "lost", "score", "bonus", "state"],
    };
    for (column, heading) in (0..).zip(headings) {
        sheet.write_string_with_format(HEADING, column, heading, &style::heading())?;
    }
    sheet.set_row_height(HEADING, measure::height(1))?;
    let mut lines = sheets.part_rows(sheet)?;
    sheets.total_row(sheet, &mut lines)?;
    sheets.verdict_rows(sheet, &mut lines)?;
    let last = lines.last().map_or(HEADING, |line| line.row);
    let (head, heading) = (sheets.standard.label.as_str(), Some(HEADING));
    let page = Page { landscape: false, widths: &WIDTHS, last, heading, head, language };
    page.set(sheet)?;
    let heading = measure::height(1);
    sheet.set_page_breaks(&page.breaks(above.saturating_add(heading), heading, &lines))?;
    mark_findings(sheet, (HEADING.saturating_add(1), last), 6)
}

/// Colours what failed and what lost points, and greys what is open.
pub(crate) fn mark_findings(sheet: &mut Worksheet, rows: (u32, u32), column: u16) -> Result<(), XlsxError> {
    let rows = (rows.0, rows.1.max(rows.0));
    let cell = rust_xlsxwriter::utility::row_col_to_cell(rows.0, column);
    let failed = Format::new().set_font_color(style::FAILED).set_bold();
    let lost = Format::new().set_font_color(style::LOST);
    let open = Format::new().set_font_color(rust_xlsxwriter::Color::RGB(0x0070_7070)).set_italic();
    for (places, format) in [(&[1_usize, 2, 9][..], failed), (&[5, 6], lost), (&[3, 4, 8], open)] {
        let words = places.iter().filter_map(|at| FINDINGS.get(*at));
        let each: Vec<String> =
            words.flat_map(|(zh, en)| [zh, en]).map(|word| format!("{cell}={}", quoted(word))).collect();
        let rule = format!("=OR({})", each.join(","));
        let rule = ConditionalFormatFormula::new().set_rule(Formula::new(rule)).set_format(format);
        sheet.add_conditional_format(rows.0, column, rows.1, column, &rule)?;
    }
    Ok(())
}

impl Sheets<'_> {
    /// A row for each part.
    fn part_rows(&self, sheet: &mut Worksheet) -> Result<Vec<Line>, XlsxError> {
        let mut lines = Vec::new();
        let mut opens = false;
        for (at, (id, part)) in (HEADING.saturating_add(1)..).zip(self.standard.parts().skip(1)) {
            let is_heading = matches!(part.rank, Rank::Chapter | Rank::Section);
            let (plain, centred) = if is_heading {
                (style::clause(), style::clause_centred())
            } else {
                (style::cell(), style::centred())
            };
            let star = if part.starred { " ★" } else { "" };
            let label = format!("{}{star}", part.label);
            sheet.write_string_with_format(at, 0, &part.id, &centred)?;
            sheet.write_string_with_format(at, 1, &label, &plain)?;
            self.part_cells(sheet, at, id, &centred)?;
            let tallest = measure::lines(&label, 48).max(measure::lines(&part.id, 10));
            let height = measure::height(tallest.max(self.finding_lines(id, 13)));
            sheet.set_row_height(at, height)?;
            // A heading stays with what is below it.
            lines.push(Line { row: at, height, starts: !opens });
            opens = is_heading;
        }
        Ok(lines)
    }

    /// 分值 扣分 得分 加分 状态 of a part.
    fn part_cells(
        &self,
        sheet: &mut Worksheet,
        at: u32,
        id: PartId,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let Some(part) = self.standard.part(id) else { return Ok(()) };
        match part.points.and_then(|points| points.to_string().parse::<f64>().ok()) {
            Some(points) => sheet.write_number_with_format(at, 2, points, format)?,
            None => sheet.write_blank(at, 2, format)?,
        };
        let made = [self.lost_formula(id), self.score_formula(id), self.bonus_formula(id)];
        for (column, made) in (3..).zip(made) {
            match made {
                Some(made) => sheet.write_formula_with_format(at, column, Formula::new(made), format)?,
                None => sheet.write_blank(at, column, format)?,
            };
        }
        let finding = Formula::new(self.finding_formula(id));
        sheet.write_formula_with_format(at, 6, finding, format)?;
        Ok(())
    }

    fn total_row(&self, sheet: &mut Worksheet, lines: &mut Vec<Line>) -> Result<(), XlsxError> {
        let language = self.options.language;
        let Some(points) = self.standard.full_points() else { return Ok(()) };
        let at = lines.last().map_or(HEADING, |line| line.row).saturating_add(1);
        let (left, centred) = (style::chapter(), style::heading());
        sheet.merge_range(at, 0, at, 1, say(language, "总分", "total"), &left)?;
        let points = points.to_string().parse::<f64>().unwrap_or_default();
        sheet.write_number_with_format(at, 2, points, &centred)?;
        sheet.write_blank(at, 3, &centred)?;
        let total = Formula::new(self.total_formula());
        sheet.write_formula_with_format(at, 4, total, &self.total_format(centred.clone()))?;
        sheet.write_blank(at, 5, &centred)?;
        let finding = Formula::new(self.finding_formula(PartId(0)));
        sheet.write_formula_with_format(at, 6, finding, &centred)?;
        let of_total = if self.formulas.total.is_ok() { 1 } else { measure::lines(self.by_weiheng(), 10) };
        let height = measure::height(of_total.max(self.finding_lines(PartId(0), 13)));
        sheet.set_row_height(at, height)?;
        lines.push(Line { row: at, height, starts: true });
        Ok(())
    }

    fn verdict_rows(&self, sheet: &mut Worksheet, lines: &mut Vec<Line>) -> Result<(), XlsxError> {
        let language = self.options.language;
        for (place, verdict) in self.standard.verdicts.iter().enumerate() {
            let at = lines.last().map_or(HEADING, |line| line.row).saturating_add(1);
            let name = verdict.name.as_deref().unwrap_or(say(language, "评定", "verdict"));
            sheet.merge_range(at, 0, at, 1, name, &style::chapter())?;
            let grades = verdict.grades.join(" > ");
            sheet.merge_range(at, 2, at, 3, &grades, &style::quiet())?;
            sheet.merge_range(at, 4, at, 6, "", &style::heading())?;
            let formula = Formula::new(self.verdict_formula(place));
            sheet.write_formula_with_format(at, 4, formula, &style::heading())?;
            let height = measure::height(measure::lines(&grades, 18));
            sheet.set_row_height(at, height)?;
            lines.push(Line { row: at, height, starts: true });
        }
        Ok(())
    }

    /// The score of a part, or that it is not known yet; none for a part without points.
    pub(crate) fn score_formula(&self, id: PartId) -> Option<String> {
        let part = self.standard.part(id)?;
        let scored = match self.formulas.parts.get(&id)? {
            Ok(scored) => scored,
            Err(_) => return part.points.map(|_| format!("={}", quoted(self.by_weiheng_in_short()))),
        };
        let score = scored.score.as_ref()?;
        let mut formula = shown(score);
        if !scored.scoreless.is_never() {
            formula = format!("IF({}=1,\"\",{formula})", scored.scoreless.at);
        }
        Some(format!("={}", elsewhere(&self.known(&scored.open.at, &formula))))
    }

    /// What a part with points lost of those that apply.
    fn lost_formula(&self, id: PartId) -> Option<String> {
        self.standard.part(id)?.points?;
        let scored = self.formulas.parts.get(&id)?.as_ref().ok()?;
        let lost = shown(scored.shortfall.as_ref()?);
        let none = format!("OR({}>0,{}=1)", scored.open.at, scored.out.at);
        Some(format!("={}", elsewhere(&format!("IF({none},\"\",{lost})"))))
    }

    fn bonus_formula(&self, id: PartId) -> Option<String> {
        let scored = self.formulas.parts.get(&id)?.as_ref().ok()?;
        if scored.bonus.is_zero() {
            return None;
        }
        let bonus = shown(&scored.bonus);
        Some(format!("={}", elsewhere(&format!("IF({}>0,\"\",{bonus})", scored.open.at))))
    }

    /// The word for the finding of a part.
    pub(crate) fn finding_formula(&self, id: PartId) -> String {
        let language = self.options.language;
        let word = |words: &(&'static str, &'static str)| say(language, words.0, words.1);
        match self.formulas.parts.get(&id) {
            Some(Ok(scored)) => {
                let words: Vec<String> = FINDINGS.iter().map(|words| quoted(word(words))).collect();
                format!("={}", elsewhere(&format!("CHOOSE({},{})", scored.finding, words.join(","))))
            }
            _ => format!("={}", quoted(self.by_weiheng())),
        }
    }

    /// How many lines the finding of a part takes at least in a column so wide.
    pub(crate) fn finding_lines(&self, id: PartId, width: u32) -> u32 {
        let is_live = self.formulas.parts.get(&id).is_some_and(Result::is_ok);
        if is_live { 1 } else { measure::lines(self.by_weiheng(), width) }
    }

    fn by_weiheng(&self) -> &'static str {
        say(self.options.language, "由卫衡计算", "computed by weiheng")
    }

    /// The same beside a state that says it, in a narrow column of numbers.
    fn by_weiheng_in_short(&self) -> &'static str {
        say(self.options.language, "由卫衡计算", "by weiheng")
    }

    /// The total after rounding, or that it is open.
    pub(crate) fn total_formula(&self) -> String {
        let language = self.options.language;
        match &self.formulas.total {
            Ok(Some(total)) => {
                let known = self.known(&total.state, &shown(total));
                let out = quoted(say(language, "不适用", "not applicable"));
                let formula = format!("IF({}={},{out},{known})", total.state, code::INAPPLICABLE);
                format!("={}", elsewhere(&formula))
            }
            Ok(None) => "=\"\"".to_owned(),
            Err(_) => format!("={}", quoted(self.by_weiheng())),
        }
    }

    /// As many digits as the total is rounded to.
    pub(crate) fn total_format(&self, format: Format) -> Format {
        let places = self.standard.rounding.and_then(|(_, step)| step.decimals()).unwrap_or(0).min(6);
        if places == 0 { format } else { format.set_num_format(format!("0.{}", "0".repeat(places as usize))) }
    }

    /// The grade of a verdict, or that it is open.
    pub(crate) fn verdict_formula(&self, place: usize) -> String {
        let language = self.options.language;
        let by_weiheng = quoted(self.by_weiheng());
        let (Some(Ok(cell)), Some(verdict)) =
            (self.formulas.verdicts.get(place), self.standard.verdicts.get(place))
        else {
            return format!("={by_weiheng}");
        };
        let grades: Vec<String> = verdict.grades.iter().map(|grade| quoted(grade)).collect();
        let (open, wrong) = (say(language, "未定", "open"), say(language, "填写有误", "wrong entry"));
        let out = say(language, "不适用", "not applicable");
        let formula = format!(
            "IF({cell}>0,CHOOSE(MAX(1,{cell}),{}),IF({cell}=-{},{by_weiheng},IF({cell}=-{},{},IF({cell}=-{},{},{}))))",
            grades.join(","),
            code::BEYOND,
            code::INAPPLICABLE,
            quoted(out),
            code::WRONG,
            quoted(wrong),
            quoted(open),
        );
        format!("={}", elsewhere(&formula))
    }

    /// A number where its state is that it is known, else the word for that it is not.
    fn known(&self, state: &str, formula: &str) -> String {
        let language = self.options.language;
        if state == "0" {
            return formula.to_owned();
        }
        let open = quoted(say(language, "未定", "open"));
        let beyond = quoted(self.by_weiheng_in_short());
        format!("IF({state}=0,{formula},IF({state}={},{beyond},{open}))", code::BEYOND)
    }
}

/// A number as it is shown: the quotient that is nearest to it.
fn shown(number: &Number) -> String {
    let (over, under) = number.step.fraction();
    let divisor = product(&number.under, &under.to_string());
    let over = multiplied(&number.at, over);
    match divisor.as_str() {
        "1" => over,
        divisor if divisor.contains('*') => format!("{over}/({divisor})"),
        divisor => format!("{over}/{divisor}"),
    }
}
