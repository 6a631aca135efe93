//! Writing the assessment of a tally: names, sources, values and words put to numbers and positions.

use std::cell::RefCell;

use crate::assessment::Assessment;
use crate::assessment::FactUsed;
use crate::assessment::Line;
use crate::assessment::PartResult;
use crate::assessment::Range;
use crate::assessment::RankName;
use crate::assessment::SourceName;
use crate::assessment::StandardName;
use crate::assessment::acts::Acts;
use crate::assessment::line_words::Placed;
use crate::assessment::reasons;
use crate::assessment::speech::Speech;
use crate::assessment::value;
use crate::evaluation::book::plus;
use crate::evaluation::scope::Outcome;
use crate::evaluation::scope::Scope;
use crate::evaluation::tally;
use crate::evaluation::tally::Ends;
use crate::evaluation::tally::PartTally;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::model::fact::FactId;
use crate::model::part::Citation;
use crate::model::part::Part;
use crate::model::part::PartId;
use crate::model::part::Status;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::syntax::tree::Rank;
use crate::unit::Unit;
use crate::words::Words;

impl Assessment {
    /// The assessment of a unit from its tally. The plan and the readings must be those that made it.
    pub fn from_tally(standard: &Standard, plan: &Plan, readings: &Readings, tally: &Tally) -> Self {
        written(standard, plan, readings, tally, |writer| writer.assessment())
    }
}

/// What a writer of a tally writes. The plan and the readings must be those that made it.
pub(crate) fn written<R>(
    standard: &Standard,
    plan: &Plan,
    readings: &Readings,
    tally: &Tally,
    write: impl FnOnce(&Writer<'_>) -> R,
) -> R {
    let memo = RefCell::new(Vec::new());
    let Tally { parts, accounts, unrounded: total, verdicts, .. } = tally;
    let outcome = Outcome { parts, total: *total, part: PartId(0), accounts, unvetoed: false, verdicts };
    let scope = Scope::new(plan, &readings.readings, &tally.batch, &memo).with_part(outcome);
    write(&Writer { standard, plan, readings, tally, scope: &scope })
}

pub(crate) struct Writer<'a> {
    pub(crate) standard: &'a Standard,
    pub(crate) plan: &'a Plan,
    pub(crate) readings: &'a Readings,
    pub(crate) tally: &'a Tally,
    pub(crate) scope: &'a Scope<'a>,
}

impl Writer<'_> {
    fn assessment(&self) -> Assessment {
        let (standard, tally) = (self.standard, self.tally);
        let parts = standard.parts().zip(tally.parts.iter());
        Assessment {
            version: Assessment::VERSION,
            standard: StandardName {
                id: standard.id.clone(),
                label: standard.label.clone(),
                tier: standard.tier.clone(),
            },
            unit: self.readings.unit.clone(),
            date: self.plan.date,
            score: tally.total.map(range),
            unrounded: tally.unrounded.map(range),
            full: standard.full_points(),
            verdicts: self.verdicts_of(PartId(0)),
            basis: self.basis(),
            parts: parts.map(|((id, part), tally)| self.part(id, part, tally)).collect(),
            ledger: self.ledger(),
            accounts: self.accounts(),
            repairs: None,
            overrides: self.overrides(),
            receipt: None,
        }
    }

    pub(crate) fn both(&self, say: impl Fn(&Speech<'_>) -> String) -> Words {
        value::both(|language| {
            say(&Speech { standard: self.standard, scope: self.scope, language, row: None })
        })
    }

    fn part(&self, id: PartId, part: &Part, tally: PartTally) -> PartResult {
        let depth = std::iter::successors(part.parent, |above| self.standard.part(*above)?.parent).count();
        PartResult {
            rank: rank(part.rank),
            id: part.id.clone(),
            depth: u32::try_from(depth).unwrap_or(u32::MAX),
            label: part.label.clone(),
            starred: part.starred,
            points: part.points,
            score: tally.score.map(|score| range(plus(score, tally.bonus))),
            start: tally.start,
            finding: tally.finding,
            reasons: reasons::of_part(self, id, &tally),
            sources: self.sources(part),
            status: self.standard.status(part).map(Status::en).map(str::to_owned),
            departments: part.departments.clone(),
            verdicts: if part.parent.is_some() { self.verdicts_of(id) } else { Vec::new() },
            requirements: self.requirements(part),
            overridden: self.used(id).iter().any(|fact| self.readings.originals.contains_key(fact)),
            facts: self.facts(id),
        }
    }

    fn sources(&self, part: &Part) -> Vec<SourceName> {
        let own = if part.parent.is_none() { &self.standard.sources } else { &part.sources };
        own.iter().map(source).collect()
    }

    fn used(&self, id: PartId) -> &[FactId] {
        self.plan.parts.get(id.0 as usize).map(|part| part.facts.as_slice()).unwrap_or_default()
    }

    fn facts(&self, id: PartId) -> Vec<FactUsed> {
        let facts = self.used(id).iter().filter_map(|id| {
            let fact = self.standard.fact(*id)?;
            let reading = self.scope.reading(*id);
            let place = self.readings.place(*id);
            Some(FactUsed {
                name: fact.name.clone(),
                value: value::reading(fact, reading),
                state: value::state(reading).to_owned(),
                taken_as: value::taken_as(fact, reading),
                recorded: self.readings.originals.get(id).map(|recorded| value::reading(fact, recorded)),
                place: place.map(|span| (span.start, span.end)),
                origin: None,
                sayings: Vec::new(),
            })
        });
        facts.collect()
    }

    fn ledger(&self) -> Vec<Line> {
        let acts = Acts::of(self.standard);
        self.tally.lines.iter().map(|line| self.line(&line, &acts)).collect()
    }

    fn line(&self, line: &tally::Line, acts: &Acts<'_>) -> Line {
        if let Some(factor) = line.act.and_then(|act| acts.factor(act)) {
            let moved = Some(line.amount.low).filter(|low| *low == line.amount.high);
            return Line {
                part: line.part.0,
                kind: line.kind,
                amount: range(line.amount),
                line: Some(self.standard.line(factor.span)),
                file: self.standard.file(factor.span).map(str::to_owned),
                words: self.both(|speech| speech.factor(moved, &Unit::points(), factor)),
                note: factor.note.clone(),
            };
        }
        let placed = line.act.and_then(|act| acts.get(act));
        let words =
            self.both(|speech| self.part_words(speech, line).unwrap_or_else(|| speech.line(line, placed)));
        let note = placed.and_then(Placed::note);
        Line {
            part: line.part.0,
            kind: line.kind,
            amount: range(line.amount),
            line: placed.map(|placed| self.standard.line(placed.act.span)),
            file: placed.and_then(|placed| self.standard.file(placed.act.span)).map(str::to_owned),
            words,
            note,
        }
    }
}

/// Ends as the result names them.
pub(crate) fn range(ends: Ends) -> Range {
    Range::from(ends)
}

fn rank(rank: Rank) -> RankName {
    match rank {
        Rank::Standard => RankName::Standard,
        Rank::Chapter => RankName::Chapter,
        Rank::Section => RankName::Section,
        Rank::Clause => RankName::Clause,
        Rank::Item => RankName::Item,
    }
}

fn source(citation: &Citation) -> SourceName {
    SourceName {
        title: citation.title.clone(),
        place: citation.place.clone(),
        status: citation.status.map(Status::en).map(str::to_owned),
    }
}
