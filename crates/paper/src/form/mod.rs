//! The form of a standard: a workbook that inspectors fill in, on paper or on a screen, and that scores itself.
//!
//! What a spreadsheet can say exactly is a formula; what it cannot is left to weiheng and says so.

mod choices;
mod entry;
mod formula;
mod input;
mod kind;
mod layout;
mod measure;
mod name;
mod page;
mod sheet;
mod style;

use std::collections::BTreeMap;

use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::Workbook;
pub use rust_xlsxwriter::XlsxError;
use weiheng::Date;
use weiheng::Language;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Span;
use weiheng::Standard;
use weiheng::model::fact::FactId;
use weiheng::observation::Reading;
use weiheng::syntax::tree::Rank;

use crate::form::choices::Choices;
use crate::form::formula::Formulas;
use crate::form::layout::Layout;

/// What a form is grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// A sheet for each chapter.
    #[default]
    Chapter,
    /// A sheet for each department that answers for clauses.
    Department,
}

/// How a form is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language of headings and explanations; names stay those of the standard.
    pub language: Language,
    /// What it is grouped by.
    pub by: By,
    /// How many rows a list offers.
    pub rows: u32,
    /// The assessment date, where it is known.
    pub date: Option<Date>,
    /// What tells this edition of the standard from others.
    pub edition: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::Zh, by: By::Chapter, rows: 30, date: None, edition: None }
    }
}

/// A form.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Form {
    /// The workbook.
    pub workbook: Vec<u8>,
    /// How many clauses and items calculate themselves.
    pub live: u32,
    /// The clauses and items that are left to weiheng, by their numbers.
    pub by_weiheng: Vec<String>,
    /// Whether the total calculates itself; none where there are no points.
    pub total: Option<bool>,
    /// For each verdict whether it does.
    pub verdicts: Vec<bool>,
}

/// What the sheets are written from.
struct Sheets<'f> {
    standard: &'f Standard,
    plan: &'f Plan,
    options: &'f Options,
    /// The text of a place in the clause files.
    text: &'f dyn Fn(Span) -> String,
    filled: Option<&'f Readings>,
    layout: &'f Layout,
    formulas: &'f Formulas,
    choices: &'f Choices,
    /// The clauses and items that are left to weiheng, by their numbers.
    by_weiheng: &'f [String],
}

/// Makes the form of a standard; with what was observed of a unit filled in, where that is given. `text` gives the
/// text of a place in its clause files.
///
/// ```
/// use weiheng::{Source, SourceId};
/// use weiheng_paper::form::{Options, form};
/// let source = Source::new("a.wh", "标准 甲\n  满分 10\n条 1 \"垃圾\" 10分\n  观测 垃圾 : 计数 处\n  每 垃圾 扣 1分\n");
/// let standard = weiheng::load(&source, SourceId(0)).value.unwrap();
/// let text = |place: weiheng::Span| place.of(&source.text).to_owned();
/// let form = form(&standard, &text, &Options::default(), None).unwrap();
/// assert_eq!((form.live, form.by_weiheng.len(), form.total), (1, 0, Some(true)));
/// assert!(form.workbook.starts_with(b"PK"));
/// ```
///
/// # Errors
///
/// Where a spreadsheet cannot hold it: more than 16,384 fields in a list.
pub fn form(
    standard: &Standard,
    text: &dyn Fn(Span) -> String,
    options: &Options,
    filled: Option<&Readings>,
) -> Result<Form, XlsxError> {
    let plan = Plan::from_model(standard, options.date);
    let layout = layout::laid_out(standard, options, &recorded(standard, filled));
    let formulas = Formulas::of(standard, &plan, &layout.inputs);
    let is_live = |id| formulas.parts.get(&id).is_some_and(Result::is_ok);
    let clauses = standard.parts().filter(|(_, part)| matches!(part.rank, Rank::Clause | Rank::Item));
    let (live, left): (Vec<_>, Vec<_>) = clauses.partition(|(id, _)| is_live(*id));
    let by_weiheng: Vec<String> = left.into_iter().map(|(_, part)| part.id.clone()).collect();
    let choices = Choices::of(standard);
    let (layout, formulas, choices) = (&layout, &formulas, &choices);
    let by = by_weiheng.as_slice();
    let sheets =
        Sheets { standard, plan: &plan, options, text, filled, layout, formulas, choices, by_weiheng: by };
    let mut workbook = sheets.workbook()?;
    Ok(Form {
        workbook: workbook.save_to_buffer()?,
        live: u32::try_from(live.len()).unwrap_or(u32::MAX),
        total: match &formulas.total {
            Ok(total) => total.as_ref().map(|_| true),
            Err(_) => standard.full_points().map(|_| false),
        },
        verdicts: formulas.verdicts.iter().map(Result::is_ok).collect(),
        by_weiheng,
    })
}

impl Sheets<'_> {
    fn workbook(&self) -> Result<Workbook, XlsxError> {
        let mut workbook = Workbook::new();
        workbook.set_default_format(&style::measure(), style::ROW, style::COLUMN)?;
        let properties = DocProperties::new().set_title(&self.standard.label).set_subject(&self.standard.id);
        // The same standard gives the same bytes on any day.
        let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 1, 1)?;
        workbook.set_properties(&properties.set_creation_datetime(&made));
        sheet::cover::write(self, sheet::add(&mut workbook))?;
        sheet::scores::write(self, sheet::add(&mut workbook))?;
        for fill in &self.layout.fills {
            sheet::fill::write(self, fill, sheet::add(&mut workbook))?;
        }
        for list in &self.layout.lists {
            sheet::list::write(self, list, sheet::add(&mut workbook))?;
        }
        sheet::sources::write(self, sheet::add(&mut workbook))?;
        sheet::cells::write(self, &mut workbook)?;
        if !self.choices.is_empty() {
            self.choices.write(sheet::add(&mut workbook))?;
        }
        sheet::marker::write(self, sheet::add(&mut workbook))?;
        Ok(workbook)
    }
}

/// How many rows each list has already.
fn recorded(standard: &Standard, filled: Option<&Readings>) -> BTreeMap<FactId, u32> {
    let mut counts = BTreeMap::new();
    let Some(filled) = filled else { return counts };
    let length = |rows: &[Vec<Reading>]| u32::try_from(rows.len()).unwrap_or(u32::MAX);
    for id in (0..).map(FactId).take(standard.facts.len()) {
        if let Reading::Rows(rows) = filled.reading(id) {
            counts.insert(id, length(rows));
        }
    }
    let inner = (standard.facts.len()..).zip(&standard.inner);
    for (at, inside) in inner {
        let Reading::Rows(rows) = filled.reading(inside.list) else { continue };
        let within = rows.iter().filter_map(|row| row.get(inside.field.0 as usize));
        let sum =
            within.map(|reading| if let Reading::Rows(rows) = reading { length(rows) } else { 0 }).sum();
        counts.insert(FactId(u32::try_from(at).unwrap_or(u32::MAX)), sum);
    }
    counts
}
