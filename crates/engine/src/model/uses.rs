//! Which facts an expression or an act can look at, through derived values too.

use std::collections::BTreeSet;

use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::expression::Expr;
use crate::model::expression::Let;
use crate::model::expression::LetId;
use crate::model::fact::FactId;
use crate::model::factor::Factor;
use crate::model::part::PartId;

/// Collects facts; derived values are followed once each.
#[derive(Debug)]
pub struct Uses<'a> {
    lets: &'a [Let],
    followed: BTreeSet<LetId>,
    /// The facts found so far.
    pub facts: BTreeSet<FactId>,
    /// The parts at whose results it looks.
    pub parts: BTreeSet<PartId>,
    /// Those of them that are lists of items of which a condition or count speaks.
    pub tested: BTreeSet<FactId>,
    /// Whether anything needs the totals of the units that are scored together.
    pub after_total: bool,
}

impl<'a> Uses<'a> {
    /// None yet; `lets` are the derived values of the standard.
    pub fn new(lets: &'a [Let]) -> Self {
        Self {
            lets,
            followed: BTreeSet::new(),
            facts: BTreeSet::new(),
            parts: BTreeSet::new(),
            tested: BTreeSet::new(),
            after_total: false,
        }
    }

    /// Adds the facts of an act and of the acts in it.
    pub fn act(&mut self, act: &Act) {
        for limit in &act.limits {
            match limit {
                Limit::AtMost(amount) | Limit::AtLeast(amount) => self.expression(amount),
                Limit::Times(factor) => self.factor(factor),
            }
        }
        match &act.kind {
            ActKind::Amount(_, amount) => self.expression(amount),
            ActKind::FullPoints
            | ActKind::NoPoints
            | ActKind::Veto
            | ActKind::Fail
            | ActKind::Above(_)
            | ActKind::Pending(_) => {}
            ActKind::Require(condition, otherwise) => {
                self.expression(condition);
                self.act(otherwise);
            }
            ActKind::Group(acts) | ActKind::Heaviest(acts) => acts.iter().for_each(|act| self.act(act)),
            ActKind::Chain(branches, otherwise) => {
                for (condition, then) in branches {
                    self.expression(condition);
                    self.act(then);
                }
                otherwise.iter().for_each(|act| self.act(act));
            }
            ActKind::Bands(bands) => {
                bands.keys.iter().for_each(|key| self.expression(key));
                bands.rows.iter().for_each(|row| self.act(&row.then));
            }
            ActKind::Each(each) => {
                match &each.measure {
                    Measure::Number(measure) => self.expression(measure),
                    Measure::Rows(list, filter) => {
                        self.facts.insert(*list);
                        filter.iter().for_each(|filter| self.expression(filter));
                    }
                }
                self.act(&each.then);
            }
            ActKind::Steps(steps) => {
                self.expression(&steps.measure);
                self.expression(&steps.threshold);
                self.act(&steps.then);
            }
            ActKind::Items(items) => {
                match &items.of {
                    ItemsOf::List(list) => self.facts.extend([*list]),
                    ItemsOf::Facts(facts) => self.facts.extend(facts.iter().copied()),
                }
                items.prices.iter().flatten().for_each(|price| self.expression(price));
            }
            ActKind::Rows(rows) => {
                self.facts.insert(rows.list);
                rows.filter.iter().for_each(|filter| self.expression(filter));
                rows.lets.iter().for_each(|derived| self.expression(&derived.value));
                rows.acts.iter().for_each(|act| self.act(act));
            }
        }
    }

    /// Adds the facts of a factor.
    pub fn factor(&mut self, factor: &Factor) {
        factor.when.iter().chain([&factor.by]).for_each(|part| self.expression(part));
    }

    /// Adds the facts of an expression.
    pub fn expression(&mut self, expression: &Expr) {
        match expression {
            Expr::Fact(fact) => {
                self.facts.insert(*fact);
            }
            Expr::Let(id) => {
                if self.followed.insert(*id)
                    && let Some(derived) = self.lets.get(id.0 as usize)
                {
                    self.expression(&derived.value);
                }
            }
            Expr::Batch(value) => {
                self.after_total |= value.after_total;
                value.parts().for_each(|part| self.expression(part));
            }
            Expr::Item(list, ..) | Expr::ItemCount(list, _) => {
                self.facts.insert(*list);
                self.tested.insert(*list);
            }
            Expr::Listed(value, list, _) => {
                self.facts.insert(*list);
                self.tested.insert(*list);
                self.expression(value);
            }
            Expr::OfPart(part, _) => {
                self.parts.insert(*part);
            }
            Expr::Graded(part, rules) => {
                self.parts.insert(*part);
                rules.iter().filter_map(|(_, when)| when.as_ref()).for_each(|when| self.expression(when));
            }
            Expr::Fold(fold) => {
                self.facts.insert(fold.list);
                fold.value.iter().chain(&fold.filter).for_each(|part| self.expression(part));
            }
            other => other.children(&mut |child| self.expression(child)),
        }
    }
}

impl Expr {
    /// Calls `visit` with every expression directly inside this one.
    pub fn children(&self, visit: &mut dyn FnMut(&Self)) {
        match self {
            Self::Number(..)
            | Self::Truth(_)
            | Self::Option(..)
            | Self::Date(_)
            | Self::Time(_)
            | Self::Text(_)
            | Self::AssessmentDate
            | Self::Fact(_)
            | Self::Field(_)
            | Self::RowLet(_)
            | Self::Let(_)
            | Self::Parameter(_)
            | Self::Item(..)
            | Self::ItemCount(..)
            | Self::Outcome(_)
            | Self::Account(_)
            | Self::Vetoed
            | Self::Grade(_)
            | Self::Met => {}
            Self::Graded(_, rules) => rules.iter().filter_map(|(_, when)| when.as_ref()).for_each(visit),
            Self::OfPart(_, inner)
            | Self::Not(inner)
            | Self::Applies(inner)
            | Self::Absolute(inner)
            | Self::Outer(inner, _)
            | Self::Round(inner, ..)
            | Self::Listed(inner, ..) => visit(inner),
            Self::All(parts) | Self::Any(parts) | Self::Extremum(_, parts) => parts.iter().for_each(visit),
            Self::Sum(parts) | Self::Product(parts) => parts.iter().for_each(|(_, part)| visit(part)),
            Self::Compare(_, left, right) => [left, right].into_iter().for_each(|side| visit(side)),
            Self::OneOf(item, of) => {
                visit(item);
                of.iter().for_each(visit);
            }
            Self::Within(item, low, high) => [item, low, high].into_iter().for_each(|part| visit(part)),
            Self::Batch(value) => value.parts().for_each(visit),
            Self::Calendar(calendar) => calendar.children(visit),
            Self::Fold(fold) => fold.value.iter().chain(&fold.filter).for_each(visit),
            Self::PartFold(fold) => fold.value.iter().chain(&fold.filter).for_each(visit),
            Self::If(branches, otherwise) => {
                for (condition, value) in branches {
                    visit(condition);
                    visit(value);
                }
                visit(otherwise);
            }
            Self::Bands(bands) => {
                bands.keys.iter().for_each(&mut *visit);
                bands.rows.iter().for_each(|row| visit(&row.then));
            }
            Self::OrElse(value, otherwise) => {
                visit(value);
                otherwise.iter().for_each(|value| visit(value));
            }
        }
    }
}
