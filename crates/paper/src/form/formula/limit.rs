//! 至多, 至少 and factors, acting left to right on what a statement does.

use weiheng::Exact;
use weiheng::model::act::Act;
use weiheng::model::act::Limit;
use weiheng::model::act::Verb;
use weiheng::model::factor::Factor;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::deed::Deed;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;
use crate::form::formula::value::Value;

const VERBS: [Verb; 3] = [Verb::Deduct, Verb::Earn, Verb::Bonus];

impl<'a> Compiler<'a> {
    /// Holds what an act does to a limit.
    pub(crate) fn limit(&mut self, act: &'a Act, limit: &'a Limit, deed: &mut Deed) -> Made<()> {
        let earns = self.earns();
        let verbs: Vec<Verb> = VERBS.into_iter().filter(|verb| act.speaks_of(*verb, earns)).collect();
        let (amount, larger) = match limit {
            Limit::AtMost(amount) => (amount, false),
            Limit::AtLeast(amount) => (amount, true),
            Limit::Times(factor) => return self.multiply(factor, &verbs, deed),
        };
        let amount = self.quantity(amount)?;
        let (limit_is_out, open) = self.out_and_open(&amount);
        let known = self.known_part(amount)?;
        let stays = self.any(&[limit_is_out, deed.out.clone()]);
        for verb in verbs {
            let Some(before) = deed.of(verb).cloned() else { continue };
            let held = self.extreme(&before, &known, larger)?;
            let after = if stays.is_never() {
                held
            } else {
                self.chosen(std::slice::from_ref(&stays), &[Value::Number(before), Value::Number(held)])?
                    .number()?
            };
            if let Some(place) = deed.of(verb) {
                *place = Number { state: "0".to_owned(), may: May::KNOWN, ..after };
            }
        }
        if act.account().is_none() || !open.may.is_known() {
            let deed_out = deed.out.clone();
            let open = self.unless(&deed_out, &open);
            deed.open = self.worst_of(&[deed.open.clone(), open]);
        }
        Ok(())
    }

    /// What some amounts of a deed become by a factor. Nothing stays nothing, whatever multiplies it.
    pub(crate) fn multiply(&mut self, factor: &'a Factor, verbs: &[Verb], deed: &mut Deed) -> Made<()> {
        let moved: Vec<Number> = verbs.iter().filter_map(|verb| deed.of(*verb).cloned()).collect();
        if moved.iter().all(Number::is_zero) && !deed.open.may.includes(code::ABSENT) {
            return Ok(());
        }
        let (by, open) = self.factor(factor)?;
        for verb in verbs {
            let Some(before) = deed.of(*verb).cloned() else { continue };
            let after = self.product(&before, &by)?;
            if let Some(place) = deed.of(*verb) {
                *place = after;
            }
        }
        if !open.may.is_known() {
            let nothing = moved.iter().map(|amount| format!("{}=0", amount.at)).collect::<Vec<_>>().join(",");
            let nothing = self.keep_truth(format!("IF(AND({}=0,{nothing}),1,0)", deed.open.at), May::KNOWN);
            let open = self.unless(&nothing, &open);
            deed.open = self.worst_of(&[deed.open.clone(), open]);
        }
        Ok(())
    }

    /// By how much a factor multiplies, and the state of what is not known of that.
    fn factor(&mut self, factor: &'a Factor) -> Made<(Number, Truth)> {
        let one = Number::fixed(Exact::ONE);
        let by = self.quantity(&factor.by)?;
        let (out, open) = self.out_and_open(&by);
        let known = Value::Number(self.known_part(by)?);
        let by = self.chosen(&[out], &[Value::Number(one.clone()), known])?.number()?;
        let Some(when) = &factor.when else {
            return Ok((Number { state: "0".to_owned(), may: May::KNOWN, ..by }, open));
        };
        let when = self.truth(when)?;
        let holds = self.keep_truth(format!("IF({}=1,1,0)", when.at), May::KNOWN);
        let by = self.chosen(&[holds], &[Value::Number(by), Value::Number(one)])?.number()?;
        let out = code::INAPPLICABLE;
        let of_condition = if when.may.is_known() {
            Truth::known(false)
        } else {
            let formula = format!("IF(OR({0}<2,{0}={out}),0,{0})", when.at);
            self.keep_truth(formula, when.may.never(out))
        };
        let open = if open.may.is_known() {
            open
        } else {
            self.keep_truth(format!("IF({}=1,{},0)", when.at, open.at), open.may)
        };
        let open = self.worst_of(&[of_condition, open]);
        Ok((Number { state: "0".to_owned(), may: May::KNOWN, ..by }, open))
    }

    /// A state, unless something makes no difference of it.
    fn unless(&mut self, settled: &Truth, open: &Truth) -> Truth {
        match settled.at.as_str() {
            "0" => open.clone(),
            "1" => Truth::known(false),
            _ if open.may.is_known() => open.clone(),
            at => self.keep_truth(format!("IF({at}=1,0,{})", open.at), open.may),
        }
    }
}
