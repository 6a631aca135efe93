//! The cover: which unit, which day, who; and what has come of it so far.

use rust_xlsxwriter::DataValidation;
use rust_xlsxwriter::Formula;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;

use crate::form::Sheets;
use crate::form::formula::cells::elsewhere;
use crate::form::formula::fact::BEFORE;
use crate::form::kind;
use crate::form::layout::DATE;
use crate::form::measure;
use crate::form::name;
use crate::form::page::Page;
use crate::form::style;
use crate::wording::say;

/// A margin, numbers, names, values, what is said beside; in digits.
const WIDTHS: [u32; 5] = [2, 5, 15, 36, 44];
/// The last column.
const LAST: u16 = 4;

/// Writes the cover.
pub(crate) fn write(sheets: &Sheets<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (language, standard) = (sheets.options.language, sheets.standard);
    sheet.set_name(name::cover(language))?;
    sheet.set_row_height(0, 18)?;
    let title = format!("{} {}", standard.label, say(language, "检查表", "inspection form"));
    sheet.merge_range(1, 1, 1, LAST, &title, &style::title().set_font_size(18))?;
    sheet.set_row_height(1, 26_u32.saturating_mul(measure::lines(&title, 62)).saturating_add(10))?;
    sheet.merge_range(
        2,
        1,
        2,
        LAST,
        &about(sheets),
        &style::note().set_align(rust_xlsxwriter::FormatAlign::Center),
    )?;
    sheet.set_row_height(2, measure::height(1))?;
    sheet.set_row_height(3, 10)?;
    sheets.entries(sheet)?;
    let at = sheets.results(sheet, 9)?;
    let at = sheets.remarks(sheet, at.saturating_add(1))?;
    let head = standard.label.as_str();
    Page { landscape: false, widths: &WIDTHS, last: at, heading: None, head, language }.set(sheet)?;
    sheet.set_active(true);
    sheet.set_selection(5, DATE.1, 5, DATE.1)?;
    Ok(())
}

fn about(sheets: &Sheets<'_>) -> String {
    let (language, standard) = (sheets.options.language, sheets.standard);
    let mut said = vec![format!("{} {}", say(language, "标准编号", "standard"), standard.id)];
    if let Some(tier) = &standard.tier {
        said.push(format!("{} {tier}", say(language, "级别", "level")));
    }
    if let Some(day) = standard.in_force {
        said.push(format!("{} {day}", say(language, "施行", "in force from")));
    }
    said.join("    ")
}

impl Sheets<'_> {
    /// 单元 评定日 检查员.
    fn entries(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let language = self.options.language;
        let headings = match language {
            Language::Zh => ["", "观测", "填写", "说明"],
            Language::En => ["", "fact", "value", "about"],
        };
        for (column, heading) in (1..).zip(headings) {
            sheet.write_string_with_format(4, column, heading, &style::heading())?;
        }
        let unit = self.filled.and_then(|filled| filled.unit.as_deref()).unwrap_or_default();
        let rows = [
            (5, "单元", unit, say(language, "被检查单位的名称", "the unit that is inspected")),
            (
                DATE.0,
                "评定日",
                "",
                say(language, "检查评定的日期，如 2024-06-30", "the day of the assessment: 2024-06-30"),
            ),
            (7, "检查员", "", say(language, "姓名，几个人用顿号分开", "names, parted by 、")),
        ];
        for (row, name, value, about) in rows {
            sheet.set_row_height(row, 22)?;
            let format =
                if row == DATE.0 { style::input().set_num_format("yyyy-mm-dd") } else { style::input() };
            sheet.write_number_with_format(row, 1, row.saturating_sub(4), &style::centred())?;
            sheet.write_string_with_format(row, 2, name, &style::centred())?;
            if value.is_empty() {
                sheet.write_blank(row, DATE.1, &format)?;
            } else {
                sheet.write_string_with_format(row, DATE.1, value, &format)?;
            }
            sheet.write_string_with_format(row, LAST, about, &style::quiet())?;
        }
        let format = style::input().set_num_format("yyyy-mm-dd");
        if let Some(date) = self.options.date {
            let serial = f64::from(date.day_number().saturating_sub(BEFORE));
            sheet.write_number_with_format(DATE.0, DATE.1, serial, &format)?;
        }
        let cell = rust_xlsxwriter::utility::row_col_to_cell(DATE.0, DATE.1);
        let rule = Formula::new(format!("=IF(ISNUMBER({cell}),{},FALSE)", kind::day_check(&cell)));
        let rule = DataValidation::new().allow_custom(rule).set_error_message(say(
            language,
            "请填日期，如 2024-06-30",
            "a date, such as 2024-06-30",
        ))?;
        sheet.add_data_validation(DATE.0, DATE.1, DATE.0, DATE.1, &rule)?;
        Ok(())
    }

    /// The total, the verdicts and how much is still to be looked at; the row behind them.
    fn results(&self, sheet: &mut Worksheet, from: u32) -> Result<u32, XlsxError> {
        let language = self.options.language;
        let mut at = from;
        sheet.set_row_height(at.saturating_sub(1), 10)?;
        sheet.merge_range(
            at,
            1,
            at,
            LAST,
            say(language, "目前的结果", "the result so far"),
            &style::heading(),
        )?;
        at = at.saturating_add(1);
        let mut lines: Vec<(String, String, String, bool)> = Vec::new();
        if let Some(points) = self.standard.full_points() {
            let full = crate::number::number(points, language);
            let about = match language {
                Language::Zh => format!("满分 {full} 分；各条的得分见“{}”表", name::scores(language)),
                Language::En => {
                    format!("of {full} points; each clause on the sheet “{}”", name::scores(language))
                }
            };
            lines.push((say(language, "总分", "total").to_owned(), self.total_formula(), about, true));
        }
        for (place, verdict) in self.standard.verdicts.iter().enumerate() {
            let name = verdict.name.clone().unwrap_or_else(|| say(language, "评定", "verdict").to_owned());
            lines.push((name, self.verdict_formula(place), verdict.grades.join(" > "), false));
        }
        let count = format!("={}", elsewhere(&self.formulas.unseen));
        lines.push((say(language, "未查的条款", "not observed").to_owned(), count, self.of_unseen(), false));
        for (name, formula, about, is_total) in lines {
            // The columns of names and values stay empty below: nothing here is an observation.
            let label = format!("{name}　{about}");
            sheet.merge_range(at, 1, at, DATE.1, &label, &style::cell())?;
            let format = style::centred().set_bold().set_font_size(12);
            let format = if is_total { self.total_format(format) } else { format };
            sheet.write_formula_with_format(at, LAST, Formula::new(formula), &format)?;
            sheet.set_row_height(at, measure::height(measure::lines(&label, 56)).max(22))?;
            at = at.saturating_add(1);
        }
        Ok(at)
    }

    /// What the number of clauses that are not observed counts.
    fn of_unseen(&self) -> String {
        let left = self.by_weiheng.len();
        match (left, self.options.language) {
            (0, Language::Zh) => "还有观测没有填的条款".to_owned(),
            (0, Language::En) => "clauses of which something is not filled in".to_owned(),
            (_, Language::Zh) => format!("还有观测没有填的条款；由卫衡计算的 {left} 条不在其内"),
            (_, Language::En) => {
                format!("clauses of which something is not filled in, besides {left} computed by weiheng")
            }
        }
    }

    /// How the form is used; the last row.
    fn remarks(&self, sheet: &mut Worksheet, from: u32) -> Result<u32, XlsxError> {
        let language = self.options.language;
        let mut said = vec![
            say(
                language,
                "各表只填浅黄色的格。没有查的留空：空格是“未查”，不是零，也不是合格。",
                "Fill the tinted cells only. Leave blank what was not observed: a blank is neither zero nor a pass.",
            ),
            say(
                language,
                "有未查的条款，总分和评定显示“未定”，查全以后才有结果。",
                "While something is not observed the total and the verdict are open.",
            ),
            say(
                language,
                "“由卫衡计算”的地方，表格算不准，由 weiheng score 读这个文件来算，不在表里估算。",
                "What is “computed by weiheng” a spreadsheet cannot say exactly: `weiheng score` reads this file and does.",
            ),
        ];
        if self.filled.is_some_and(|filled| filled.unit.is_some()) {
            said.push(say(
                language,
                "已经有的观测已经填好，可以改。",
                "What was already observed is filled in and may be changed.",
            ));
        }
        let mut at = from;
        for line in said {
            sheet.merge_range(at, 1, at, LAST, line, &style::note())?;
            sheet.set_row_height(at, measure::height(measure::lines(line, 104)))?;
            at = at.saturating_add(1);
        }
        Ok(at.saturating_sub(1))
    }
}
