//! How a value enters the column of its fact, where that is plain: without a word, a unit or a mark to understand.
//!
//! What is plain is read as the row-wise way reads it ([`weiheng::Readings::bind`]). Everything else takes that way.

use weiheng::Date;
use weiheng::model::fact::Fact;
use weiheng::model::fact::FactId;
use weiheng::model::fact::Kind;
use weiheng::plan::columns::ColumnFact;
use weiheng::plan::columns::ColumnPlan;

use crate::stream::numbers::Numbers;

/// The way of one fact into the columns of one standard.
#[derive(Clone, Debug)]
pub(crate) struct Door {
    fact: FactId,
    admits: Admits,
    places: Places,
}

/// Where a fact stands in the columns of a plan.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    /// Among [`ColumnPlan::facts`].
    pub(crate) narrow: Option<(usize, ColumnFact)>,
    /// Among [`ColumnPlan::wide`].
    pub(crate) wide: Option<(usize, ColumnFact)>,
}

/// Which values are plain.
#[derive(Clone, Debug)]
enum Admits {
    Truths,
    Numbers(Numbers),
    Names(Vec<String>),
    Days,
    Nothing,
}

impl Door {
    /// The way of a fact into the columns of a plan.
    pub(crate) fn new(plan: &ColumnPlan, id: FactId, fact: &Fact) -> Self {
        let admits = match &fact.kind {
            Kind::YesNo => Admits::Truths,
            Kind::Number(kind) => {
                Numbers::new(kind, fact.kind.scale()).map_or(Admits::Nothing, Admits::Numbers)
            }
            Kind::Level(names) | Kind::Choice(names) => Admits::Names(names.clone()),
            Kind::Date => Admits::Days,
            Kind::Judged(_) | Kind::Time | Kind::Items(_) | Kind::Text | Kind::Records(_) => Admits::Nothing,
        };
        Self { fact: id, admits, places: Places::of(plan, id) }
    }

    /// The same with every value left to the row-wise way.
    pub(crate) fn closed(self) -> Self {
        Self { admits: Admits::Nothing, ..self }
    }

    /// The fact.
    pub(crate) fn fact(&self) -> FactId {
        self.fact
    }

    /// Where the fact stands.
    #[inline]
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// A truth value.
    #[inline]
    pub(crate) fn truth(&self, truth: bool) -> Option<i64> {
        matches!(self.admits, Admits::Truths).then_some(i64::from(truth))
    }

    /// The number `digits / 10^decimals`.
    #[inline]
    pub(crate) fn number(&self, digits: i64, decimals: usize) -> Option<i64> {
        match &self.admits {
            Admits::Numbers(numbers) => numbers.steps(digits, decimals),
            // 0 and 1 stand for 否 and 是.
            Admits::Truths if decimals == 0 && (0..=1).contains(&digits) => Some(digits),
            _ => None,
        }
    }

    /// Numbers, where that is what it admits.
    pub(crate) fn numbers(&self) -> Option<&Numbers> {
        match &self.admits {
            Admits::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// Whether it admits yes and no.
    pub(crate) fn is_of_truths(&self) -> bool {
        matches!(self.admits, Admits::Truths)
    }

    /// A word.
    pub(crate) fn word(&self, word: &str) -> Option<i64> {
        match &self.admits {
            Admits::Truths => match word {
                "是" | "true" | "√" | "有" | "TRUE" | "True" => Some(1),
                "否" | "false" | "×" | "无" | "FALSE" | "False" => Some(0),
                _ => None,
            },
            Admits::Names(names) => {
                names.iter().position(|name| name == word).and_then(|at| i64::try_from(at).ok())
            }
            Admits::Days => Date::parse(word).map(|day| i64::from(day.day_number())),
            Admits::Numbers(_) | Admits::Nothing => None,
        }
    }

    /// A day, by its number.
    pub(crate) fn day(&self, number: i32) -> Option<i64> {
        matches!(self.admits, Admits::Days).then_some(i64::from(number))
    }
}

impl Places {
    fn of(plan: &ColumnPlan, id: FactId) -> Self {
        let find = |facts: &[ColumnFact]| {
            let at = facts.iter().position(|fact| fact.fact == id)?;
            Some((at, *facts.get(at)?))
        };
        Self { narrow: find(&plan.facts), wide: find(&plan.wide) }
    }

    /// Whether any statement looks at the fact.
    #[inline]
    pub(crate) fn is_looked_at(&self) -> bool {
        self.narrow.is_some() || self.wide.is_some()
    }
}
