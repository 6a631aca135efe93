//! Expressions: as few parentheses as the ranks of the operators allow.

use crate::source::Span;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::print::keyword_of;
use crate::syntax::print::layout::Doc;
use crate::syntax::print::layout::Group;
use crate::syntax::print::layout::WIDEST_COLUMN;
use crate::syntax::print::layout::width;
use crate::syntax::print::word::id;
use crate::syntax::print::word::name;
use crate::syntax::print::word::quoted;
use crate::syntax::tree::BandRow;
use crate::syntax::tree::Expr;
use crate::syntax::tree::ExprKind;
use crate::syntax::tree::NoValue;
use crate::syntax::tree::Pattern;
use crate::syntax::tree::PatternKind;
use crate::syntax::tree::Ranking;
use crate::syntax::tree::TieKey;
use crate::syntax::tree::Ties;

/// How tightly an expression holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    If,
    Any,
    All,
    Not,
    Compare,
    OrElse,
    Sum,
    Product,
    Negative,
    Primary,
}

impl Spelling {
    /// Any expression.
    pub(super) fn expression(self, expr: &Expr) -> String {
        self.within(expr, Rank::If)
    }

    /// One amount, or a range.
    pub(super) fn ends(self, low: &Expr, high: Option<&Expr>) -> String {
        match high {
            Some(high) => format!("{} {} {}", self.sum(low), self.keyword(Keyword::To), self.sum(high)),
            None => self.sum(low),
        }
    }

    /// An expression where only arithmetic may stand bare.
    pub(super) fn sum(self, expr: &Expr) -> String {
        self.within(expr, Rank::Sum)
    }

    /// One side of a comparison.
    pub(super) fn side(self, expr: &Expr) -> String {
        self.within(expr, Rank::OrElse)
    }

    /// An expression that may be a band table over several lines.
    pub(super) fn value(self, expr: &Expr) -> Doc {
        match &expr.kind {
            ExprKind::Bands(keys, rows) => Doc::Many(vec![
                Doc::text(self.keys(keys)),
                Doc::Group(Group {
                    tall: rows.len() > 2,
                    separator: " ; ",
                    rows: self.value_rows(rows),
                    end: expr.span.end,
                }),
            ]),
            _ => Doc::text(self.expression(expr)),
        }
    }

    /// `按 x, y 分档`.
    pub(super) fn keys(self, keys: &[Expr]) -> String {
        let keys: Vec<String> = keys.iter().map(|key| self.sum(key)).collect();
        format!("{} {} {}", self.keyword(Keyword::By), keys.join(", "), self.keyword(Keyword::Bands))
    }

    /// The patterns of a row; 否则 where there are none.
    pub(super) fn patterns(self, keys: &[Vec<Pattern>]) -> String {
        if keys.is_empty() {
            return self.keyword(Keyword::Else).to_owned();
        }
        let key = |patterns: &Vec<Pattern>| {
            patterns.iter().map(|pattern| self.pattern(pattern)).collect::<Vec<_>>().join(", ")
        };
        keys.iter().map(key).collect::<Vec<_>>().join(" | ")
    }

    fn pattern(self, pattern: &Pattern) -> String {
        match &pattern.kind {
            PatternKind::Compared(comparison, bound) => {
                format!("{} {}", self.comparison(*comparison), self.sum(bound))
            }
            PatternKind::FromBelow(low, high) => {
                let below = match self {
                    Self::Zh => "不足",
                    Self::En => self.keyword(Keyword::Less),
                };
                format!("{} {} {below} {}", self.sum(low), self.keyword(Keyword::From), self.sum(high))
            }
            PatternKind::Within(low, high) => {
                format!("{} {} {}", self.sum(low), self.keyword(Keyword::To), self.sum(high))
            }
            PatternKind::Value(value) => self.sum(value),
            PatternKind::Any => "*".to_owned(),
        }
    }

    fn value_row(self, row: &BandRow<Expr>) -> String {
        let patterns = self.patterns(&row.patterns);
        format!("{patterns} {} {}", self.keyword(Keyword::Then), self.expression(&row.then))
    }

    /// The rows of a table of values, what they give in a column.
    fn value_rows(self, rows: &[BandRow<Expr>]) -> Vec<(Span, Doc)> {
        let patterns: Vec<String> = rows.iter().map(|row| self.patterns(&row.patterns)).collect();
        let columns = patterns.iter().map(|text| width(text)).max().unwrap_or_default().min(WIDEST_COLUMN);
        let row = |(row, patterns): (&BandRow<Expr>, String)| {
            let then = format!("{} {}", self.keyword(Keyword::Then), self.expression(&row.then));
            (row.span, Doc::Many(vec![Doc::Padded(patterns, columns), Doc::Text(then)]))
        };
        rows.iter().zip(patterns).map(row).collect()
    }

    fn within(self, expr: &Expr, least: Rank) -> String {
        let text = self.bare(expr);
        if rank(&expr.kind) < least { format!("({text})") } else { text }
    }

    fn bare(self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Number(number) => self.number(number),
            ExprKind::Date(date) => date.to_string(),
            ExprKind::Time(time) => time.to_string(),
            ExprKind::Truth(true) => self.keyword(Keyword::Yes).to_owned(),
            ExprKind::Truth(false) => self.keyword(Keyword::No).to_owned(),
            ExprKind::Text(text) => quoted(text),
            ExprKind::Name(text) => name(text),
            ExprKind::PartResult(rank, part, special) => {
                let rank = self.keyword(keyword_of(*rank));
                format!("{rank} {} {}", id(&part.text), self.special(*special))
            }
            ExprKind::Special(special) => self.special(*special).to_owned(),
            ExprKind::Not(operand) => {
                format!("{} {}", self.keyword(Keyword::Not), self.within(operand, Rank::Not))
            }
            ExprKind::Negative(operand) => format!("-{}", self.within(operand, Rank::Negative)),
            ExprKind::All(all) => self.joined(all, Keyword::And, Rank::Not),
            ExprKind::Any(any) => self.joined(any, Keyword::Or, Rank::All),
            ExprKind::Sum(terms) => self.signed(terms, ["+", "-"], Rank::Product),
            ExprKind::Product(factors) => self.signed(factors, ["×", "÷"], Rank::Negative),
            ExprKind::Compare(comparison, left, right) => {
                format!("{} {} {}", self.side(left), self.comparison(*comparison), self.side(right))
            }
            _ => self.phrase(expr),
        }
    }

    fn phrase(self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::OneOf(value, list) => {
                let list: Vec<String> = list.iter().map(|item| self.sum(item)).collect();
                format!("{} {} {{ {} }}", self.side(value), self.keyword(Keyword::In), list.join(", "))
            }
            ExprKind::Within(value, low, high) => {
                let (inside, to) = (self.keyword(Keyword::In), self.keyword(Keyword::To));
                format!("{} {inside} {} {to} {}", self.side(value), self.sum(low), self.sum(high))
            }
            ExprKind::During(value, window) => {
                format!("{} {} {}", self.side(value), self.keyword(Keyword::In), self.window(window))
            }
            ExprKind::Listed(value, list) => {
                format!("{} {} {}", self.side(value), self.keyword(Keyword::In), name(&list.text))
            }
            ExprKind::Item(list, item, missing) => {
                let word = self.keyword(if *missing { Keyword::Lacks } else { Keyword::Has });
                format!("{} {word} {}", self.side(list), name(&item.text))
            }
            ExprKind::Applies(value) => {
                format!("{} {}", self.within(value, Rank::Primary), self.keyword(Keyword::Applies))
            }
            ExprKind::Grouped(list, key) => {
                format!("{} {} {}", name(&list.text), self.keyword(Keyword::By), name(&key.text))
            }
            ExprKind::Call(function, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|item| self.argument(item)).collect();
                format!("{}({})", self.function(*function), arguments.join(", "))
            }
            ExprKind::Rank(ranking) => self.ranking(ranking),
            ExprKind::Batch(same) => {
                let same = same.iter().map(|same| self.same(same));
                std::iter::once(self.keyword(Keyword::Batch).to_owned())
                    .chain(same)
                    .collect::<Vec<_>>()
                    .join(" ")
            }
            ExprKind::Round(value, rounding, step) => {
                let step = step
                    .as_ref()
                    .map(|step| format!(" {} {}", self.keyword(Keyword::Step), self.sum(step)))
                    .unwrap_or_default();
                let round = self.keyword(Keyword::Round);
                format!("{round}({}, {}{step})", self.expression(value), self.rounding(*rounding))
            }
            ExprKind::If(cases, otherwise) => self.cases(cases, otherwise),
            ExprKind::Bands(keys, rows) => {
                let rows: Vec<String> = rows.iter().map(|row| self.value_row(row)).collect();
                format!("{} {{ {} }}", self.keys(keys), rows.join(" ; "))
            }
            ExprKind::OrElse(value, no_value) => {
                let instead = match no_value {
                    NoValue::NotApplicable(_) => self.keyword(Keyword::NotApplicable).to_owned(),
                    NoValue::Value(value) => match &value.kind {
                        ExprKind::Negative(inner) => format!("-{}", self.within(inner, Rank::Primary)),
                        _ => self.within(value, Rank::Primary),
                    },
                };
                format!("{} {} {instead}", self.side(value), self.keyword(Keyword::OrElse))
            }
            _ => String::new(),
        }
    }

    fn ranking(self, ranking: &Ranking) -> String {
        let ties = ranking.ties.map(|ties| {
            let how = match ties {
                Ties::Shared => Keyword::Shared,
                Ties::Dense => Keyword::Dense,
                Ties::Open => Keyword::TiesOpen,
            };
            format!("{} {}", self.keyword(Keyword::Ties), self.keyword(how))
        });
        let ascending = ranking.ascending.then(|| self.keyword(Keyword::Ascending).to_owned());
        let same = ranking.same.iter().map(|same| self.same(same));
        let then = ranking.then.iter().map(|key| self.tie_key(key));
        let arguments = std::iter::once(self.expression(&ranking.of))
            .chain(same)
            .chain(then)
            .chain(ties)
            .chain(ascending);
        format!("{}({})", self.keyword(Keyword::RankOf), arguments.collect::<Vec<_>>().join(", "))
    }

    fn tie_key(self, key: &TieKey) -> String {
        let order = key.ascending.map(|low| if low { Keyword::Ascending } else { Keyword::Descending });
        let order = order.map(|order| format!(" {}", self.keyword(order))).unwrap_or_default();
        let (ties, then_by) = (self.keyword(Keyword::Ties), self.keyword(Keyword::ThenBy));
        format!("{ties} {then_by} {}{order}", self.sum(&key.of))
    }

    fn same(self, same: &Expr) -> String {
        format!("{} {}", self.keyword(Keyword::Same), self.sum(same))
    }

    /// An argument of a fold, where 本组 is no name.
    fn argument(self, argument: &Expr) -> String {
        match &argument.kind {
            ExprKind::Name(text) if [Keyword::Group.zh(), Keyword::Group.en()].contains(&text.as_str()) => {
                format!("「{text}」")
            }
            _ => self.expression(argument),
        }
    }

    fn joined(self, list: &[Expr], word: Keyword, least: Rank) -> String {
        let list: Vec<String> = list.iter().map(|item| self.within(item, least)).collect();
        list.join(&format!(" {} ", self.keyword(word)))
    }

    fn signed(self, list: &[(bool, Expr)], signs: [&str; 2], least: Rank) -> String {
        let [plain, inverse] = signs;
        let mut text = String::new();
        for (index, (inverted, item)) in list.iter().enumerate() {
            if index > 0 {
                text.push_str(&format!(" {} ", if *inverted { inverse } else { plain }));
            }
            text.push_str(&self.within(item, least));
        }
        text
    }

    fn cases(self, cases: &[(Expr, Expr)], otherwise: &Expr) -> String {
        let [when, then, other] = [Keyword::If, Keyword::Then, Keyword::Else].map(|word| self.keyword(word));
        let case = |(condition, value): &(Expr, Expr)| {
            let (condition, value) = (self.within(condition, Rank::Any), self.expression(value));
            format!("{when} {condition} {then} {value} {other} ")
        };
        cases.iter().map(case).collect::<String>() + &self.within(otherwise, Rank::Any)
    }
}

fn rank(kind: &ExprKind) -> Rank {
    match kind {
        ExprKind::If(..) => Rank::If,
        ExprKind::Any(_) => Rank::Any,
        ExprKind::All(_) => Rank::All,
        ExprKind::Not(_) => Rank::Not,
        ExprKind::Compare(..)
        | ExprKind::OneOf(..)
        | ExprKind::Within(..)
        | ExprKind::During(..)
        | ExprKind::Listed(..)
        | ExprKind::Item(..)
        | ExprKind::Applies(_) => Rank::Compare,
        ExprKind::OrElse(..) => Rank::OrElse,
        ExprKind::Sum(_) => Rank::Sum,
        ExprKind::Product(_) => Rank::Product,
        ExprKind::Negative(_) => Rank::Negative,
        _ => Rank::Primary,
    }
}
