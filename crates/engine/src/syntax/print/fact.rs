//! Facts and their kinds.

use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Group;
use crate::syntax::print::layout::WIDEST_COLUMN;
use crate::syntax::print::layout::width;
use crate::syntax::print::word::quoted;
use crate::syntax::print::word::word;
use crate::syntax::tree::Expr;
use crate::syntax::tree::Fact;
use crate::syntax::tree::JudgedBand;
use crate::syntax::tree::Kind;
use crate::syntax::tree::Range;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;

impl Spelling {
    /// `a : 计数 处`, without 观测.
    pub(super) fn fact(self, fact: &Fact, columns: usize) -> Doc {
        let mut docs = vec![Doc::Padded(word(&fact.name.text), columns), Doc::text(":")];
        docs.extend(self.kind(&fact.kind, fact.span));
        if fact.may_be_inapplicable {
            docs.push(Doc::text(self.keyword(Keyword::MayBeInapplicable)));
        }
        if fact.external {
            docs.push(Doc::text(self.keyword(Keyword::External)));
        }
        docs.extend(fact.taken_as.as_ref().map(|value| {
            let (unseen, taken_as) = (self.keyword(Keyword::NotObserved), self.keyword(Keyword::TakenAs));
            Doc::Text(format!("{unseen} {taken_as} {}", self.given_value(value)))
        }));
        docs.extend(fact.hint.as_ref().map(|hint| Doc::Text(quoted(&hint.text))));
        Doc::Many(docs)
    }

    fn kind(self, kind: &Kind, span: Span) -> Vec<Doc> {
        let word = |keyword| Doc::text(self.keyword(keyword));
        let list = |keyword, names, separator| vec![word(keyword), self.names(names, separator, span.end)];
        match kind {
            Kind::YesNo => vec![word(Keyword::YesNo)],
            Kind::Date => vec![word(Keyword::Date)],
            Kind::Time => vec![word(Keyword::Time)],
            Kind::Text => vec![word(Keyword::Text)],
            Kind::Count { unit, range } => self.measured(Keyword::Count, unit.as_ref(), None, range.as_ref()),
            Kind::Quantity { unit, precision, range } => {
                self.measured(Keyword::Quantity, unit.as_ref(), precision.as_ref(), range.as_ref())
            }
            Kind::Ratio { scale, precision, range } => {
                let keyword = if scale.is_some() { Keyword::Ratio } else { Keyword::Percent };
                self.measured(keyword, scale.as_ref(), precision.as_ref(), range.as_ref())
            }
            Kind::Level(names) => list(Keyword::Level, names, " > "),
            Kind::Choice(names) => list(Keyword::Choice, names, ", "),
            Kind::Items(names) => list(Keyword::Items, names, ", "),
            Kind::Judged { out_of, bands, precision } => {
                self.judged(out_of.as_ref(), bands, precision.as_ref(), span)
            }
            Kind::Records { expected, key, fields } => {
                self.records(expected.as_ref(), key.as_ref(), fields, span)
            }
        }
    }

    fn measured(
        self,
        keyword: Keyword,
        unit: Option<&Spelled>,
        precision: Option<&Expr>,
        range: Option<&Range>,
    ) -> Vec<Doc> {
        let mut docs = vec![Doc::text(self.keyword(keyword))];
        docs.extend(unit.map(|unit| Doc::text(&unit.text)));
        docs.extend(precision.map(|precision| self.precision(precision)));
        docs.extend(range.map(|range| Doc::Text(self.range(range))));
        docs
    }

    fn precision(self, precision: &Expr) -> Doc {
        Doc::Text(format!("{} {}", self.keyword(Keyword::Precision), self.expression(precision)))
    }

    fn judged(
        self,
        out_of: Option<&Expr>,
        bands: &[JudgedBand],
        precision: Option<&Expr>,
        span: Span,
    ) -> Vec<Doc> {
        let mut docs = vec![Doc::text(self.keyword(Keyword::Judged))];
        docs.extend(out_of.map(|most| {
            let scale = if self == Self::Zh { "分制" } else { "" };
            Doc::Text(format!("{} {}{scale}", self.keyword(Keyword::OutOf), self.expression(most)))
        }));
        match bands {
            [JudgedBand { name: None, range }] => docs.push(Doc::Text(self.range(range))),
            [] => {}
            bands => {
                let rows = bands.iter().map(|band| self.judged_band(band)).collect();
                docs.push(Doc::Group(Group { tall: false, separator: " ; ", rows, end: span.end }));
            }
        }
        docs.extend(precision.map(|precision| self.precision(precision)));
        docs
    }

    fn judged_band(self, band: &JudgedBand) -> (Span, Doc) {
        let title = band.name.as_ref();
        let start = title.map_or(band.range.low.span, |title| title.span);
        let title = title.map(|title| word(&title.text)).unwrap_or_default();
        (start.to(band.range.high.span), Doc::Text(format!("{title} {}", self.range(&band.range))))
    }

    fn records(
        self,
        expected: Option<&Expr>,
        key: Option<&Spelled>,
        fields: &[Statement],
        span: Span,
    ) -> Vec<Doc> {
        let mut docs = vec![Doc::text(self.keyword(Keyword::Records))];
        docs.extend(expected.map(|count| {
            Doc::Text(format!("{} {}", self.keyword(Keyword::Expected), self.expression(count)))
        }));
        docs.extend(key.map(|key| Doc::Text(format!("{} {}", self.keyword(Keyword::By), word(&key.text)))));
        let columns = names_width(fields.iter());
        let field = |field: &Statement| match &field.kind {
            StatementKind::Fact(fact) => self.fact(fact, columns),
            other => self.statement(other, field.span),
        };
        let rows = fields.iter().map(|item| (item.span, field(item))).collect();
        docs.push(Doc::Group(Group { tall: false, separator: " ; ", rows, end: span.end }));
        docs
    }
}

/// The columns that the names of facts take, one above the other.
pub(super) fn names_width<'t>(statements: impl Iterator<Item = &'t Statement>) -> usize {
    let names = statements.filter_map(|statement| match &statement.kind {
        StatementKind::Fact(fact) => Some(width(&word(&fact.name.text))),
        _ => None,
    });
    names.max().unwrap_or_default().min(WIDEST_COLUMN)
}
