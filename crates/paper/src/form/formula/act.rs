//! What acts do, as formulas.

use weiheng::Exact;
use weiheng::Rounding;
use weiheng::model::act::Act;
use weiheng::model::act::ActKind;
use weiheng::model::act::Items;
use weiheng::model::act::ItemsOf;
use weiheng::model::act::Measure;
use weiheng::model::act::Pending;
use weiheng::model::act::Steps;
use weiheng::model::act::Verb;
use weiheng::model::expression::Expr;
use weiheng::syntax::tree::PartStep;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::deed::Deed;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;

impl<'a> Compiler<'a> {
    /// Several acts, one after the other.
    pub(crate) fn acts(&mut self, acts: &'a [Act]) -> Made<Deed> {
        let deeds: Vec<Deed> = acts.iter().map(|act| self.act(act)).collect::<Made<_>>()?;
        self.one_after_another(&deeds)
    }

    /// One act with its limits.
    pub(crate) fn act(&mut self, act: &'a Act) -> Made<Deed> {
        let mut deed = self.kind(act)?;
        for limit in &act.limits {
            self.limit(act, limit, &mut deed)?;
        }
        Ok(deed)
    }

    fn kind(&mut self, act: &'a Act) -> Made<Deed> {
        match &act.kind {
            ActKind::Amount(verb, amount) => self.amount_of(*verb, amount),
            ActKind::FullPoints => Ok(Deed { full: Truth::known(true), ..Deed::nothing() }),
            ActKind::NoPoints => Ok(Deed { zero: Truth::known(true), ..Deed::nothing() }),
            ActKind::Veto => Ok(Deed { veto: Truth::known(true), ..Deed::nothing() }),
            ActKind::Fail => Ok(Deed { failure: Truth::known(true), ..Deed::nothing() }),
            ActKind::Above(_) => Err(ByWeiheng::Saying),
            ActKind::Pending(pending) => Ok(pending_deed(*pending)),
            ActKind::Group(acts) => self.acts(acts),
            ActKind::Heaviest(acts) => self.heaviest(acts),
            ActKind::Require(condition, otherwise) => {
                let condition = self.truth(condition)?;
                let fails = self.not(&condition);
                let otherwise = self.act(otherwise)?;
                self.chosen_deed(&[fails], &[otherwise, Deed::nothing()])
            }
            ActKind::Chain(branches, otherwise) => {
                let (mut conditions, mut deeds) = (Vec::new(), Vec::new());
                for (condition, then) in branches {
                    conditions.push(self.truth(condition)?);
                    deeds.push(self.act(then)?);
                }
                deeds.push(match otherwise {
                    Some(otherwise) => self.act(otherwise)?,
                    None => Deed::nothing(),
                });
                self.chosen_deed(&conditions, &deeds)
            }
            ActKind::Bands(bands) => {
                let keys = self.keys(bands)?;
                let (mut conditions, mut deeds) = (Vec::new(), Vec::new());
                for row in &bands.rows {
                    conditions.push(self.matches(&keys, &row.patterns)?);
                    deeds.push(self.act(&row.then)?);
                }
                self.chosen_deed(&conditions, &deeds)
            }
            ActKind::Each(each) => match &each.measure {
                Measure::Number(measure) => {
                    let measure = self.quantity(measure)?;
                    let count = self.whole_steps(&measure, each.size, each.part)?;
                    let once = self.act(&each.then)?;
                    self.so_many_times(&count, once)
                }
                Measure::Rows(list, filter) => self.each_row(*list, filter.as_ref(), &each.then),
            },
            ActKind::Steps(steps) => {
                let count = self.distance(steps)?;
                let once = self.act(&steps.then)?;
                self.so_many_times(&count, once)
            }
            ActKind::Items(items) => self.items(items),
            ActKind::Rows(rows) => self.each_of(rows),
        }
    }

    fn amount_of(&mut self, verb: Verb, amount: &'a Expr) -> Made<Deed> {
        let amount = self.quantity(amount)?;
        let (out, open) = self.out_and_open(&amount);
        let mut deed = Deed { out, open, ..Deed::nothing() };
        if let Some(place) = deed.of(verb) {
            *place = self.known_part(amount)?;
        }
        Ok(deed)
    }

    /// An amount that is nothing where it is not known.
    pub(crate) fn known_part(&mut self, amount: Number) -> Made<Number> {
        let (low, high) = (amount.low.min(0), amount.high.max(0));
        let known = amount.may.is_known();
        let at = if known { amount.at } else { self.keep(format!("IF({}=0,{},0)", amount.state, amount.at)) };
        let (low, high) = if known { (amount.low, amount.high) } else { (low, high) };
        Ok(Number { at, low, high, state: "0".to_owned(), may: May::KNOWN, ..amount })
    }

    /// Whether a number does not apply, and the state of what is not known of it.
    pub(crate) fn out_and_open(&mut self, number: &Number) -> (Truth, Truth) {
        let may = number.may.never(code::INAPPLICABLE);
        if !number.may.includes(code::INAPPLICABLE) {
            return (Truth::known(false), Truth { at: number.state.clone(), may });
        }
        let out = code::INAPPLICABLE;
        let is_out = self.keep_truth(format!("IF({}={out},1,0)", number.state), May::KNOWN);
        (is_out, self.keep_truth(format!("IF({0}={out},0,{0})", number.state), may))
    }

    /// Steps of a size in a distance that is not negative, with what becomes of a part of one.
    fn whole_steps(&mut self, distance: &Number, size: Exact, part: Option<PartStep>) -> Made<Number> {
        let zero = Number::fixed(Exact::ZERO);
        let positive = self.extreme(distance, &zero, true)?;
        let steps = self.scaled(&positive, Exact::ONE.over(size).ok_or(ByWeiheng::Saying)?)?;
        match part {
            Some(PartStep::Up) => self.rounded(&steps, Rounding::Up, Exact::ONE),
            Some(PartStep::Down) => self.rounded(&steps, Rounding::Down, Exact::ONE),
            Some(PartStep::ProRata) | None => Ok(steps),
        }
    }

    fn distance(&mut self, steps: &'a Steps) -> Made<Number> {
        let (threshold, measure) = (self.quantity(&steps.threshold)?, self.quantity(&steps.measure)?);
        let distance = if steps.below {
            self.plus(&threshold, &measure, true)?
        } else {
            self.plus(&measure, &threshold, true)?
        };
        self.whole_steps(&distance, steps.step, steps.part)
    }

    /// So many times what an act does once.
    fn so_many_times(&mut self, count: &Number, once: Deed) -> Made<Deed> {
        let (out, open) = self.out_and_open(count);
        let known = self.known_part(count.clone())?;
        let (mut amounts, mut effects) = (Vec::new(), Vec::new());
        for amount in once.amounts() {
            amounts.push(self.product(&known, amount)?);
        }
        let never = format!("AND({}=0,{}=0)", count.state, count.at);
        for effect in [&once.full, &once.zero, &once.veto, &once.failure] {
            if effect.is_never() {
                effects.push(Truth::known(false));
                continue;
            }
            let may = effect.may.or(open.may);
            let formula = format!("IF({never},0,IF({0}>0,{0},{1}))", open.at, effect.at);
            effects.push(self.keep_truth(formula, may));
        }
        let open = if once.open.may.is_known() {
            open
        } else {
            let both = self.worst_of(&[open, once.open.clone()]);
            self.keep_truth(format!("IF({never},0,{})", both.at), both.may)
        };
        let out = self.any(&[out, once.out.clone()]);
        Ok(crate::form::formula::deed::assembled(amounts, effects, out, open))
    }

    /// The price of every item that is missing, or there. What does not apply drops out.
    fn items(&mut self, items: &'a Items) -> Made<Deed> {
        let there: Vec<Truth> = match &items.of {
            ItemsOf::List(list) => {
                (0..items.prices.len()).map(|at| self.item(*list, at)).collect::<Made<_>>()?
            }
            ItemsOf::Facts(facts) => {
                facts.iter().map(|fact| self.fact(*fact).and_then(Value::truth)).collect::<Made<_>>()?
            }
        };
        let (mut deeds, charged) = (Vec::new(), u8::from(!items.missing));
        for (item, price) in there.iter().zip(&items.prices) {
            let out = code::INAPPLICABLE;
            let mut deed = Deed::nothing();
            let may_be_out = item.may.includes(out);
            if may_be_out {
                deed.out = self.keep_truth(format!("IF({}={out},1,0)", item.at), May::KNOWN);
            }
            if let Some(price) = price {
                let price = self.quantity(price)?;
                if !price.may.is_known() {
                    return Err(ByWeiheng::Saying);
                }
                if !item.may.is_known() {
                    let open = if may_be_out { format!("{}={out}", item.at) } else { "FALSE".to_owned() };
                    let may = item.may.never(out);
                    let formula = if may_be_out {
                        format!("IF(OR({0}<2,{open}),0,{0})", item.at)
                    } else {
                        format!("IF({0}<2,0,{0})", item.at)
                    };
                    deed.open = self.keep_truth(formula, may);
                }
                if let Some(place) = deed.of(items.verb) {
                    let at = self.keep(format!("IF({}={charged},{},0)", item.at, price.at));
                    *place = Number { at, low: price.low.min(0), high: price.high.max(0), ..price };
                }
            }
            deeds.push(deed);
        }
        self.one_after_another(&deeds)
    }

    /// 择重: of the acts that apply the amount of the one that moves most.
    fn heaviest(&mut self, acts: &'a [Act]) -> Made<Deed> {
        let deeds: Vec<Deed> = acts.iter().map(|act| self.act(act)).collect::<Made<_>>()?;
        let together = self.one_after_another(&deeds)?;
        let earns = self.earns();
        let others = |deed: &Deed| {
            let [lost, earned, bonus] = deed.amounts();
            bonus.is_zero() && if earns { lost.is_zero() } else { earned.is_zero() }
        };
        if !deeds.iter().all(others) {
            return Err(ByWeiheng::Saying);
        }
        let mut largest: Option<Number> = None;
        for deed in &deeds {
            let amount = if earns { &deed.earned } else { &deed.lost };
            if amount.low < 0 {
                return Err(ByWeiheng::Saying);
            }
            largest = Some(match largest {
                Some(sofar) => self.extreme(&sofar, amount, true)?,
                None => amount.clone(),
            });
        }
        let largest = largest.unwrap_or_else(|| Number::fixed(Exact::ZERO));
        Ok(if earns { Deed { earned: largest, ..together } } else { Deed { lost: largest, ..together } })
    }

    /// Whether the part at hand starts from nothing.
    pub(crate) fn earns(&self) -> bool {
        self.standard.part(self.part).is_some_and(|part| part.earns)
    }
}

/// 待定.
fn pending_deed(pending: Pending) -> Deed {
    let open = Truth { at: code::OPEN.to_string(), may: May::be(code::OPEN) };
    match pending {
        Pending::Range(..) | Pending::Points => Deed { open, ..Deed::nothing() },
        Pending::Met => Deed { failure: open.clone(), open, ..Deed::nothing() },
    }
}
