//! Facts (观测): what an inspector records, and the kinds of values they take.

use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::part::PartId;
use crate::model::value::Value;
use crate::source::Span;
use crate::unit::Unit;

/// A fact of one standard, by position in file order; after the declared ones come the lists inside other lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub u32);

/// A declared fact, or a field of a record.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fact {
    /// Its name, unique in the standard (a field's: in its record).
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// 可不适用: it may be not applicable.
    pub may_be_inapplicable: bool,
    /// 外部: it comes from elsewhere; missing, it leaves the result undetermined instead of a range.
    pub external: bool,
    /// 未查 视为 v: what it counts as where it was not observed.
    pub taken_as: Option<Value>,
    /// What to tell the inspector.
    pub hint: Option<String>,
    /// The part that declares it.
    pub part: PartId,
    /// Its declaration.
    pub span: Span,
}

/// The kind of a fact.
#[derive(Clone, Debug)]
pub enum Kind {
    /// 是否.
    YesNo,
    /// 计数, 数值, 百分比, 比率.
    Number(NumberKind),
    /// 等级: ordered, best first; values are positions.
    Level(Vec<String>),
    /// 选项: unordered; values are positions.
    Choice(Vec<String>),
    /// 清单: for each item, there or missing.
    Items(Vec<String>),
    /// 日期.
    Date,
    /// 时刻.
    Time,
    /// 文字.
    Text,
    /// 评.
    Judged(Judged),
    /// 名录.
    Records(Records),
}

/// The most steps of one in which decimals are counted.
const FINEST: i64 = 1_000_000_000;

impl Kind {
    /// Whether its values put rows in order: numbers, days, times of day, levels (the best comes last).
    pub fn is_ordered(&self) -> bool {
        match self {
            Self::Number(_) | Self::Judged(_) | Self::Level(_) | Self::Date | Self::Time => true,
            Self::YesNo | Self::Choice(_) | Self::Items(_) | Self::Text | Self::Records(_) => false,
        }
    }

    /// In how many steps of one the values of this kind are counted where integers serve: 1 for what is whole by
    /// nature, as many as the precision asks for where one is declared, a billion for other decimals. `None` for
    /// kinds that are no single number, truth, day or time.
    pub fn scale(&self) -> Option<i64> {
        match self {
            Self::YesNo | Self::Level(_) | Self::Choice(_) | Self::Date | Self::Time => Some(1),
            Self::Number(number) if number.class == NumberClass::Count => Some(1),
            Self::Number(NumberKind { precision: Some(precision), .. }) => precision
                .to_fraction()
                .map(|(_, under)| under)
                .filter(|under| *under <= FINEST)
                .or(Some(FINEST)),
            Self::Number(_) | Self::Judged(_) => Some(FINEST),
            Self::Items(_) | Self::Text | Self::Records(_) => None,
        }
    }
}

/// A kind of number. All values are in base units of `unit`.
#[derive(Clone, Debug)]
pub struct NumberKind {
    /// 计数, 数值 or 比率.
    pub class: NumberClass,
    /// The unit in which it is recorded.
    pub unit: Unit,
    /// 精确到: every value is a multiple of it. 1 for counts; `None`: any decimal.
    pub precision: Option<Exact>,
    /// The smallest value; 0 for counts and shares unless declared.
    pub low: Option<Exact>,
    /// The largest value.
    pub high: Option<Exact>,
}

/// What sort of number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberClass {
    /// 计数: whole, not negative.
    Count,
    /// 数值.
    Quantity,
    /// 百分比, 比率.
    Ratio,
}

/// A judged fact (评): the inspector's number.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Its bands, in the order written; one band without a name for the plain form, and for 折 n分制 without bands.
    /// Both ends are in.
    pub bands: Vec<JudgedBand>,
    /// 折 n分制: the number is given out of n and scaled to the points of the clause where it is used.
    pub out_of: Option<Exact>,
    /// 精确到; whole numbers unless declared.
    pub precision: Exact,
}

/// A band of a judged fact.
#[derive(Clone, Debug)]
pub struct JudgedBand {
    /// Its name.
    pub name: Option<String>,
    /// The lowest number in it.
    pub low: Exact,
    /// The highest number in it.
    pub high: Exact,
}

impl Judged {
    /// The lowest and the highest number of all bands.
    pub fn ends(&self) -> (Exact, Exact) {
        let low = self.bands.iter().map(|band| band.low).min().unwrap_or(Exact::ZERO);
        let high = self.bands.iter().map(|band| band.high).max().unwrap_or(Exact::ZERO);
        (low, high)
    }
}

/// A list of records (名录).
#[derive(Clone, Debug)]
pub struct Records {
    /// 应有 n: rows that are missing are rows not observed.
    pub expected: Option<u32>,
    /// The field by which rows are ordered and known.
    pub key: Option<FieldId>,
    /// The fields.
    pub fields: Vec<Fact>,
    /// Derived values of a row, in order; each may use those before it.
    pub lets: Vec<RowLet>,
}

/// A field of a record, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// A list that is a field of the rows of another list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// The list of whose rows it is a field.
    pub list: FactId,
    /// Which field.
    pub field: FieldId,
}

impl Inside {
    /// The fact of an id: those that are declared by themselves come first, then the lists inside others.
    pub(crate) fn fact<'a>(facts: &'a [Fact], inner: &[Self], id: FactId) -> Option<&'a Fact> {
        let at = id.0 as usize;
        if let Some(fact) = facts.get(at) {
            return Some(fact);
        }
        let inside = inner.get(at.checked_sub(facts.len())?)?;
        match &Self::fact(facts, inner, inside.list)?.kind {
            Kind::Records(records) => records.fields.get(inside.field.0 as usize),
            _ => None,
        }
    }
}

/// A derived value of a row.
#[derive(Clone, Debug)]
pub struct RowLet {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: Expr,
}
