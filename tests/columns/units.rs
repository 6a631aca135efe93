//! The units of one standard, scored over columns and row by row.

use spec::agreement;
use spec::oracle::Oracle;
use weiheng::Diagnostics;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Severity;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::evaluation::columns::ColumnTally;
use weiheng::evaluation::columns::FactColumns;
use weiheng::evaluation::columns::Items;
use weiheng::evaluation::columns::Lane;
use weiheng::evaluation::columns::evaluate_columns;
use weiheng::evaluation::tally::Chance;
use weiheng::model::part::PartId;
use weiheng::plan::columns::ColumnPlan;
use weiheng::plan::columns::Holds;
use weiheng::plan::columns::Width;
use weiheng::plan::program::Program;

/// The units of one standard.
pub(crate) struct Units {
    standard: Standard,
    plan: Plan,
    readings: Vec<Readings>,
}

impl Units {
    pub(crate) fn of(text: &str, json: &str) -> Result<Self, String> {
        let loaded = weiheng::load(&Source::new("a.wh", text), SourceId(0));
        let standard = loaded.value.ok_or_else(|| format!("{}\n{text}", errors(&loaded.diagnostics)))?;
        let read = Observations::from_json(SourceId(1), json);
        let units = read.value.ok_or_else(|| format!("{:?}\n{json}", read.diagnostics))?;
        let bound = units.iter().map(|unit| Readings::bind(&standard, unit));
        let readings = bound.map(|bound| bound.value.ok_or_else(|| errors(&bound.diagnostics)));
        let readings = readings.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { plan: Plan::from_model(&standard, None), standard, readings })
    }

    pub(crate) fn columns(&self) -> Option<ColumnPlan> {
        ColumnPlan::from_plan(&self.plan)
    }

    /// Holds the tallies to those of a plan without quick steps.
    pub(crate) fn compare_with_acts(&self, tally: &mut Tally) -> Result<(), String> {
        let mut slow = self.plan.clone();
        slow.program = Program::default();
        for readings in &self.readings {
            weiheng::evaluate_into(&self.plan, readings, tally);
            let meant = weiheng::evaluate(&slow, readings);
            if *tally != meant {
                return Err(format!("{:?}: {tally:#?} instead of {meant:#?}", readings.unit));
            }
        }
        Ok(())
    }

    /// How many units columns scored, each of them as rows did.
    pub(crate) fn compare(&self) -> Result<usize, String> {
        let Some(columns) = self.columns() else { return Ok(0) };
        if columns.width <= Width::Four {
            self.compare_in::<i32>(&columns)?;
        }
        if columns.width == Width::Two {
            self.compare_in::<i16>(&columns)?;
        }
        let scored = self.compare_in::<i64>(&columns)?;
        self.ask(&columns)?;
        Ok(scored)
    }

    /// The oracle comes to what the engine does, for a few of the units that columns score.
    fn ask(&self, columns: &ColumnPlan) -> Result<(), String> {
        let mut facts = FactColumns::<i64>::of(columns);
        for readings in self.readings.iter().filter(|readings| facts.push(columns, readings)).take(3) {
            let outcomes = Oracle::new(&self.standard, readings, None).outcomes();
            let found = agreement::differences(&weiheng::evaluate(&self.plan, readings), &outcomes);
            if !found.is_empty() {
                return Err(format!("{} for {readings:?}", found.join("\n")));
            }
        }
        Ok(())
    }

    fn compare_in<T: Lane>(&self, columns: &ColumnPlan) -> Result<usize, String> {
        let mut facts = FactColumns::<T>::of(columns);
        let scored: Vec<&Readings> =
            self.readings.iter().filter(|readings| facts.push(columns, readings)).collect();
        let mut tally = ColumnTally::default();
        evaluate_columns(columns, &facts, &mut tally);
        let mut items = Items::default();
        items.gather(columns, &tally);
        for (row, readings) in scored.iter().enumerate() {
            let listed = items
                .of(row)
                .iter()
                .map(|item| (item.part, Exact::scaled(item.amount.into(), columns.scale)));
            let wanted = self.items(columns, &weiheng::evaluate(&self.plan, readings));
            if !listed.clone().eq(wanted.iter().copied()) {
                return Err(format!("items {:?} instead of {wanted:?}", listed.collect::<Vec<_>>()));
            }
            let expected = weiheng::evaluate(&self.plan, readings);
            self.compare_unit(columns, &tally, row, &expected)
                .map_err(|what| format!("{what} in row {row} of {readings:?}\n{:#?}", columns))?;
        }
        Ok(scored.len())
    }

    fn compare_unit<T: Lane>(
        &self,
        columns: &ColumnPlan,
        tally: &ColumnTally<T>,
        row: usize,
        expected: &Tally,
    ) -> Result<(), String> {
        let exact = |value: T| Exact::scaled(value.into(), columns.scale);
        for ((id, part), column) in (0..).map(PartId).zip(&columns.parts).zip(&tally.parts) {
            let (got, wanted) = match part.holds {
                Holds::Lost | Holds::Gained => (exact(column[row]), self.moved(id, expected)),
                _ if id == PartId(0) => (exact(column[row]), expected.unrounded.map(|ends| ends.low)),
                _ => (
                    exact(column[row]),
                    expected.parts.get(id).and_then(|part| part.score).map(|ends| ends.low),
                ),
            };
            if Some(got) != wanted {
                let label = self.standard.part(id).map(|part| &part.id);
                return Err(format!("part {label:?}: {got} instead of {wanted:?}"));
            }
        }
        let total = exact(tally.total[row]);
        if Some(total) != expected.total.map(|ends| ends.low) {
            return Err(format!("the total: {total} instead of {:?}", expected.total));
        }
        let vetoed = expected.parts.get(PartId(0)).is_some_and(|root| root.veto == Chance::Surely);
        if vetoed != (tally.vetoed[row] == 1) {
            return Err(format!("vetoed: {}", tally.vetoed[row]));
        }
        let grades: Vec<Vec<u16>> =
            tally.verdicts.iter().map(|verdict| vec![u16::from(verdict[row])]).collect();
        let wanted: Vec<Vec<u16>> = expected.verdicts.iter().map(|verdict| verdict.grades.clone()).collect();
        if grades == wanted { Ok(()) } else { Err(format!("grades {grades:?} instead of {wanted:?}")) }
    }

    /// What the lines of each part with acts of its own come to, its floor included, where that is something.
    fn items(&self, columns: &ColumnPlan, expected: &Tally) -> Vec<(PartId, Exact)> {
        let acting = (0..).map(PartId).zip(&columns.parts).filter(|(_, part)| !part.steps.is_empty());
        let amount = |id: PartId| {
            let lines = expected.lines.iter().filter(|line| line.part == id);
            let sum = lines.map(|line| line.amount.low).try_fold(Exact::ZERO, Exact::plus)?;
            Some(if sum.sign() < 0 { sum.negated() } else { sum })
        };
        let items = acting.filter_map(|(id, _)| Some((id, amount(id)?)));
        items.filter(|(_, amount)| !amount.is_zero()).collect()
    }

    /// What the lines of a part and of the parts below it come to.
    fn moved(&self, id: PartId, expected: &Tally) -> Option<Exact> {
        let inside = |part: PartId| {
            std::iter::successors(Some(part), |at| self.standard.part(*at)?.parent).any(|at| at == id)
        };
        let lines = expected.lines.iter().filter(|line| inside(line.part));
        let sum = lines.map(|line| line.amount.low).try_fold(Exact::ZERO, Exact::plus)?;
        Some(if sum.sign() < 0 { sum.negated() } else { sum })
    }
}

/// What is wrong, a line each.
fn errors(problems: &Diagnostics) -> String {
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error);
    errors.map(|problem| format!("{} {}\n", problem.code, problem.message.zh)).collect()
}
