//! What an example of a clause file gives, as observations.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::model::Standard;
use crate::observation::Entry;
use crate::observation::Observations;
use crate::observation::Raw;
use crate::observation::Readings;
use crate::observation::bind::Place;
use crate::observation::disagreement::Disagreement;
use crate::source::Span;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Number;
use crate::syntax::tree::Special;
use crate::words;

impl Readings {
    /// Reads what an example gives, in the same way as any observations. `评定日 = 2024-05-01` sets the
    /// assessment date.
    pub fn given<'g>(standard: &Standard, given: impl IntoIterator<Item = &'g Given>) -> Outcome<Self> {
        let mut problems = Diagnostics::new();
        let mut observations = Observations::default();
        for given in given {
            match &given.value {
                GivenValue::AssessmentDate(day) => assessed_on(day, &mut observations, &mut problems),
                _ => observations.entries.push(entry(given, &mut problems)),
            }
        }
        let bound = Self::bind(standard, &observations);
        problems.extend(bound.diagnostics);
        let value = bound.value.filter(|_| !problems.has_errors());
        Outcome { value, diagnostics: problems.sorted() }
    }
}

/// The day of the assessment, once.
fn assessed_on(day: &Expr, observations: &mut Observations, problems: &mut Diagnostics) {
    let ExprKind::Date(date) = &day.kind else {
        let message = words!("评定日应是一个日期", "the assessment date must be a day");
        let help = words!("写成 2024-05-01 这样", "write it like 2024-05-01");
        problems.push(Diagnostic::new(Code::WH0502, day.span, message).help(help));
        return;
    };
    match observations.date {
        Some((earlier, first)) if earlier != *date => {
            let place = Place { span: day.span, cell: None, row: None };
            problems.push(Disagreement { name: "评定日", place, earlier: first }.into());
        }
        _ => observations.date = Some((*date, day.span)),
    }
}

fn entry(given: &Given, problems: &mut Diagnostics) -> Entry {
    let (value, span) = raw(&given.value, problems);
    Entry { name: given.fact.text.clone(), name_span: given.fact.span, value, span, cell: None }
}

fn raw(value: &GivenValue, problems: &mut Diagnostics) -> (Raw, Span) {
    match value {
        GivenValue::Value(expr) | GivenValue::AssessmentDate(expr) => (text(expr, problems), expr.span),
        GivenValue::Judged(band, number, span) => {
            let number = literal(&number.kind).unwrap_or_default();
            (Raw::Text(format!("{} {number}", band.text)), *span)
        }
        GivenValue::Disputed(values, span) => {
            let values = values.iter().map(|value| raw(value, problems)).collect();
            (Raw::Fields(vec![disputed(values, *span)]), *span)
        }
        GivenValue::NotApplicable(span) => (Raw::Text("不适用".to_owned()), *span),
        GivenValue::Items(items, span) => {
            let items = items.iter().map(|item| (Raw::Text(item.text.clone()), item.span));
            (Raw::List(items.collect()), *span)
        }
        GivenValue::Rows(rows, span) => {
            let rows = rows.iter().map(|row| row_of(row, *span, problems)).collect();
            (Raw::List(rows), *span)
        }
    }
}

/// Values that disagree, as any observations hold them.
fn disputed(values: Vec<(Raw, Span)>, span: Span) -> Entry {
    Entry { name: "争议".to_owned(), name_span: span, value: Raw::List(values), span, cell: None }
}

fn row_of(row: &[Given], list: Span, problems: &mut Diagnostics) -> (Raw, Span) {
    let entries: Vec<Entry> = row.iter().map(|given| entry(given, problems)).collect();
    let ends = entries.first().zip(entries.last());
    let span = ends.map_or(list, |(first, last)| first.name_span.to(last.span));
    (Raw::Fields(entries), span)
}

fn text(expr: &Expr, problems: &mut Diagnostics) -> Raw {
    match &expr.kind {
        ExprKind::Truth(truth) => Raw::Truth(*truth),
        other => match literal(other) {
            Some(text) => Raw::Text(text),
            None => {
                let message = words!("例子里的值应是一个字面值", "a value of an example must be a literal");
                let help = words!(
                    "写出算好的数、名称、日期或 是/否",
                    "write the number, name, date or 是/否 itself"
                );
                problems.push(Diagnostic::new(Code::WH0502, expr.span, message).help(help));
                Raw::Blank
            }
        },
    }
}

/// A literal as an inspector would have written it.
fn literal(kind: &ExprKind) -> Option<String> {
    match kind {
        ExprKind::Number(number) => Some(number_text(number)),
        ExprKind::Negative(inner) => match &inner.kind {
            ExprKind::Number(number) => Some(format!("-{}", number_text(number))),
            _ => None,
        },
        ExprKind::Product(factors) => match factors.as_slice() {
            [(false, over), (true, under)] => fraction(&over.kind, &under.kind),
            _ => None,
        },
        ExprKind::Date(date) => Some(date.to_string()),
        ExprKind::Time(time) => Some(time.to_string()),
        ExprKind::Text(text) | ExprKind::Name(text) => Some(text.clone()),
        ExprKind::Special(Special::Met) => Some("合格".to_owned()),
        _ => None,
    }
}

fn fraction(over: &ExprKind, under: &ExprKind) -> Option<String> {
    match (over, under) {
        (ExprKind::Number(over), ExprKind::Number(under)) if under.unit.is_none() && over.unit.is_none() => {
            Some(format!("{}/{}", number_text(over), number_text(under)))
        }
        _ => None,
    }
}

fn number_text(number: &Number) -> String {
    let magnitude = match number.magnitude {
        4 => "万",
        8 => "亿",
        _ => "",
    };
    let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
    format!("{}{magnitude}{unit}", number.digits)
}
