//! 缺项: what becomes of the points of what does not apply, and scores scaled to their points.

use std::collections::BTreeSet;

use weiheng::Exact;
use weiheng::model::Gaps;
use weiheng::model::part::PartId;
use weiheng::plan::PlannedPart;

use crate::form::formula::code;
use crate::form::formula::code::May;
use crate::form::formula::compiler::Compiler;
use crate::form::formula::part::Below;
use crate::form::formula::value::ByWeiheng;
use crate::form::formula::value::Made;
use crate::form::formula::value::Number;
use crate::form::formula::value::Truth;

/// What a part has that does not apply.
pub(crate) struct Gift {
    pub(crate) score: Number,
    pub(crate) applicable: Number,
    /// Whether it has no score at all.
    pub(crate) scoreless: bool,
    pub(crate) open: Truth,
}

impl Compiler<'_> {
    /// 缺项 折算 of a part below the standard, and 折算自.
    pub(crate) fn rescaled_part(
        &mut self,
        part: &PlannedPart,
        score: Number,
        applicable: Number,
    ) -> Made<(Number, Number)> {
        let (mut score, mut applicable) = (score, applicable);
        if let (Some(points), true) = (part.table(), part.rescales) {
            score = self.rescaled(&score, &applicable, points)?;
            let zero = Number::fixed(Exact::ZERO);
            let some = format!("{}>0", applicable.at);
            applicable = if applicable.low > 0 {
                Number::fixed(points)
            } else {
                self.either(&some, &Number::fixed(points), &zero)?
            };
        }
        if let (Some(points), Some(table)) = (part.points, part.scaled_from) {
            let by = points.over(table).ok_or(ByWeiheng::Large)?;
            score = self.scaled(&score, by)?;
            applicable = self.scaled(&applicable, by)?;
        }
        Ok((score, applicable))
    }

    /// got / applicable x points, between nothing and the points; nothing where no points apply.
    pub(crate) fn rescaled(&mut self, score: &Number, applicable: &Number, points: Exact) -> Made<Number> {
        let zero = Number::fixed(Exact::ZERO);
        if applicable.as_fixed() == Some(points) {
            let floored = self.extreme(score, &zero, true)?;
            return self.extreme(&floored, &Number::fixed(points), false);
        }
        let all = self.scaled(score, points)?;
        let share = self.over(&all, applicable)?;
        let share = Number { state: "0".to_owned(), may: May::KNOWN, ..share };
        let share = self.extreme(&share, &zero, true)?;
        let share = self.extreme(&share, &Number::fixed(points), false)?;
        if applicable.low > 0 {
            return Ok(share);
        }
        self.either(&format!("{}=0", applicable.at), &zero, &share)
    }

    /// What the policy gives for what does not apply.
    pub(crate) fn gift(&mut self, id: PartId, part: &PlannedPart, below: &Below) -> Made<Gift> {
        let zero = || Number::fixed(Exact::ZERO);
        let mut gift = Gift { score: zero(), applicable: zero(), scoreless: true, open: Truth::known(false) };
        if id == PartId(0) && self.plan.gaps != Gaps::Forbid {
            return Ok(gift);
        }
        let forbidden = Truth { at: code::OPEN.to_string(), may: May::be(code::OPEN) };
        let policy = if part.sums && (part.inside != Gaps::Rescale || part.leaves_by == Gaps::Rescale) {
            gift.open = below.open.clone();
            gift.applicable = below.applicable.clone();
            if part.inside == Gaps::Rescale {
                return Ok(gift);
            }
            (gift.score, gift.scoreless) = (below.score.clone(), false);
            if part.scaled_from.is_none() && part.roll_up.is_none() {
                return Ok(gift);
            }
            part.inside
        } else {
            part.leaves_by
        };
        let Some(points) = part.points.filter(|_| policy != Gaps::Rescale) else { return Ok(gift) };
        gift.scoreless = false;
        gift.score = Number::fixed(if policy == Gaps::Full { points } else { Exact::ZERO });
        gift.applicable = Number::fixed(points);
        if policy == Gaps::Forbid {
            gift.open = forbidden;
        }
        Ok(gift)
    }
}

/// Every number of points that may apply, while these are few.
pub(crate) fn applicables(
    part: &PlannedPart,
    below: &Below,
    may_be_out: bool,
    gift: &Number,
) -> Option<BTreeSet<Exact>> {
    let mut sums = BTreeSet::from([Exact::ZERO]);
    if part.rescales || part.scaled_from.is_some() {
        sums = [part.points?, Exact::ZERO].into_iter().collect();
    } else if part.sums && part.roll_up.is_none() {
        for child in &below.parts {
            let more = match &child.applicables {
                Some(more) => more.clone(),
                None if child.score.is_none() => continue,
                None => return None,
            };
            sums =
                sums.iter().flat_map(|sum| more.iter().map(|more| sum.plus(*more))).collect::<Option<_>>()?;
            if sums.len() > 64 {
                return None;
            }
        }
    } else {
        sums = part.table().into_iter().collect();
    }
    if may_be_out {
        sums.extend(gift.as_fixed());
    }
    Some(sums)
}
