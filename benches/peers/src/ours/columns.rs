//! Many units side by side.

use std::hint::black_box;
use std::time::Duration;

use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Items;
use weiheng::evaluation::columns::evaluate_columns;
use weiheng::model::part::PartId;
use weiheng::plan::columns::ColumnPlan;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::ours::Engine;

/// Columns of 16 bits, every deduction kept.
pub struct InColumns {
    engine: Engine,
    plan: ColumnPlan,
    facts: FactColumns<i16>,
    tally: ColumnTally<i16>,
}

/// So many units are bound at a time.
const AT_ONCE: usize = 1000;

impl InColumns {
    /// The first units of the seed.
    pub fn new(units: usize) -> Result<Self> {
        let engine = Engine::new()?;
        let plan = ColumnPlan::from_plan(&engine.plan).ok_or("the rubric has no columns")?;
        let mut facts = FactColumns::of(&plan);
        for from in (0..units).step_by(AT_ONCE) {
            for readings in engine.readings(from..units.min(from + AT_ONCE))? {
                if !facts.push(&plan, &readings) {
                    return Err("a unit that fits no column".into());
                }
            }
        }
        Ok(Self { engine, plan, facts, tally: ColumnTally::default() })
    }

    /// Each rule with the position of its part.
    fn rules(&self) -> impl Iterator<Item = (usize, usize)> {
        self.engine.rules.iter().enumerate().filter_map(|(part, rule)| Some(((*rule)?, part)))
    }
}

impl Contender for InColumns {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.facts.rows()
    }

    fn pass(&mut self) -> Result<Duration> {
        Ok(timed(|| {
            evaluate_columns(&self.plan, black_box(&self.facts), &mut self.tally);
            black_box(&self.tally);
        }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        self.pass()?;
        let tenths = |value: i16| i64::from(value) * 10 / self.plan.scale;
        let rules: Vec<(usize, usize)> = self.rules().collect();
        let unit = |at: usize| {
            let part = |part: usize| tenths(self.tally.parts[part][at]);
            let items = rules.iter().map(|(rule, at)| (*rule, part(*at)));
            Scored {
                total: tenths(self.tally.total[at]),
                passed: self.tally.verdicts[0][at] == 0,
                chapters: self.engine.chapters.iter().map(|id| part(id.0 as usize)).collect(),
                items: items.filter(|(_, lost)| *lost != 0).collect(),
            }
        };
        Ok((0..self.facts.rows()).map(unit).collect())
    }
}

/// Columns, and for each unit the list of what was deducted.
pub struct WithLists {
    inner: InColumns,
    items: Items<i16>,
}

impl WithLists {
    /// The first units of the seed.
    pub fn new(units: usize) -> Result<Self> {
        Ok(Self { inner: InColumns::new(units)?, items: Items::default() })
    }
}

impl Contender for WithLists {
    fn name(&self) -> String {
        "weiheng".into()
    }

    fn units(&self) -> usize {
        self.inner.units()
    }

    fn pass(&mut self) -> Result<Duration> {
        let columns = self.inner.pass()?;
        Ok(columns
            + timed(|| {
                self.items.gather(&self.inner.plan, &self.inner.tally);
                black_box(&self.items);
            }))
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        self.pass()?;
        let mut scored = self.inner.scored()?;
        for (at, unit) in scored.iter_mut().enumerate() {
            let rule = |part: PartId| self.inner.engine.rules.get(part.0 as usize).copied().flatten();
            let tenths = |amount: i16| i64::from(amount) * 10 / self.inner.plan.scale;
            let items = self.items.of(at).iter();
            unit.items = items.filter_map(|item| Some((rule(item.part)?, tenths(item.amount)))).collect();
        }
        Ok(scored)
    }
}
