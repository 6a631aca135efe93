//! Where a standard looks at a fact or a field: the numbers it stands beside, at which something may change.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::exact::Exact;
use crate::model::act::Act;
use crate::model::act::ActKind;
use crate::model::act::Each;
use crate::model::act::ItemsOf;
use crate::model::act::Limit;
use crate::model::act::Measure;
use crate::model::act::Steps;
use crate::model::calendar::Calendar;
use crate::model::expression::Bands;
use crate::model::expression::Expr;
use crate::model::expression::LetId;
use crate::model::expression::Pattern;
use crate::model::fact::FactId;
use crate::model::fact::FieldId;
use crate::model::fact::Kind;
use crate::model::fact::RowLet;
use crate::plan::Plan;

/// A fact, or a field of the rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Fact(FactId),
    Field(FactId, FieldId),
}

/// What stands beside a place somewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub(super) numbers: BTreeSet<Exact>,
    pub(super) beside: BTreeSet<Place>,
}

/// Every place at which a standard looks.
#[derive(Debug, Default)]
pub(super) struct Looks {
    pub(super) of: BTreeMap<Place, Look>,
    /// What says whether a part applies, or in which group a row is: it is what the unit is, not what it does.
    pub(super) scope: BTreeSet<Place>,
}

/// How many steps from a threshold are looked at.
const STEPS: i64 = 12;

impl Looks {
    /// The places of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut walk =
            Walk { plan, rows: Vec::new(), followed: BTreeSet::new(), points: None, found: Self::default() };
        for part in &plan.parts {
            walk.points = part.table();
            part.acts.iter().for_each(|act| walk.act(act));
            for factor in &part.factors {
                factor.when.iter().chain([&factor.by]).for_each(|expression| walk.expression(expression));
            }
            if let Some(applies) = &part.applies {
                walk.expression(applies);
                let scope = walk.mentioned([applies]).places;
                walk.found.scope.extend(scope);
            }
        }
        for account in &plan.accounts {
            account.limits.iter().for_each(|limit| walk.limit(limit));
            account.computed.iter().for_each(|computed| walk.expression(computed));
        }
        for (_, when) in plan.verdicts.iter().flat_map(|verdict| &verdict.rules) {
            when.iter().for_each(|when| walk.expression(when));
        }
        walk.found
    }
}

/// The places and numbers of some expressions.
#[derive(Default)]
struct Mentioned {
    places: BTreeSet<Place>,
    numbers: BTreeSet<Exact>,
}

struct Walk<'a> {
    plan: &'a Plan,
    /// The lists whose rows are at hand, the innermost last, with the derived values beyond the record's own.
    rows: Vec<(FactId, &'a [RowLet])>,
    followed: BTreeSet<Derived>,
    /// The points of the part at hand.
    points: Option<Exact>,
    found: Looks,
}

/// A derived value: each is followed once, however often it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Derived {
    OfUnit(LetId),
    OfRow(FactId, u32),
}

impl<'a> Walk<'a> {
    fn act(&mut self, act: &'a Act) {
        act.limits.iter().for_each(|limit| self.limit(limit));
        match &act.kind {
            ActKind::Amount(_, amount) => self.expression(amount),
            ActKind::Require(condition, _) => self.expression(condition),
            ActKind::Chain(branches, _) => {
                branches.iter().for_each(|(condition, _)| self.expression(condition));
            }
            ActKind::Bands(bands) => self.bands(bands),
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let ends: Vec<Exact> = self.used_up(act, each).chain([Exact::ZERO]).collect();
                    self.together([measure], &ends);
                    self.expression(measure);
                }
                Measure::Rows(list, filter) => {
                    self.list(*list);
                    self.rows.push((*list, &[]));
                    filter.iter().for_each(|filter| self.expression(filter));
                    self.act(&each.then);
                    self.rows.pop();
                    return;
                }
            },
            ActKind::Steps(steps) => self.steps(steps),
            ActKind::Items(items) => {
                match &items.of {
                    ItemsOf::List(list) => self.list(*list),
                    ItemsOf::Facts(facts) => facts.iter().for_each(|fact| self.list(*fact)),
                }
                items.prices.iter().flatten().for_each(|price| self.expression(price));
            }
            ActKind::Rows(rows) => {
                self.list(rows.list);
                self.group(rows.list, rows.by);
                self.rows.push((rows.list, &rows.lets));
                rows.filter.iter().for_each(|filter| self.expression(filter));
                rows.lets.iter().for_each(|derived| self.expression(&derived.value));
                rows.acts.iter().for_each(|act| self.act(act));
                self.rows.pop();
                return;
            }
            _ => {}
        }
        act.inside().into_iter().for_each(|inner| self.act(inner));
    }

    /// How many of what is counted use up a cap, or else the points of the part.
    fn used_up(&self, act: &'a Act, each: &'a Each) -> impl Iterator<Item = Exact> + use<'a> {
        let constant = |expression: &Expr| match expression {
            Expr::Number(value, _) => Some(*value),
            _ => None,
        };
        let price = match &each.then.kind {
            ActKind::Amount(_, price) => constant(price),
            _ => None,
        };
        let limits = act.limits.iter().chain(&each.then.limits).filter_map(move |limit| match limit {
            Limit::AtMost(most) => constant(most),
            _ => None,
        });
        let most: Vec<Exact> = limits.chain(self.points).collect();
        let size = each.size;
        let count = move |most: Exact| Exact::new(most.over(price?)?.ceil(), 1)?.times(size);
        most.into_iter().filter_map(count)
    }

    fn limit(&mut self, limit: &'a Limit) {
        match limit {
            Limit::AtMost(amount) | Limit::AtLeast(amount) => self.expression(amount),
            Limit::Times(factor) => {
                factor.when.iter().chain([&factor.by]).for_each(|part| self.expression(part));
            }
        }
    }

    fn steps(&mut self, steps: &'a Steps) {
        let thresholds = self.mentioned([&steps.threshold]).numbers;
        let ends = thresholds.iter().flat_map(|threshold| {
            let end = |count: i64| {
                let distance = steps.step.times(Exact::from(if steps.below { -count } else { count }))?;
                threshold.plus(distance)
            };
            (0..=STEPS).filter_map(end)
        });
        let ends: Vec<Exact> = ends.collect();
        self.together([&steps.measure, &steps.threshold], &ends);
        self.expression(&steps.measure);
        self.expression(&steps.threshold);
    }

    fn bands<T>(&mut self, bands: &'a Bands<T>) {
        let patterns = bands.rows.iter().flat_map(|row| row.patterns.iter().flatten());
        let ends = patterns.flat_map(|pattern| match pattern {
            Pattern::Range(low, high) => [*low, *high],
            _ => [None, None],
        });
        let ends: Vec<Exact> = ends.flatten().map(|(end, _)| end).collect();
        self.together(&bands.keys, &ends);
        bands.keys.iter().for_each(|key| self.expression(key));
    }

    /// Notes what an expression looks at, and what stands side by side in it.
    fn expression(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Fact(fact) => self.list(*fact),
            Expr::Item(list, ..) | Expr::ItemCount(list, _) => self.list(*list),
            Expr::Field(_) => {
                if let Some(place) = self.field(expression) {
                    self.found.of.entry(place).or_default();
                }
            }
            Expr::Compare(..)
            | Expr::Within(..)
            | Expr::OneOf(..)
            | Expr::Sum(_)
            | Expr::Product(_)
            | Expr::Extremum(..)
            | Expr::Calendar(_) => self.together([expression], &[]),
            Expr::Bands(bands) => {
                self.bands(bands);
                bands.rows.iter().for_each(|row| self.expression(&row.then));
                return;
            }
            _ => {}
        }
        self.inside(expression, &mut |walk, inner| walk.expression(inner));
    }

    /// Calls `visit` with what is inside, with the right row at hand and derived values followed.
    fn inside(&mut self, expression: &'a Expr, visit: &mut dyn FnMut(&mut Self, &'a Expr)) {
        match expression {
            Expr::Let(id) => {
                if self.followed.insert(Derived::OfUnit(*id))
                    && let Some(derived) = self.plan.lets.get(id.0 as usize)
                {
                    let rows = std::mem::take(&mut self.rows);
                    visit(self, &derived.value);
                    self.rows = rows;
                }
            }
            Expr::RowLet(at) => {
                if let Some((list, derived)) = self.row_let(*at)
                    && self.followed.insert(Derived::OfRow(list, *at))
                {
                    visit(self, &derived.value);
                }
            }
            Expr::Fold(fold) => {
                self.list(fold.list);
                self.group(fold.list, fold.by);
                self.rows.push((fold.list, &[]));
                fold.value.iter().chain(&fold.filter).for_each(|part| visit(self, part));
                self.rows.pop();
            }
            Expr::Outer(inner, _) => {
                let row = self.rows.pop();
                visit(self, inner);
                self.rows.extend(row);
            }
            Expr::Listed(value, list, _) => {
                self.list(*list);
                visit(self, value);
            }
            other => children(other).into_iter().for_each(|child| visit(self, child)),
        }
    }

    fn row_let(&self, at: u32) -> Option<(FactId, &'a RowLet)> {
        let (list, extra) = self.rows.last()?;
        match &self.plan.slots.get(list.0 as usize)?.kind {
            Kind::Records(records) => {
                let derived = records.lets.iter().chain(*extra).nth(at as usize)?;
                Some((*list, derived))
            }
            _ => None,
        }
    }

    fn field(&self, expression: &Expr) -> Option<Place> {
        match (expression, self.rows.last()) {
            (Expr::Field(field), Some((list, _))) => Some(Place::Field(*list, *field)),
            _ => None,
        }
    }

    /// What says in which group a row is, is what the row is.
    fn group(&mut self, list: FactId, by: Option<FieldId>) {
        if let Some(by) = by {
            self.found.of.entry(Place::Field(list, by)).or_default();
            self.found.scope.insert(Place::Field(list, by));
        }
    }

    fn list(&mut self, fact: FactId) {
        self.found.of.entry(Place::Fact(fact)).or_default();
    }

    /// Notes that everything in some expressions stands beside everything else in them, and beside some numbers.
    fn together(&mut self, expressions: impl IntoIterator<Item = &'a Expr>, numbers: &[Exact]) {
        let mut mentioned = self.mentioned(expressions);
        mentioned.numbers.extend(numbers);
        for place in &mentioned.places {
            let look = self.found.of.entry(*place).or_default();
            look.numbers.extend(&mentioned.numbers);
            look.beside.extend(mentioned.places.iter().filter(|other| *other != place));
        }
    }

    fn mentioned(&mut self, expressions: impl IntoIterator<Item = &'a Expr>) -> Mentioned {
        let mut mentioned = Mentioned::default();
        let followed = std::mem::take(&mut self.followed);
        expressions.into_iter().for_each(|expression| self.mention(expression, &mut mentioned));
        self.followed = followed;
        mentioned
    }

    fn mention(&mut self, expression: &'a Expr, mentioned: &mut Mentioned) {
        match expression {
            Expr::Number(value, _) => mentioned.numbers.extend([*value]),
            Expr::Time(time) => mentioned.numbers.extend([Exact::from(i64::from(time.minutes()))]),
            Expr::Parameter(id) => {
                if let Some(value) = self.plan.parameters.get(id.0 as usize) {
                    self.mention(value, mentioned);
                }
            }
            Expr::Fact(fact) => mentioned.places.extend([Place::Fact(*fact)]),
            Expr::Field(_) => mentioned.places.extend(self.field(expression)),
            _ => self.inside(expression, &mut |walk, inner| walk.mention(inner, mentioned)),
        }
    }
}

/// The expressions directly inside one, for as long as the standard itself is there.
fn children(expression: &Expr) -> Vec<&Expr> {
    match expression {
        Expr::OfPart(_, inner)
        | Expr::Not(inner)
        | Expr::Applies(inner)
        | Expr::Absolute(inner)
        | Expr::Round(inner, ..) => vec![inner],
        Expr::All(parts) | Expr::Any(parts) | Expr::Extremum(_, parts) => parts.iter().collect(),
        Expr::Sum(parts) | Expr::Product(parts) => parts.iter().map(|(_, part)| part).collect(),
        Expr::Compare(_, left, right) => vec![left, right],
        Expr::OneOf(item, of) => std::iter::once(&**item).chain(of).collect(),
        Expr::Within(item, low, high) => vec![item, low, high],
        Expr::Batch(value) => value.parts().collect(),
        Expr::PartFold(fold) => fold.value.iter().chain(&fold.filter).collect(),
        Expr::If(branches, otherwise) => {
            let branches = branches.iter().flat_map(|(condition, value)| [condition, value]);
            branches.chain([&**otherwise]).collect()
        }
        Expr::Bands(bands) => bands.keys.iter().chain(bands.rows.iter().map(|row| &row.then)).collect(),
        Expr::OrElse(value, otherwise) => std::iter::once(&**value).chain(otherwise.as_deref()).collect(),
        Expr::Calendar(calendar) => match &**calendar {
            Calendar::Shifted(shifted) => vec![&shifted.date, &shifted.by],
            Calendar::Elapsed(_, from, to) => vec![from, to],
            Calendar::Part(_, inner) | Calendar::Lasting(inner, _) | Calendar::Within(inner, _) => {
                vec![inner]
            }
        },
        _ => Vec::new(),
    }
}
