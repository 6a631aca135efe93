//! Expressions as the clause file says them: `日保洁时长 < 16小时/天`. Reports and `show` use it.

mod above;
mod batch;
mod calendar;
mod patterns;
mod units;

use crate::model::Standard;
use crate::model::act::ItemsOf;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::Fold;
use crate::model::expression::FoldKind;
use crate::model::expression::OutcomeNumber;
use crate::model::expression::PartFold;
use crate::model::expression::PartSet;
use crate::model::expression::RowSet;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::fact::RowLet;
use crate::model::part::PartId;
use crate::rounding::Rounding;
use crate::syntax::tree::Comparison;
use crate::unit::Unit;

/// What names mean where an expression stands.
#[derive(Clone, Copy, Debug)]
pub struct Naming<'a> {
    standard: &'a Standard,
    list: Option<FactId>,
    lets: &'a [RowLet],
}

/// How tightly an expression holds together; a looser one inside a tighter one stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Choice,
    Any,
    All,
    Not,
    Compare,
    Sum,
    Product,
    Atom,
}

impl<'a> Naming<'a> {
    /// The names of a standard, outside any list.
    pub fn new(standard: &'a Standard) -> Self {
        Self { standard, list: None, lets: &[] }
    }

    /// The same inside the rows of a list, with the derived values of the rows beyond those of the record.
    #[must_use]
    pub fn in_rows(self, list: FactId, lets: &'a [RowLet]) -> Self {
        Self { list: Some(list), lets, ..self }
    }

    /// The same in the row around the row at hand, without the derived values of a 逐 there.
    pub(super) fn outside(self) -> Self {
        Self { list: self.list.and_then(|list| self.standard.outer(list)), lets: &[], ..self }
    }

    /// An expression in words.
    pub fn expr(self, expr: &Expr) -> String {
        match expr {
            Expr::Number(value, unit) => unit.show(*value),
            Expr::Truth(true) => "是".to_owned(),
            Expr::Truth(false) => "否".to_owned(),
            Expr::Option(_, name) => name.clone(),
            Expr::Date(date) => date.to_string(),
            Expr::Time(time) => time.to_string(),
            Expr::Text(text) => format!("\"{text}\""),
            Expr::AssessmentDate => "评定日".to_owned(),
            Expr::Fact(_)
            | Expr::Field(_)
            | Expr::RowLet(_)
            | Expr::Let(_)
            | Expr::Parameter(_)
            | Expr::Account(_) => self.name(expr).unwrap_or("?").to_owned(),
            Expr::Outer(_, name) => name.clone(),
            Expr::Not(inner) if let Expr::Item(list, _, item) = &**inner => {
                format!("{} 缺 {item}", self.fact(*list))
            }
            Expr::Not(inner) => format!("非 {}", self.inside(inner, Tightness::Not)),
            Expr::All(parts) => self.joined(parts, " 且 ", Tightness::Not),
            Expr::Any(parts) => self.joined(parts, " 或 ", Tightness::All),
            Expr::Sum(terms) => self.terms(terms, " + ", " - ", "-", Tightness::Product),
            Expr::Product(factors) => self.terms(factors, " × ", " ÷ ", "1 ÷ ", Tightness::Atom),
            Expr::Compare(how, a, b) => {
                format!("{} {} {}", self.side(a), comparison(*how), self.side(b))
            }
            Expr::OneOf(value, choices) => {
                format!("{} 在 {{ {} }}", self.side(value), self.listed(choices))
            }
            Expr::Within(value, low, high) => {
                format!("{} 在 {} 至 {}", self.side(value), self.side(low), self.side(high))
            }
            Expr::Calendar(calendar) => self.calendar(calendar),
            Expr::Item(list, _, item) => format!("{} 有 {item}", self.fact(*list)),
            Expr::Listed(value, list, _) => format!("{} 在 {}", self.side(value), self.fact(*list)),
            Expr::ItemCount(list, false) => format!("计数({})", self.fact(*list)),
            Expr::ItemCount(list, true) => format!("缺项数({})", self.fact(*list)),
            Expr::Applies(inner) => format!("{} 适用", self.side(inner)),
            Expr::Fold(fold) => self.fold(fold),
            Expr::Batch(value) => self.batch(value),
            Expr::PartFold(fold) => self.part_fold(fold),
            Expr::Extremum(true, choices) => format!("最大({})", self.listed(choices)),
            Expr::Extremum(false, choices) => format!("最小({})", self.listed(choices)),
            Expr::Absolute(inner) => format!("绝对值({})", self.expr(inner)),
            Expr::Round(inner, how, step) => {
                let step = self.unit_of(inner).unwrap_or_else(Unit::none).show(*step);
                format!("取整({}, {} 到 {step})", self.expr(inner), rounding(*how))
            }
            Expr::If(branches, last) => self.chain(branches, last),
            Expr::Bands(bands) => self.bands(bands),
            Expr::OrElse(inner, other) => {
                let other = other.as_ref().map_or_else(|| "不适用".to_owned(), |other| self.side(other));
                format!("{} 无则 {other}", self.side(inner))
            }
            Expr::Outcome(OutcomeNumber::Total) => "总分".to_owned(),
            Expr::Outcome(OutcomeNumber::Score) => "得分".to_owned(),
            Expr::Outcome(OutcomeNumber::ScoreRate) => "得分率".to_owned(),
            Expr::Vetoed => "有否决".to_owned(),
            Expr::Met => "合格".to_owned(),
            Expr::Grade(at) => {
                let verdict = self.standard.verdicts.get(usize::from(*at));
                verdict.and_then(|verdict| verdict.name.clone()).unwrap_or_else(|| "结论".to_owned())
            }
            Expr::Graded(part, rules) => self.standard.grade_name(*part, rules.len()).to_owned(),
            Expr::OfPart(part, result) => format!("{} {}", self.part(*part), self.expr(result)),
        }
    }

    /// A part as its heading names it: `条 3.1`.
    pub fn part(self, id: PartId) -> String {
        let part = self.standard.part(id);
        part.map(|part| format!("{} {}", crate::model::show::rank(part.rank), part.id)).unwrap_or_default()
    }

    /// The name of a field of a list.
    pub fn field(self, list: FactId, field: FieldId) -> &'a str {
        match self.standard.fact(list).map(|fact| &fact.kind) {
            Some(Kind::Records(records)) => {
                records.fields.get(field.0 as usize).map(|field| field.name.as_str()).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The name of a fact.
    pub fn fact(self, id: FactId) -> &'a str {
        self.standard.fact(id).map(|fact| fact.name.as_str()).unwrap_or_default()
    }

    /// The names of the items of a 缺 or 有, in their order.
    pub fn item_names(self, of: &ItemsOf) -> Vec<&'a str> {
        match of {
            ItemsOf::Facts(facts) => facts.iter().map(|id| self.fact(*id)).collect(),
            ItemsOf::List(id) => match self.standard.fact(*id).map(|fact| &fact.kind) {
                Some(Kind::Items(items)) => items.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            },
        }
    }

    fn name(self, expr: &Expr) -> Option<&'a str> {
        let records = || match &self.standard.fact(self.list?)?.kind {
            Kind::Records(records) => Some(records),
            _ => None,
        };
        Some(match expr {
            Expr::Fact(id) => &self.standard.fact(*id)?.name,
            Expr::Field(id) => &records()?.fields.get(id.0 as usize)?.name,
            Expr::RowLet(at) => &records()?.lets.iter().chain(self.lets).nth(*at as usize)?.name,
            Expr::Let(id) => &self.standard.lets.get(id.0 as usize)?.name,
            Expr::Parameter(id) => &self.standard.parameters.get(id.0 as usize)?.name,
            Expr::Account(id) => &self.standard.account(*id)?.name,
            _ => return None,
        })
    }

    fn inside(self, expr: &Expr, least: Tightness) -> String {
        let words = self.expr(expr);
        if tightness(expr) < least { format!("({words})") } else { words }
    }

    fn side(self, expr: &Expr) -> String {
        self.inside(expr, Tightness::Sum)
    }

    fn factor(self, expr: &Expr) -> String {
        self.inside(expr, Tightness::Product)
    }

    fn joined(self, parts: &[Expr], word: &str, least: Tightness) -> String {
        parts.iter().map(|part| self.inside(part, least)).collect::<Vec<_>>().join(word)
    }

    fn listed(self, parts: &[Expr]) -> String {
        self.joined(parts, ", ", Tightness::Choice)
    }

    fn terms(self, terms: &[(bool, Expr)], plus: &str, minus: &str, first: &str, least: Tightness) -> String {
        let mut words = String::new();
        for (at, (turned, term)) in terms.iter().enumerate() {
            words.push_str(match (at, turned) {
                (0, false) => "",
                (0, true) => first,
                (_, false) => plus,
                (_, true) => minus,
            });
            words.push_str(&self.inside(term, least));
        }
        words
    }

    fn fold(self, fold: &Fold) -> String {
        let rows = self.in_rows(fold.list, &[]);
        let list = match (fold.rows, fold.by) {
            (RowSet::Group, _) => "本组".to_owned(),
            (RowSet::All, Some(key)) => format!("{} 按 {}", self.fact(fold.list), self.field(fold.list, key)),
            (RowSet::All, None) => self.fact(fold.list).to_owned(),
        };
        let further = fold.value.iter().chain(&fold.filter).map(|part| rows.expr(part));
        let length = match fold.kind {
            FoldKind::Runs(length) => Some(length.to_string()),
            _ => None,
        };
        let arguments: Vec<String> = std::iter::once(list).chain(further).chain(length).collect();
        format!("{}({})", fold_word(fold.kind), arguments.join(", "))
    }

    fn part_fold(self, fold: &PartFold) -> String {
        let over = match fold.over {
            PartSet::Chapters => "章",
            PartSet::Clauses => "条",
            PartSet::Starred => "★",
        };
        let further = fold.value.iter().chain(&fold.filter).map(|part| self.expr(part));
        let arguments: Vec<String> = std::iter::once(over.to_owned()).chain(further).collect();
        format!("{}({})", fold_word(fold.kind), arguments.join(", "))
    }

    fn chain(self, branches: &[(Expr, Expr)], last: &Expr) -> String {
        let branches =
            branches.iter().map(|(when, then)| format!("若 {} 则 {}", self.expr(when), self.expr(then)));
        let branches = branches.collect::<Vec<_>>().join(" 否则 ");
        format!("{branches} 否则 {}", self.expr(last))
    }

    fn bands(self, bands: &Bands<Expr>) -> String {
        let rows = bands
            .rows
            .iter()
            .map(|row| format!("{} 则 {}", self.patterns(&bands.keys, &row.patterns), self.expr(&row.then)));
        format!("按 {} 分档 {{ {} }}", self.listed(&bands.keys), rows.collect::<Vec<_>>().join(" ; "))
    }
}

fn tightness(expr: &Expr) -> Tightness {
    match expr {
        Expr::If(..) | Expr::OrElse(..) => Tightness::Choice,
        Expr::Any(_) => Tightness::Any,
        Expr::All(_) => Tightness::All,
        Expr::Not(_) => Tightness::Not,
        Expr::Calendar(calendar) if calendar.is_condition() => Tightness::Compare,
        Expr::Calendar(calendar) if calendar.is_day() => Tightness::Sum,
        Expr::Compare(..)
        | Expr::OneOf(..)
        | Expr::Within(..)
        | Expr::Listed(..)
        | Expr::Item(..)
        | Expr::Applies(_) => Tightness::Compare,
        Expr::Sum(_) => Tightness::Sum,
        Expr::Product(_) => Tightness::Product,
        _ => Tightness::Atom,
    }
}

/// The sign or word of a comparison.
pub fn comparison(how: Comparison) -> &'static str {
    match how {
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Greater => ">",
        Comparison::AtLeast => ">=",
        Comparison::Is => "为",
        Comparison::IsNot => "不为",
    }
}

/// The word of a rounding.
pub fn rounding(how: Rounding) -> &'static str {
    match how {
        Rounding::Up => "进一",
        Rounding::Down => "舍去",
        Rounding::HalfUp => "四舍五入",
        Rounding::HalfEven => "四舍六入五成双",
    }
}

fn fold_word(kind: FoldKind) -> &'static str {
    match kind {
        FoldKind::Count => "计数",
        FoldKind::Sum => "合计",
        FoldKind::Mean => "平均",
        FoldKind::Max => "最大",
        FoldKind::Min => "最小",
        FoldKind::Share => "占比",
        FoldKind::AnyOf => "任一",
        FoldKind::AllOf => "全部",
        FoldKind::Only => "唯一",
        FoldKind::TrimmedMean => "去极值平均",
        FoldKind::LongestGap => "最大间隔",
        FoldKind::First => "首个",
        FoldKind::Last => "末个",
        FoldKind::Runs(_) => "连续",
        FoldKind::LongestRun => "最长连续",
        FoldKind::Trend(Comparison::Less) => "递减",
        FoldKind::Trend(Comparison::AtMost) => "不增",
        FoldKind::Trend(Comparison::AtLeast) => "不减",
        FoldKind::Trend(_) => "递增",
    }
}
