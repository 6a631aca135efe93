//! The cel crate: one list of a hundred expressions, and a resolver that finds a fact by its name without a search.

use std::hint::black_box;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use cel::Context;
use cel::Program;
use cel::Value;
use cel::common::types::CelBool;
use cel::common::types::CelInt;
use cel::common::types::CelList;
use cel::common::value::CowVal;
use cel::common::value::Val;
use cel::context::VariableResolver;
use weiheng_workload::Kind;
use weiheng_workload::Values;

use crate::clock::timed;
use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::engines::Sums;
use crate::engines::steps_to;
use crate::limits::table::Sheet;
use crate::workload::Workload;

/// The cel crate.
pub struct Cel {
    program: Program,
    facts: Facts,
    sums: Sums,
}

/// The facts of all units; `b07` is at its letter and number.
struct Facts {
    units: Vec<Vec<Fact>>,
    positions: Vec<usize>,
    unit: AtomicUsize,
}

enum Fact {
    Truth(CelBool),
    Number(CelInt),
}

impl Cel {
    /// The rules compiled, the units as its values.
    pub fn new(workload: &Workload) -> Result<Self> {
        let mut rules: Vec<String> =
            workload.rubric.rules.iter().map(|rule| expression(&rule.kind)).collect();
        rules.push(format!("{} ? 1 : 0", workload.rubric.vetoes.join(" || ")));
        let program = Program::compile(&format!("[{}]", rules.join(", ")))?;
        let sums = Sums::of(&workload.rubric);
        Ok(Self { program, facts: Facts::of(workload)?, sums })
    }

    fn score_all(&self, mut with: impl FnMut(&Sheet)) -> Result<()> {
        let mut context = Context::default();
        context.set_variable_resolver(&self.facts);
        let mut sheet = Sheet::new();
        for unit in 0..self.facts.units.len() {
            self.facts.unit.store(unit, Ordering::Relaxed);
            let result = Value::resolve_val(self.program.expression(), black_box(&context))?;
            let result = result.downcast_ref::<CelList<'_>>().ok_or("no list")?;
            let number =
                |value: &dyn Val| value.downcast_ref::<CelInt>().map_or(i64::MIN, |int| *int.inner());
            let (veto, lost) = result.inner().split_last().ok_or("an empty list")?;
            let lost = lost.iter().map(|lost| number(lost.as_ref()));
            self.sums.add(lost, number(veto.as_ref()) == 1, &mut sheet);
            with(black_box(&sheet));
        }
        Ok(())
    }
}

impl Contender for Cel {
    fn name(&self) -> String {
        "cel".into()
    }

    fn units(&self) -> usize {
        self.facts.units.len()
    }

    fn pass(&mut self) -> Result<Duration> {
        let mut outcome = Ok(());
        let time = timed(|| outcome = self.score_all(|_| ()));
        outcome.map(|()| time)
    }

    fn scored(&mut self) -> Result<Vec<Scored>> {
        let mut scored = Vec::new();
        self.score_all(|sheet| scored.push(sheet.scored()))?;
        Ok(scored)
    }
}

impl Facts {
    fn of(workload: &Workload) -> Result<Self> {
        let mut positions = vec![usize::MAX; 1 << 13];
        for (at, column) in workload.columns.iter().enumerate() {
            positions[place(&column.name).ok_or("a name of another form")?] = at;
        }
        let fact = |(column, value): (&weiheng_workload::Column, &i16)| {
            if column.values == Values::Truth {
                Fact::Truth(CelBool::from(*value != 0))
            } else {
                Fact::Number(CelInt::from(i64::from(*value)))
            }
        };
        let unit = |unit: &[i16]| workload.columns.iter().zip(unit).map(fact).collect();
        Ok(Self { units: workload.units().map(unit).collect(), positions, unit: AtomicUsize::new(0) })
    }
}

impl VariableResolver for Facts {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let unit = self.units.get(self.unit.load(Ordering::Relaxed))?;
        let value: &dyn Val = match unit.get(*self.positions.get(place(name)?)?)? {
            Fact::Truth(truth) => truth,
            Fact::Number(number) => number,
        };
        Some(CowVal::Borrowed(value))
    }
}

/// A letter and two digits.
fn place(name: &str) -> Option<usize> {
    let [letter, tens, ones] = name.as_bytes() else { return None };
    Some((usize::from(letter & 31) << 8) | (usize::from(tens & 15) << 4) | usize::from(ones & 15))
}

fn expression(kind: &Kind) -> String {
    match kind {
        Kind::Bool { obs, d } => format!("{obs} ? 0 : {d}"),
        Kind::Count { obs, r, cap } => format!("{obs} >= {} ? {cap} : {obs} * {r}", steps_to(*cap, *r)),
        Kind::Short { obs, t, s, d, cap } => {
            let all = t - s * (steps_to(*cap, *d) - 1);
            format!("{obs} >= {t} ? 0 : {obs} < {all} ? {cap} : ({} - {obs}) / {s} * {d}", t + s - 1)
        }
        Kind::Band { obs, b, ded } => format!(
            "{obs} < {} ? {} : {obs} < {} ? {} : {obs} < {} ? {} : {}",
            b[0], ded[0], b[1], ded[1], b[2], ded[2], ded[3]
        ),
        Kind::Ratio { num, den, t, k, cap } => {
            // From there on the cap acts: half a tenth is rounded up.
            let capped = format!("{} * {num} <= {} * {den}", 2000 * k, 2 * k * t + 10 - 20 * cap);
            let lost = format!("({} * {den} - {} * {num}) / (20 * {den})", 2 * k * t + 10, 2000 * k);
            format!("1000 * {num} >= {t} * {den} ? 0 : {capped} ? {cap} : {lost}")
        }
    }
}
