//! Whether the ends of a clause are those of its completions, where it has few.

use weiheng::evaluation::tally::Ends;
use weiheng::model::part::PartId;

use crate::case::Case;
use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::unit;
use crate::generator::unit::Recorded;
use crate::generator::unit::Unit;
use crate::number::Number;
use crate::number::number;
use crate::outcome::Outcome;

/// The most completions of a clause for which the ends are promised to be the true ones.
const MOST: usize = 64;

impl Case {
    /// Clauses with points of which few completions are left: their ends are the worst and the best of them.
    pub fn tight(&self, choices: &mut Choices<'_>) -> Result<(), String> {
        let unseen = choices.one(&[25, 50]);
        let unit = unit::draw(&self.sample.facts, unseen, choices);
        let tally = weiheng::evaluate(&self.plan, &self.readings(&unit)?);
        let filled = unit::complete(&self.sample.facts, &unit, choices);
        for (id, part) in self.standard.parts() {
            let lone = part.points.is_some()
                && part.children.is_empty()
                && part.applies.is_none()
                && part.needs.is_empty();
            let lone = lone && !tally.parts.get(id).expect("a part has a result").may_be_inapplicable;
            let ways = if lone { self.ways(id, &unit) } else { None };
            let (Some(ways), Some(score)) = (ways, tally.parts.get(id).expect("a part has a result").score)
            else {
                continue;
            };
            let Some((low, high)) = self.true_ends(id, &filled, &ways)? else { continue };
            let found = if is_tight(score, &low, &high) {
                Vec::new()
            } else {
                vec![format!("part {}: {} to {}, completions {low} to {high}", id.0, score.low, score.high)]
            };
            self.verdict(found, &[&unit], &tally)?;
        }
        Ok(())
    }

    /// Every way to complete the facts of a clause; `None` where nothing is open, or too much.
    fn ways(&self, id: PartId, unit: &Unit) -> Option<Vec<Vec<(usize, Recorded)>>> {
        let mut ways = vec![Vec::new()];
        for fact in &self.plan.parts[id.0 as usize].deciding {
            let at = fact.0 as usize;
            let declared: &Fact = &self.sample.facts[at];
            if !is_plain(&unit[at]) || declared.external && matches!(unit[at], Recorded::Unseen) {
                return None;
            }
            let values = unit::all_values(declared, &unit[at])?;
            let with = |way: &Vec<(usize, Recorded)>, value: &Recorded| {
                way.iter().cloned().chain([(at, value.clone())]).collect::<Vec<_>>()
            };
            ways = ways
                .iter()
                .flat_map(|way| values.iter().map(|value| with(way, value)).collect::<Vec<_>>())
                .collect();
            if ways.len() > MOST {
                return None;
            }
        }
        (ways.len() > 1).then_some(ways)
    }

    /// The least and the greatest score of the completions; `None` where one of them has none.
    fn true_ends(
        &self,
        id: PartId,
        filled: &Unit,
        ways: &[Vec<(usize, Recorded)>],
    ) -> Result<Option<(Number, Number)>, String> {
        let mut ends: Option<(Number, Number)> = None;
        for way in ways {
            let mut trial = filled.clone();
            way.iter().for_each(|(at, value)| trial[*at] = value.clone());
            let readings = self.readings(&trial)?;
            let part = self.oracle(&readings).outcomes().parts.remove(&id);
            let part = part.expect("every part has an outcome");
            let (Outcome::Known(score), false) = (part.score, part.undetermined) else { return Ok(None) };
            if part.finding == weiheng::evaluation::tally::Finding::NotApplicable {
                return Ok(None);
            }
            ends = Some(match ends {
                None => (score.clone(), score),
                Some((low, high)) => (low.min(score.clone()), high.max(score)),
            });
        }
        Ok(ends)
    }
}

/// Whether a fact is open as a whole or not at all.
fn is_plain(recorded: &Recorded) -> bool {
    match recorded {
        Recorded::Unseen | Recorded::NotApplicable | Recorded::Value(_) => true,
        Recorded::Items(items) => items.iter().all(Option::is_some),
        Recorded::Band(_) | Recorded::Rows(_) => false,
    }
}

fn is_tight(score: Ends, low: &Number, high: &Number) -> bool {
    number(score.low) == *low && number(score.high) == *high
}
