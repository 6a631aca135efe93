//! The words of the lines that no statement writes: what a part does with the points of its table.

use crate::assessment::from_tally::Writer;
use crate::assessment::reasons;
use crate::assessment::speech::Speech;
use crate::evaluation::interval::Interval;
use crate::evaluation::possible::Possible;
use crate::evaluation::possible::Shape;
use crate::evaluation::rolled;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::exact::Exact;
use crate::model::expression::Expr;
use crate::model::holding::RollUp;
use crate::model::part::PartId;
use crate::plan::PlannedPart;
use crate::syntax::tree::Rank;
use crate::syntax::tree::RollUpFold;
use crate::syntax::tree::RollUpOf;
use crate::unit::Unit;

impl Writer<'_> {
    /// What a line of a part says that needs more than its kind; `None` where the kind says it all.
    pub(crate) fn part_words(&self, speech: &Speech<'_>, line: &Line) -> Option<String> {
        let part = self.plan.parts.get(line.part.0 as usize)?;
        match (line.kind, line.act) {
            (LineKind::Rounding, _) => {
                let (rounding, step) = self.plan.rounding?;
                Some(reasons::rounding(speech, rounding, step))
            }
            (LineKind::Gaps, _) => {
                let inside = part.rescales && part.leaves_by != part.inside && !self.is_out(line.part);
                Some(reasons::gaps(speech, if inside { part.inside } else { part.leaves_by }))
            }
            (LineKind::Scaled, _) => Some(self.scaled(speech, line.part, part)),
            (LineKind::RollUp, _) => Some(self.rolled(speech, part.roll_up?, part)),
            (LineKind::Floor, None) => match part.bounds.floor {
                Some(floor) if !floor.is_zero() => {
                    let floor = points(speech, Ends::point(floor));
                    Some(format!(
                        "{}{floor}{}",
                        speech.say("扣到 ", "no lower than "),
                        speech.say(" 为止", "")
                    ))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn is_out(&self, id: PartId) -> bool {
        let finding = self.tally.parts.get(id).map(|part| part.finding);
        finding == Some(crate::evaluation::tally::Finding::NotApplicable)
    }

    /// `折算：520分 × 100分 ÷ 650分`.
    fn scaled(&self, speech: &Speech<'_>, id: PartId, part: &PlannedPart) -> String {
        let (to, from) = (part.points.unwrap_or(Exact::ZERO), part.table().unwrap_or(Exact::ZERO));
        let score = self.tally.parts.get(id).and_then(|tally| tally.score);
        let before = |score: Exact| score.times(from).and_then(|product| product.over(to));
        let before = score.filter(|score| score.low == score.high).and_then(|score| before(score.low));
        let got = before.map_or_else(|| speech.say("得分", "score"), |got| points(speech, Ends::point(got)));
        let (to, from) = (points(speech, Ends::point(to)), points(speech, Ends::point(from)));
        format!("{}{got} × {to} ÷ {from}", speech.say("折算：", "scaled: "))
    }

    /// `加权平均得分率：80% × 30% + 90% × 70%`.
    fn rolled(&self, speech: &Speech<'_>, roll_up: RollUp, above: &PlannedPart) -> String {
        let mut staying = Vec::new();
        let below = above.children.iter().filter_map(|child| {
            let part = self.plan.parts.get(child.0 as usize)?;
            let value = rolled::value(roll_up.of, above, part, &self.tally.parts.get(*child)?)?;
            let value = match roll_up.of {
                RollUpOf::Score => points(speech, value),
                RollUpOf::ScoreRate => ends(speech, value, &Unit::percent()),
            };
            staying.push(part.weight);
            Some(if roll_up.fold == RollUpFold::Weighted {
                format!("{value} × {}", ends(speech, Ends::point(part.weight), &Unit::percent()))
            } else {
                value
            })
        });
        let below: Vec<String> = below.collect();
        let what = match (roll_up.fold, roll_up.of) {
            (RollUpFold::Mean, RollUpOf::Score) => ("平均得分", "mean score"),
            (RollUpFold::Mean, RollUpOf::ScoreRate) => ("平均得分率", "mean score rate"),
            (RollUpFold::Lowest, RollUpOf::Score) => ("最低得分", "lowest score"),
            (RollUpFold::Lowest, RollUpOf::ScoreRate) => ("最低得分率", "lowest score rate"),
            (RollUpFold::Weighted, RollUpOf::Score) => ("加权得分", "weighted score"),
            (RollUpFold::Weighted, RollUpOf::ScoreRate) => ("加权得分率", "weighted score rate"),
        };
        let of = speech.say("：", ": ");
        let separator = match roll_up.fold {
            RollUpFold::Weighted => " + ".to_owned(),
            RollUpFold::Mean | RollUpFold::Lowest => speech.say("、", ", "),
        };
        let below = below.join(&separator);
        // Where a part dropped out, the other weights are divided by what is left of them.
        let left = staying.into_iter().try_fold(Exact::ZERO, Exact::plus).filter(|left| *left != Exact::ONE);
        let below = match left.filter(|_| roll_up.fold == RollUpFold::Weighted) {
            Some(left) => format!("({below}) ÷ {}", ends(speech, Ends::point(left), &Unit::percent())),
            None => below,
        };
        format!("{}{of}{below}", speech.say(what.0, what.1))
    }
}

impl Speech<'_> {
    /// `条 3.1 得分 8分`, `条 3.1 合格`.
    pub(crate) fn part_result(&self, part: PartId, result: &Expr) -> String {
        let name = self.standard.part(part).map(|part| part.id.clone()).unwrap_or_default();
        let rank = self.standard.part(part).map(|part| keyword_of(part.rank));
        let rank = rank.map_or_else(String::new, |(zh, en)| self.say(zh, en));
        match result {
            Expr::Met => format!("{rank} {name} {}", self.say("合格", "met")),
            _ => {
                let value = self.possible(&self.scope.of_part(part, result), &self.unit(result));
                self.named(&format!("{rank} {name} {}", self.expression(result)), &value)
            }
        }
    }
}

/// The word of a heading.
pub(crate) fn keyword_of(rank: Rank) -> (&'static str, &'static str) {
    match rank {
        Rank::Standard => ("标准", "standard"),
        Rank::Chapter => ("章", "chapter"),
        Rank::Section => ("节", "section"),
        Rank::Clause => ("条", "clause"),
        Rank::Item => ("款", "item"),
    }
}

fn points(speech: &Speech<'_>, value: Ends) -> String {
    ends(speech, value, &Unit::points())
}

fn ends(speech: &Speech<'_>, value: Ends, unit: &Unit) -> String {
    let interval = Interval::between(value.low, value.high);
    speech.possible(&Possible::known(Shape::Number(interval)), unit)
}
