//! Parts from the bottom up: clauses into sections, sections into chapters, chapters into the whole.

use std::collections::BTreeSet;

use weiheng::Exact;
use weiheng::model::act::Verb;
use weiheng::model::part::PartId;
use weiheng::plan::PlannedPart;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::deed::Deed;
use crate::form::formula::gaps::Gift;
use crate::form::formula::gaps::applicables;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;

/// A part that is scored, as formulas.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    /// 1 where it does not apply, else 0.
    pub(crate) out: Truth,
    /// The state of what is not known of it; 0 where all is.
    pub(crate) open: Truth,
    /// Its score without bonuses, where nothing is open; none for a part without points.
    pub(crate) score: Option<Number>,
    /// What its score lacks of the points that apply; none where it has no score, or that has no formula.
    pub(crate) shortfall: Option<Number>,
    /// 1 where it has no score after all, since it does not apply.
    pub(crate) scoreless: Truth,
    /// Its bonuses.
    pub(crate) bonus: Number,
    /// The points that apply to it.
    pub(crate) applicable: Number,
    /// Every number of points that may apply to it, where these are few.
    pub(crate) applicables: Option<BTreeSet<Exact>>,
    pub(crate) veto: Truth,
    pub(crate) failure: Truth,
    /// What a part without points of its own does to those of the part above.
    pub(crate) handed: Option<Deed>,
    /// The cell of its finding.
    pub(crate) finding: String,
}

/// What the parts below one part hand to it.
pub(crate) struct Below {
    pub(crate) parts: Vec<Scored>,
    pub(crate) score: Number,
    bonus: Number,
    pub(crate) applicable: Number,
    out: Truth,
    pub(crate) open: Truth,
    veto: Vec<Truth>,
    failure: Vec<Truth>,
    handed: Vec<Deed>,
}

impl<'a> Compiler<'a> {
    /// Scores a part and everything below it. `inside`: whether the parts above apply.
    pub(crate) fn part(&mut self, id: PartId, inside: &Made<Truth>) {
        let scored = self.at_part(id, |compiler| {
            let plan = compiler.plan;
            let part = plan.parts.get(id.0 as usize).ok_or(ByWeiheng::Saying)?;
            let applies = inside.clone().and_then(|inside| compiler.applies_inside(part, &inside));
            for child in &part.children {
                compiler.part(*child, &applies);
            }
            compiler.scored_part(id, part, &applies?)
        });
        self.scored.insert(id, scored);
    }

    /// Whether a part applies: 1 or 0, or the state of what is not known.
    fn applies_inside(&mut self, part: &'a PlannedPart, inside: &Truth) -> Made<Truth> {
        let Some(applies) = &part.applies else { return Ok(inside.clone()) };
        let own = self.truth(applies)?;
        let may = own.may.never(code::INAPPLICABLE);
        let own = if own.may.includes(code::INAPPLICABLE) {
            self.keep_truth(format!("IF({0}={1},0,{0})", own.at, code::INAPPLICABLE), may)
        } else {
            own
        };
        if inside.is_always() {
            return Ok(own);
        }
        Ok(self.keep_truth(format!("IF({0}=1,{1},{0})", inside.at, own.at), may.or(inside.may)))
    }

    fn below(&mut self, part: &PlannedPart) -> Made<Below> {
        let scored = part.children.iter().map(|child| self.scored.get(child).cloned());
        let parts: Vec<Scored> = scored
            .map(|scored| scored.ok_or(ByWeiheng::Rests)?.map_err(|_| ByWeiheng::Rests))
            .collect::<Made<_>>()?;
        let scores: Vec<Number> = parts.iter().filter_map(|part| part.score.clone()).collect();
        let score = self.sum(&scores)?;
        let bonus = self.sum(parts.iter().map(|part| &part.bonus))?;
        let applicable = self.sum(parts.iter().map(|part| &part.applicable))?;
        let outs: Vec<Truth> = parts.iter().map(|part| part.out.clone()).collect();
        let opens: Vec<Truth> = parts.iter().map(|part| part.open.clone()).collect();
        let (out, open) = (self.all(&outs), self.worst_of(&opens));
        let veto = parts.iter().map(|part| part.veto.clone()).collect();
        let failure = parts.iter().map(|part| part.failure.clone()).collect();
        let handed = parts.iter().filter_map(|part| part.handed.clone()).collect();
        Ok(Below { parts, score, bonus, applicable, out, open, veto, failure, handed })
    }

    fn scored_part(&mut self, id: PartId, part: &'a PlannedPart, applies: &Truth) -> Made<Scored> {
        let below = self.below(part)?;
        let mut own = self.acts(&part.acts)?;
        for factor in &part.factors {
            self.multiply(factor, &[Verb::Deduct], &mut own)?;
        }
        let nothing = self.nothing_applies(part, &own, &below);
        let skipped = self.skipped(applies, &nothing);
        let gift = self.gift(id, part, &below)?;
        let open = self.openness(part, applies, &nothing, &own, &below, &gift)?;
        let mut scored = self.effects_of(&own, &below, applies, &skipped, open)?;
        let mut deeds = below.handed.clone();
        deeds.push(Deed { bonus: Number::fixed(Exact::ZERO), ..own });
        let deed = self.one_after_another(&deeds)?;
        let lost = if part.points.is_some() || part.sums || id == PartId(0) {
            self.hold(part, &deed, &below, &skipped, &gift, &mut scored)?;
            Number::fixed(Exact::ZERO)
        } else {
            let handed = self.handed(&deed, applies, &skipped, &scored.open)?;
            scored.handed.insert(handed).lost.clone()
        };
        scored.out = if skipped.is_never() || scored.open.may.is_known() {
            skipped
        } else {
            self.keep_truth(format!("IF(AND({}=1,{}=0),1,0)", skipped.at, scored.open.at), May::KNOWN)
        };
        scored.finding = self.finding(&scored, &lost);
        Ok(scored)
    }

    /// Whether neither the acts of a part nor the parts below it apply.
    fn nothing_applies(&mut self, part: &PlannedPart, own: &Deed, below: &Below) -> Truth {
        match (part.acts.is_empty(), part.children.is_empty()) {
            (true, true) => Truth::known(false),
            (true, false) => below.out.clone(),
            (false, true) => own.out.clone(),
            (false, false) => self.all(&[own.out.clone(), below.out.clone()]),
        }
    }

    /// A part with its bonuses, vetoes and failures, and no points yet.
    fn effects_of(
        &mut self,
        own: &Deed,
        below: &Below,
        applies: &Truth,
        skipped: &Truth,
        open: Truth,
    ) -> Made<Scored> {
        let own_bonus = self.unless_skipped(skipped, &own.bonus)?;
        let bonus = self.plus(&below.bonus, &own_bonus, false)?;
        let own_veto = self.gated(skipped, applies, &own.veto);
        let own_failure = self.gated(skipped, applies, &own.failure);
        let joined = |below: &[Truth], own: Truth| below.iter().cloned().chain([own]).collect::<Vec<_>>();
        let veto = self.any(&joined(&below.veto, own_veto));
        let failure = self.any(&joined(&below.failure, own_failure));
        Ok(Scored {
            out: Truth::known(false),
            open,
            score: None,
            shortfall: None,
            scoreless: Truth::known(false),
            bonus,
            applicable: Number::fixed(Exact::ZERO),
            applicables: None,
            veto,
            failure,
            handed: None,
            finding: String::new(),
        })
    }

    /// Gives a part that holds points its score and the points that apply.
    fn hold(
        &mut self,
        part: &'a PlannedPart,
        deed: &Deed,
        below: &Below,
        skipped: &Truth,
        gift: &Gift,
        scored: &mut Scored,
    ) -> Made<()> {
        let (score, applicable) = self.held(part, deed, below)?;
        let (score, applicable) = self.rescaled_part(part, score, applicable)?;
        let is_out = format!("{}=1", skipped.at);
        let may_be_out = !skipped.is_never();
        if part.points.is_some() || part.sums {
            scored.score = Some(if may_be_out { self.either(&is_out, &gift.score, &score)? } else { score });
            if gift.scoreless {
                scored.scoreless = skipped.clone();
            }
        }
        scored.applicable =
            if may_be_out { self.either(&is_out, &gift.applicable, &applicable)? } else { applicable };
        scored.applicables = applicables(part, below, may_be_out, &gift.applicable);
        let (score, applicable) = (scored.score.clone(), scored.applicable.clone());
        scored.shortfall = score.and_then(|score| self.plus(&applicable, &score, true).ok());
        Ok(())
    }

    /// What a part without points does to those of the part above.
    fn handed(&mut self, deed: &Deed, applies: &Truth, skipped: &Truth, open: &Truth) -> Made<Deed> {
        let zero = Number::fixed(Exact::ZERO);
        let (lost, earned) =
            (self.extreme(&deed.lost, &zero, true)?, self.extreme(&deed.earned, &zero, true)?);
        Ok(Deed {
            lost: self.unless_skipped(skipped, &lost)?,
            earned: self.unless_skipped(skipped, &earned)?,
            full: self.gated(skipped, applies, &deed.full),
            zero: self.gated(skipped, applies, &deed.zero),
            open: open.clone(),
            ..Deed::nothing()
        })
    }

    /// Whether a part surely does not apply, itself or with everything in it.
    fn skipped(&mut self, applies: &Truth, nothing: &Truth) -> Truth {
        match (applies.is_always(), nothing.is_never()) {
            (true, _) => nothing.clone(),
            (false, true) => self.keep_truth(format!("IF({}=0,1,0)", applies.at), May::KNOWN),
            (false, false) => {
                let formula = format!("IF(OR({0}=0,AND({0}=1,{1}=1)),1,0)", applies.at, nothing.at);
                self.keep_truth(formula, May::KNOWN)
            }
        }
    }

    /// An effect of what applies.
    fn gated(&mut self, skipped: &Truth, applies: &Truth, effect: &Truth) -> Truth {
        if effect.is_never() || (applies.is_always() && skipped.is_never()) {
            return effect.clone();
        }
        let formula = if applies.may.is_known() {
            format!("IF({}=1,0,{})", skipped.at, effect.at)
        } else {
            format!("IF({0}=1,0,IF(AND({1}>1,{2}>0),{1},{2}))", skipped.at, applies.at, effect.at)
        };
        self.keep_truth(formula, effect.may.or(applies.may))
    }

    fn unless_skipped(&mut self, skipped: &Truth, amount: &Number) -> Made<Number> {
        if skipped.is_never() || amount.is_zero() {
            return Ok(amount.clone());
        }
        self.either(&format!("{}=1", skipped.at), &Number::fixed(Exact::ZERO), amount)
    }

    /// What is not known of a part.
    fn openness(
        &mut self,
        part: &'a PlannedPart,
        applies: &Truth,
        nothing: &Truth,
        own: &Deed,
        below: &Below,
        gift: &Gift,
    ) -> Made<Truth> {
        let unseen = self.all_unseen(part);
        let effects = [&own.full, &own.zero, &own.veto, &own.failure];
        let mut each = vec![own.open.clone(), below.open.clone(), unseen];
        each.extend(effects.into_iter().filter(|effect| !effect.may.is_known()).cloned());
        let worst = self.worst_of(&each);
        let may_be_one = effects.iter().any(|effect| !effect.may.is_known());
        let worst = if may_be_one && !worst.may.is_known() {
            self.keep_truth(format!("IF({0}>1,{0},0)", worst.at), worst.may)
        } else {
            worst
        };
        let of_gap = gift.open.clone();
        let mut may = worst.may.or(of_gap.may).or(applies.may);
        let mut formula = worst.at.clone();
        if !nothing.is_never() {
            formula = format!("IF({}=1,{},{formula})", nothing.at, of_gap.at);
        }
        if !applies.is_always() {
            formula = format!("IF({0}=0,{1},IF({0}>1,{0},{formula}))", applies.at, of_gap.at);
        }
        may = may.never(code::INAPPLICABLE);
        Ok(self.keep_truth(formula, may))
    }

    /// Holds losses and earnings to the points: the score, and the points that apply.
    fn held(&mut self, part: &'a PlannedPart, deed: &Deed, below: &Below) -> Made<(Number, Number)> {
        let zero = Number::fixed(Exact::ZERO);
        let (table, stake, bounds) = (part.table(), self.stake(), part.bounds);
        let start = match part.roll_up {
            Some(roll_up) => self.rolled(roll_up, part, &below.parts)?,
            None if part.sums => below.score.clone(),
            None => Number::fixed(table.filter(|_| !part.earns).unwrap_or(Exact::ZERO)),
        };
        let mut lost = self.extreme(&deed.lost, &zero, true)?;
        let mut earned = deed.earned.clone();
        if bounds.ends_at_zero() {
            earned = self.extreme(&earned, &zero, true)?;
            if let Some(points) = stake {
                lost = self.extreme(&lost, &Number::fixed(points), false)?;
                if bounds.ceiling {
                    earned = self.extreme(&earned, &Number::fixed(points), false)?;
                }
            }
        } else if let Some(points) = table.filter(|_| bounds.ceiling) {
            earned = self.extreme(&earned, &Number::fixed(points), false)?;
        }
        let sum = self.plus(&start, &earned, false)?;
        let mut score = self.plus(&sum, &lost, true)?;
        if let Some(floor) = bounds.floor {
            score = self.extreme(&score, &Number::fixed(floor), true)?;
        }
        if let Some(points) = table.filter(|_| bounds.ceiling) {
            score = self.extreme(&score, &Number::fixed(points), false)?;
        }
        if let (Some(points), false) = (stake, deed.full.is_never()) {
            score = self.either(&format!("{}=1", deed.full.at), &Number::fixed(points), &score)?;
        }
        if !deed.zero.is_never() {
            score = self.either(&format!("{}=1", deed.zero.at), &zero, &score)?;
        }
        let applicable = match table {
            Some(own) if !part.sums || part.roll_up.is_some() => Number::fixed(own),
            _ if part.sums => below.applicable.clone(),
            _ => zero,
        };
        Ok((score, applicable))
    }
}
