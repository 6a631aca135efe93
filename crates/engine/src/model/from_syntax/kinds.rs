//! The kinds that expressions have while they are checked, and when two of them agree.

use crate::calendar::Period;
use crate::exact::Exact;
use crate::model::fact::Fact;
use crate::model::fact::Kind;
use crate::model::fact::NumberClass;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// The kind of an expression.
#[derive(Clone, Debug)]
pub(super) enum Type {
    /// A problem was reported already: agrees with everything.
    Unknown,
    /// 是/否.
    Truth,
    /// A number.
    Number(Unit, Loose),
    /// A level or a choice.
    Options(Options),
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A text.
    Text,
    /// A 清单, which is not a value.
    Items,
    /// A 名录, which is not a value.
    Records,
}

/// How firmly a number holds on to its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loose {
    /// It has its unit.
    Fixed,
    /// It counts something and takes the counting word of the other side.
    Counting,
    /// A number written without a unit: it takes a counting word.
    Bare,
    /// 年(d), 满月(a, b): a plain number that also compares with amounts of time.
    Calendar(Period),
    /// 0: it takes any unit.
    Zero,
}

/// The options of a level or choice fact.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The fact that declares them.
    pub(super) fact: String,
    /// Their names; best first where they are ordered.
    pub(super) names: Vec<String>,
    /// Whether it is a level.
    pub(super) ordered: bool,
}

impl Type {
    /// The kind of a fact's values.
    pub(super) fn of_fact(fact: &Fact) -> Self {
        let options =
            |names: &Vec<String>, ordered| Options { fact: fact.name.clone(), names: names.clone(), ordered };
        match &fact.kind {
            Kind::YesNo => Self::Truth,
            Kind::Number(number) => {
                let counts = number.class == NumberClass::Count && number.unit.is_plain();
                Self::Number(number.unit.clone(), if counts { Loose::Counting } else { Loose::Fixed })
            }
            Kind::Level(names) => Self::Options(options(names, true)),
            Kind::Choice(names) => Self::Options(options(names, false)),
            Kind::Items(_) => Self::Items,
            Kind::Date => Self::Date,
            Kind::Time => Self::Time,
            Kind::Text => Self::Text,
            Kind::Judged(_) => Self::points(),
            Kind::Records(_) => Self::Records,
        }
    }

    /// Points.
    pub(super) fn points() -> Self {
        Self::Number(Unit::points(), Loose::Fixed)
    }

    /// A plain count of rows or parts.
    pub(super) fn counting() -> Self {
        Self::Number(Unit::none(), Loose::Counting)
    }

    /// The unit of a number.
    pub(super) fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Number(unit, _) => Some(unit),
            _ => None,
        }
    }

    /// Whether nothing further should be said about it.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// The kind in words.
    pub(super) fn words(&self) -> Words {
        match self {
            Self::Unknown => words!("未知", "unknown"),
            Self::Truth => words!("是否", "a yes/no"),
            Self::Number(unit, _) if unit.name().is_empty() => words!("数", "a number"),
            Self::Number(unit, _) => words!("以「{unit}」计的数", "a number in `{unit}`"),
            Self::Options(options) if options.ordered => words!("等级", "a level"),
            Self::Options(_) => words!("选项", "a choice"),
            Self::Date => words!("日期", "a date"),
            Self::Time => words!("时刻", "a time of day"),
            Self::Text => words!("文字", "a text"),
            Self::Items => words!("清单", "a list of items"),
            Self::Records => words!("名录", "a list of records"),
        }
    }
}

/// Why two kinds do not agree.
#[derive(Clone, Debug)]
pub(super) enum Clash {
    /// They are different kinds.
    Kinds,
    /// Both are numbers, of different units.
    Units,
    /// One is a number without the unit that it needs: the unit of the other.
    Bare(Unit),
}

/// The kind that holds both, or why there is none.
pub(super) fn join(a: &Type, b: &Type, bare_points: bool) -> Result<Type, Clash> {
    match (a, b) {
        (Type::Unknown, other) | (other, Type::Unknown) => Ok(other.clone()),
        (Type::Truth, Type::Truth) | (Type::Date, Type::Date) => Ok(a.clone()),
        (Type::Time, Type::Time) | (Type::Text, Type::Text) => Ok(a.clone()),
        (Type::Options(x), Type::Options(y)) if x.names == y.names && x.ordered == y.ordered => Ok(a.clone()),
        (Type::Number(x, loose_x), Type::Number(y, loose_y)) => {
            numbers((x, *loose_x), (y, *loose_y), bare_points).map(|(unit, loose)| Type::Number(unit, loose))
        }
        _ => Err(Clash::Kinds),
    }
}

fn numbers(a: (&Unit, Loose), b: (&Unit, Loose), bare_points: bool) -> Result<(Unit, Loose), Clash> {
    let kept = |side: (&Unit, Loose)| Ok((side.0.clone(), side.1));
    match (a.1, b.1) {
        (Loose::Zero, _) => return kept(b),
        (_, Loose::Zero) => return kept(a),
        (Loose::Bare, Loose::Bare) => return kept(a),
        (Loose::Bare, _) => return if takes_bare(b.0, bare_points) { kept(b) } else { bare(b.0) },
        (_, Loose::Bare) => return if takes_bare(a.0, bare_points) { kept(a) } else { bare(a.0) },
        (Loose::Calendar(x), Loose::Calendar(y)) if x != y => return Err(Clash::Units),
        (Loose::Calendar(_), Loose::Counting) if b.0.is_plain() => return kept(a),
        (Loose::Counting, Loose::Calendar(_)) if a.0.is_plain() => return kept(b),
        (Loose::Counting, _) if b.0.is_label() => return kept(b),
        (_, Loose::Counting) if a.0.is_label() => return kept(a),
        _ => {}
    }
    if !a.0.agrees_with(b.0) {
        return Err(Clash::Units);
    }
    let loose = if a.1 == b.1 { a.1 } else { Loose::Fixed };
    Ok((if a.0.name().is_empty() { b.0.clone() } else { a.0.clone() }, loose))
}

fn bare(unit: &Unit) -> Result<(Unit, Loose), Clash> {
    Err(Clash::Bare(unit.clone()))
}

fn takes_bare(unit: &Unit, bare_points: bool) -> bool {
    // 3 beside a number of 万人 might be three people or thirty thousand.
    (unit.is_label() && unit.factor() == Exact::ONE)
        || (unit.is_plain() && !unit.is_share())
        || (bare_points && unit.is_points())
}
