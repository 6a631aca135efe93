//! Examples.

use crate::source::Span;
use crate::syntax::from_text::heading::keyword_of;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Layout;
use crate::syntax::print::layout::width;
use crate::syntax::print::word::id;
use crate::syntax::print::word::word;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Example;
use crate::syntax::tree::Expectation;
use crate::syntax::tree::Expected;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::Given;
use crate::syntax::tree::GivenValue;
use crate::syntax::tree::Subject;
use crate::syntax::tree::UnitSays;

const FINDINGS: [Keyword; 8] = [
    Keyword::Met,
    Keyword::Reduced,
    Keyword::FoundZero,
    Keyword::NotApplicable,
    Keyword::NotObserved,
    Keyword::Undetermined,
    Keyword::FoundVetoed,
    Keyword::Failed,
];

/// A line of 设 or 期望 is not made longer than this.
const WIDEST: usize = 80;

impl Spelling {
    /// The 设 and 期望 lines of an example, then those of its units.
    pub(super) fn example(self, example: &Example, layout: &mut Layout<'_>, indent: usize) {
        self.given_lines("", &example.given, layout, indent);
        self.expect_lines("", &example.expected, layout, indent);
        for line in &example.units {
            let unit = format!("{} {} ", self.keyword(Keyword::Unit), word(&line.unit.text));
            match &line.says {
                UnitSays::Given(given) => self.given_lines(&unit, given, layout, indent),
                UnitSays::Expected(expected) => self.expect_lines(&unit, expected, layout, indent),
            }
        }
        example.table.iter().for_each(|table| self.table(table, layout, indent));
    }

    fn given_lines(self, unit: &str, given: &[Given], layout: &mut Layout<'_>, indent: usize) {
        let items = given.iter().map(|given| (given.fact.span.to(end(&given.value)), self.given_doc(given)));
        lines(&format!("{unit}{}", self.keyword(Keyword::Given)), items, layout, indent);
    }

    fn expect_lines(self, unit: &str, expected: &[Expectation], layout: &mut Layout<'_>, indent: usize) {
        let items = expected.iter().map(|item| (item.span, Doc::Text(self.expectation(item))));
        lines(&format!("{unit}{}", self.keyword(Keyword::Expect)), items, layout, indent);
    }

    fn given(self, given: &Given) -> String {
        if let GivenValue::AssessmentDate(day) = &given.value {
            return format!("{} = {}", self.keyword(Keyword::AssessmentDate), self.sum(day));
        }
        format!("{} = {}", word(&given.fact.text), self.given_value(&given.value))
    }

    /// An entry of 设: a list of rows may take a line for each.
    fn given_doc(self, given: &Given) -> Doc {
        let GivenValue::Rows(rows, list) = &given.value else { return Doc::Text(self.given(given)) };
        let row = |row: &Vec<Given>| {
            let cells: Vec<String> = row.iter().map(|cell| self.given(cell)).collect();
            let text =
                if cells.is_empty() { "{ }".to_owned() } else { format!("{{ {} }}", cells.join(" ; ")) };
            let ends = row.first().zip(row.last());
            let span = ends.map_or(*list, |(first, last)| first.fact.span.to(end(&last.value)));
            (span, Doc::Text(text))
        };
        if rows.is_empty() {
            return Doc::Text(self.given(given));
        }
        let name = Doc::Text(format!("{} =", word(&given.fact.text)));
        Doc::Many(vec![name, Doc::List(rows.iter().map(row).collect())])
    }

    pub(super) fn given_value(self, value: &GivenValue) -> String {
        match value {
            GivenValue::Value(Expr { kind: ExprKind::Name(text), .. }) => word(text),
            GivenValue::Value(value) | GivenValue::AssessmentDate(value) => self.sum(value),
            GivenValue::Judged(band, number, _) => format!("{} {}", word(&band.text), self.sum(number)),
            GivenValue::Disputed(values, _) => {
                let or = format!(" {} ", self.keyword(Keyword::Disputed));
                values.iter().map(|value| self.given_value(value)).collect::<Vec<_>>().join(&or)
            }
            GivenValue::NotApplicable(_) => self.keyword(Keyword::NotApplicable).to_owned(),
            GivenValue::Items(items, _) if items.is_empty() => "{ }".to_owned(),
            GivenValue::Items(items, _) => {
                let items: Vec<String> = items.iter().map(|item| word(&item.text)).collect();
                format!("{{ {} }}", items.join(", "))
            }
            GivenValue::Rows(rows, _) => {
                let row = |row: &Vec<Given>| {
                    let cells: Vec<String> = row.iter().map(|cell| self.given(cell)).collect();
                    format!("{{ {} }} ", cells.join(" ; "))
                };
                format!("[ {}]", rows.iter().map(row).collect::<String>())
            }
        }
    }

    fn expectation(self, expectation: &Expectation) -> String {
        let bare = !matches!(expectation.subject, Subject::Part(..));
        format!("{} {}", self.subject(&expectation.subject), self.expected(&expectation.expected, bare))
    }

    /// What an expectation looks at.
    pub(super) fn subject(self, subject: &Subject) -> String {
        match subject {
            Subject::Total => self.keyword(Keyword::Total).to_owned(),
            Subject::Verdict => self.keyword(Keyword::Outcome).to_owned(),
            Subject::Named(named) => word(&named.text),
            Subject::Part(rank, part) => format!("{} {}", self.keyword(keyword_of(*rank)), id(&part.text)),
        }
    }

    /// What is expected of a subject; a score without 得 where it is `bare`.
    pub(super) fn expected(self, expected: &Expected, bare: bool) -> String {
        match expected {
            Expected::Loses(low, high) => {
                format!("{} {}", self.keyword(Keyword::Deduct), self.ends(low, high.as_ref()))
            }
            Expected::Scores(low, high) if bare || high.is_some() => self.ends(low, high.as_ref()),
            Expected::Scores(amount, _) => format!("{} {}", self.keyword(Keyword::Earn), self.sum(amount)),
            Expected::Books(account, low, high) => {
                let account = word(&account.text);
                format!("{} {account} {}", self.keyword(Keyword::Book), self.ends(low, high.as_ref()))
            }
            Expected::AtLeast(low) => {
                format!("{} {}", self.comparison(Comparison::AtLeast), self.sum(low))
            }
            Expected::Adds(low, high) => {
                format!("{} {}", self.keyword(Keyword::Add), self.ends(low, high.as_ref()))
            }
            Expected::Finding(word) => self.local(word, &FINDINGS),
            Expected::Grades(grades) => {
                let or = format!(" {} ", self.keyword(Keyword::Or));
                grades.iter().map(|grade| word(&grade.text)).collect::<Vec<_>>().join(&or)
            }
        }
    }
}

/// As few lines as width and comments allow, each with the words that open it; what does not fit on one stands alone.
fn lines(opening: &str, items: impl Iterator<Item = (Span, Doc)>, layout: &mut Layout<'_>, indent: usize) {
    let led = |doc: Doc| Doc::Many(vec![Doc::text(opening), doc]);
    let mut line: Option<(Span, Doc, usize)> = None;
    for (span, doc) in items {
        let columns = width(&doc.flat());
        line = Some(match line.take() {
            None => (span, led(doc), indent + width(opening) + 1 + columns),
            Some((before, so_far, taken)) => {
                let joined = taken + 3 + columns;
                if joined > WIDEST || layout.comment_within(before.start, span.end) {
                    layout.put(before, &so_far, indent, "");
                    (span, led(doc), indent + width(opening) + 1 + columns)
                } else {
                    (before.to(span), Doc::Many(vec![so_far, Doc::text(";"), doc]), joined)
                }
            }
        });
    }
    if let Some((span, doc, _)) = line {
        layout.put(span, &doc, indent, "");
    }
}

/// The place of a value.
pub(super) fn end(value: &GivenValue) -> Span {
    match value {
        GivenValue::Value(value) | GivenValue::AssessmentDate(value) => value.span,
        GivenValue::Judged(_, _, span)
        | GivenValue::Disputed(_, span)
        | GivenValue::NotApplicable(span)
        | GivenValue::Items(_, span)
        | GivenValue::Rows(_, span) => *span,
    }
}
