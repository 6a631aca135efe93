//! What an act does, as formulas: amounts, and effects that are all or nothing.

use weiheng::Exact;
use weiheng::model::act::Verb;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;

/// What an act, or several, do. The amounts hold where nothing is open.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    /// 扣.
    pub(crate) lost: Number,
    /// 得.
    pub(crate) earned: Number,
    /// 加.
    pub(crate) bonus: Number,
    /// 得满分.
    pub(crate) full: Truth,
    /// 不得分.
    pub(crate) zero: Truth,
    /// 否决.
    pub(crate) veto: Truth,
    /// 不合格.
    pub(crate) failure: Truth,
    /// 1 where it does nothing since it does not apply, else 0.
    pub(crate) out: Truth,
    /// The state of what is not known of it; 0 where all is.
    pub(crate) open: Truth,
}

impl Deed {
    /// Nothing done.
    pub(crate) fn nothing() -> Self {
        let none = || Number::fixed(Exact::ZERO);
        let never = || Truth::known(false);
        Self {
            lost: none(),
            earned: none(),
            bonus: none(),
            full: never(),
            zero: never(),
            veto: never(),
            failure: never(),
            out: never(),
            open: never(),
        }
    }

    /// The amount of a verb. What is booked to an account is no amount of points.
    pub(crate) fn of(&mut self, verb: Verb) -> Option<&mut Number> {
        match verb {
            Verb::Deduct => Some(&mut self.lost),
            Verb::Earn => Some(&mut self.earned),
            Verb::Bonus => Some(&mut self.bonus),
            Verb::Book(_) => None,
        }
    }

    /// The amounts.
    pub(crate) fn amounts(&self) -> [&Number; 3] {
        [&self.lost, &self.earned, &self.bonus]
    }

    fn effects(&self) -> [&Truth; 4] {
        [&self.full, &self.zero, &self.veto, &self.failure]
    }
}

impl Compiler<'_> {
    /// Several, one after the other. That nothing applied is kept only where it is true of all.
    pub(crate) fn one_after_another(&mut self, deeds: &[Deed]) -> Made<Deed> {
        let [first, rest @ ..] = deeds else { return Ok(Deed::nothing()) };
        if rest.is_empty() {
            return Ok(first.clone());
        }
        let mut sums = Vec::new();
        for at in 0..3 {
            let amounts: Vec<&Number> =
                deeds.iter().filter_map(|deed| deed.amounts().get(at).copied()).collect();
            sums.push(self.sum(amounts)?);
        }
        let mut effects = Vec::new();
        for at in 0..4 {
            let each: Vec<Truth> = deeds
                .iter()
                .filter_map(|deed| deed.effects().get(at).map(|effect| (*effect).clone()))
                .collect();
            effects.push(self.any(&each));
        }
        let outs: Vec<Truth> = deeds.iter().map(|deed| deed.out.clone()).collect();
        let opens: Vec<Truth> = deeds.iter().map(|deed| deed.open.clone()).collect();
        let (out, open) = (self.all(&outs), self.worst_of(&opens));
        Ok(assembled(sums, effects, out, open))
    }

    /// The largest of several states.
    pub(crate) fn worst_of(&mut self, opens: &[Truth]) -> Truth {
        let may = opens.iter().fold(May::KNOWN, |may, open| may.or(open.may));
        let states: Vec<String> = opens.iter().map(|open| open.at.clone()).collect();
        Truth { at: self.worst(&states), may }
    }

    /// The deed of the first condition that does not fail; one deed more than there are conditions is that of none.
    pub(crate) fn chosen_deed(&mut self, conditions: &[Truth], deeds: &[Deed]) -> Made<Deed> {
        let first = self.first_of(conditions)?;
        let may = conditions.iter().fold(May::KNOWN, |may, condition| may.or(condition.may));
        let may = may.never(code::INAPPLICABLE);
        let count = conditions.len();
        let mut amounts = Vec::new();
        for at in 0..3 {
            let numbers: Vec<&Number> =
                deeds.iter().filter_map(|deed| deed.amounts().get(at).copied()).collect();
            amounts.push(self.chosen_amount(&first, conditions, &numbers)?);
        }
        let of_condition = |at: usize, known: &str, out: &str| match conditions.get(at) {
            Some(condition) if condition.may.includes(code::INAPPLICABLE) => {
                let open = if out == "1" { "0" } else { condition.at.as_str() };
                format!("IF({0}>1,IF({0}={1},{out},{open}),{known})", condition.at, code::INAPPLICABLE)
            }
            Some(condition) if !condition.may.is_known() => {
                let open = if out == "1" { "0" } else { condition.at.as_str() };
                format!("IF({0}>1,{open},{known})", condition.at)
            }
            _ => known.to_owned(),
        };
        let mut effects = Vec::new();
        for at in 0..4 {
            let each: Vec<&Truth> = deeds.iter().filter_map(|deed| deed.effects().get(at).copied()).collect();
            if each.iter().all(|effect| effect.is_never()) {
                effects.push(Truth::known(false));
                continue;
            }
            let may = each.iter().fold(may, |may, effect| may.or(effect.may));
            let cases =
                each.iter().enumerate().map(|(at, effect)| of_condition(at, &effect.at, "0")).collect();
            let formula = crate::form::formula::comparison::choice(&first, cases, count);
            effects.push(self.keep_truth(formula, may));
        }
        let outs: Vec<String> =
            deeds.iter().enumerate().map(|(at, deed)| of_condition(at, &deed.out.at, "1")).collect();
        let out = crate::form::formula::comparison::choice(&first, outs, count);
        let out = self.keep_truth(out, May::KNOWN);
        let open_may = deeds.iter().fold(may, |may, deed| may.or(deed.open.may));
        let opens = deeds.iter().enumerate().map(|(at, deed)| of_condition(at, &deed.open.at, "0")).collect();
        let open = crate::form::formula::comparison::choice(&first, opens, count);
        let open = self.keep_truth(open, open_may);
        Ok(assembled(amounts, effects, out, open))
    }

    /// The amount of the branch that is taken; nothing where its condition is not known to hold.
    fn chosen_amount(&mut self, first: &str, conditions: &[Truth], numbers: &[&Number]) -> Made<Number> {
        if numbers.iter().all(|number| number.is_zero()) {
            return Ok(Number::fixed(Exact::ZERO));
        }
        let aligned = self.aligned(numbers)?;
        let cases = aligned.at.iter().enumerate().map(|(at, number)| match conditions.get(at) {
            Some(condition) if !condition.may.is_known() => format!("IF({}=1,{number},0)", condition.at),
            _ => number.clone(),
        });
        let at = crate::form::formula::comparison::choice(first, cases.collect(), conditions.len());
        let (low, high) = (aligned.low.min(0), aligned.high.max(0));
        let at = self.settled(at, low, high);
        let under = if numbers.iter().all(|number| number.is_whole()) {
            "1".to_owned()
        } else {
            let cases = numbers.iter().map(|number| number.under.clone()).collect();
            let under = crate::form::formula::comparison::choice(first, cases, conditions.len());
            self.keep(under)
        };
        let most = numbers.iter().map(|number| number.most).max().unwrap_or(1);
        let fixed = Number::fixed(Exact::ZERO);
        Ok(Number { at, under, step: aligned.step, low, high, most, ..fixed })
    }
}

/// A deed of three amounts and four effects.
pub(crate) fn assembled(amounts: Vec<Number>, effects: Vec<Truth>, out: Truth, open: Truth) -> Deed {
    let mut deed = Deed { out, open, ..Deed::nothing() };
    let places = [&mut deed.lost, &mut deed.earned, &mut deed.bonus];
    places.into_iter().zip(amounts).for_each(|(place, amount)| *place = amount);
    let places = [&mut deed.full, &mut deed.zero, &mut deed.veto, &mut deed.failure];
    places.into_iter().zip(effects).for_each(|(place, effect)| *place = effect);
    deed
}
