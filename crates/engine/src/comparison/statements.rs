//! What came of one statement, with the limit or the arithmetic in words.

use std::collections::BTreeSet;

use crate::assessment::Finding;
use crate::assessment::acts::Acts;
use crate::assessment::from_tally::Writer;
use crate::assessment::from_tally::range;
use crate::assessment::line_words::Because;
use crate::assessment::line_words::Placed;
use crate::assessment::speech::Speech;
use crate::comparison::Statement;
use crate::evaluation::book::plus;
use crate::evaluation::expression::matches;
use crate::evaluation::possible::Possible;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::Line;
use crate::evaluation::tally::LineKind;
use crate::evaluation::tally::PartTally;
use crate::model::act::Act;
use crate::model::act::ActId;
use crate::model::act::ActKind;
use crate::model::act::Steps;
use crate::model::expression::Bands;
use crate::model::part::PartId;

/// Writes statements of one standard.
pub(super) struct Statements<'w, 'a> {
    writer: &'w Writer<'a>,
    acts: &'w Acts<'a>,
    lines: Vec<Line>,
}

impl<'w, 'a> Statements<'w, 'a> {
    pub(super) fn new(writer: &'w Writer<'a>, acts: &'w Acts<'a>) -> Self {
        Self { writer, acts, lines: writer.tally.lines.iter().collect() }
    }

    /// What came of an act of a part.
    pub(super) fn of(&self, part: PartId, act: &Act) -> Statement {
        let ids = ids(act);
        let moved = |line: &&Line| line.part == part && line.act.is_some_and(|id| ids.contains(&id));
        let lines: Vec<&Line> = self.lines.iter().filter(moved).collect();
        let noted = lines.iter().find_map(|line| self.acts.get(line.act?)?.note());
        let moved = total(&lines);
        Statement {
            words: self.writer.both(|speech| self.words(speech, part, act, &lines)),
            result: self.result(part, act, &lines),
            amount: moved.filter(|moved| !moved.is_zero()).map(range),
            note: act.note.clone().or(noted),
            line: self.writer.standard.line(act.span),
            file: self.writer.standard.file(act.span).map(str::to_owned),
        }
    }

    fn words(&self, speech: &Speech<'_>, part: PartId, act: &Act, lines: &[&Line]) -> String {
        match &act.kind {
            ActKind::Require(condition, _) => speech.expression(condition),
            _ if !lines.is_empty() => {
                let said =
                    lines.iter().map(|line| speech.line(line, line.act.and_then(|id| self.acts.get(id))));
                speech.clauses(&said.collect::<Vec<_>>())
            }
            ActKind::Chain(branches, _) => {
                let unmet = branches.iter().map(|(condition, _)| speech.expression(condition));
                let unmet = unmet.collect::<Vec<_>>().join(&speech.say("；", "; "));
                format!("{}{unmet}", speech.say("不成立：", "does not hold: "))
            }
            ActKind::Bands(bands) => self.band(speech, bands),
            ActKind::Steps(steps) => beyond(speech, steps),
            _ => {
                let placed = Placed { act, because: Because::Always, outer: act };
                speech.placed(part, LineKind::Deduct, true, placed)
            }
        }
    }

    /// The value of the keys of a band table, and the row that holds it where it is one.
    fn band(&self, speech: &Speech<'_>, bands: &Bands<Act>) -> String {
        let keys: Vec<Possible> = bands.keys.iter().map(|key| self.writer.scope.value(key)).collect();
        let mut fitting = bands.rows.iter().filter(|row| matches(&keys, &row.patterns).truths().yes);
        match (fitting.next(), fitting.next()) {
            (Some(row), None) => speech.band(bands, &row.patterns),
            _ => {
                let keys = bands.keys.iter().map(|key| speech.expression(key));
                keys.collect::<Vec<_>>().join(&speech.say("，", ", "))
            }
        }
    }

    fn result(&self, part: PartId, act: &Act, lines: &[&Line]) -> Finding {
        let Some(tally) = self.writer.tally.parts.get(part) else { return Finding::Met };
        let earns = self.writer.standard.part(part).is_some_and(|part| part.earns);
        match &act.kind {
            ActKind::Require(condition, otherwise) => {
                let holds = self.writer.scope.value(condition);
                match holds.truths() {
                    _ if holds.is_inapplicable() => Finding::NotApplicable,
                    truths if holds.inapplicable || truths.yes == truths.no => open(&tally),
                    truths if truths.yes => Finding::Met,
                    _ => lost(otherwise, lines, &tally),
                }
            }
            ActKind::Chain(branches, _) if lines.is_empty() => {
                let settled = |condition| {
                    let truths = self.writer.scope.value(condition).truths();
                    truths.yes != truths.no
                };
                if branches.iter().all(|(condition, _)| settled(condition)) {
                    Finding::Met
                } else {
                    open(&tally)
                }
            }
            _ if earns => tally.finding,
            _ => lost(act, lines, &tally),
        }
    }
}

/// What did not come about, since the measure is not beyond the threshold: `x 94% >= 93%`.
fn beyond(speech: &Speech<'_>, steps: &Steps) -> String {
    let (measure, threshold) = (speech.expression(&steps.measure), speech.expression(&steps.threshold));
    format!("{measure} {} {threshold}", if steps.below { ">=" } else { "<=" })
}

/// The finding for what an act took.
fn lost(act: &Act, lines: &[&Line], tally: &PartTally) -> Finding {
    let outcome = lines.iter().any(|line| line.kind == LineKind::Outcome);
    let vetoes = outcome && holds(act, |kind| matches!(kind, ActKind::Veto));
    let fails = outcome && holds(act, |kind| matches!(kind, ActKind::Fail));
    match total(lines) {
        _ if vetoes => Finding::Vetoed,
        _ if fails => Finding::Failed,
        _ if outcome => tally.finding.min(Finding::Reduced),
        Some(moved) if moved.low != moved.high => open(tally),
        Some(moved) if moved.low.sign() < 0 => Finding::Reduced,
        _ => Finding::Met,
    }
}

/// Why something is open: as the part says it.
fn open(tally: &PartTally) -> Finding {
    if tally.finding == Finding::Undetermined { Finding::Undetermined } else { Finding::NotObserved }
}

fn holds(act: &Act, wanted: fn(&ActKind) -> bool) -> bool {
    wanted(&act.kind) || act.inside().into_iter().any(|inner| holds(inner, wanted))
}

fn ids(act: &Act) -> BTreeSet<ActId> {
    let mut ids = BTreeSet::from([act.id]);
    let mut waiting = vec![act];
    while let Some(act) = waiting.pop() {
        ids.insert(act.id);
        waiting.extend(act.inside());
    }
    ids
}

/// What lines add up to; `None` where there are none.
fn total(lines: &[&Line]) -> Option<Ends> {
    let mut lines = lines.iter().map(|line| line.amount);
    let first = lines.next()?;
    Some(lines.fold(first, plus))
}
