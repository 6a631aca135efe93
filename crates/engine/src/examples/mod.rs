//! Running the examples (例) that a standard carries: each is read, planned, evaluated and compared like any unit.

mod found;
mod trail;
mod value;

pub(crate) use crate::examples::found::subject;

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::date::Date;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::evaluation::batch::evaluate_batch;
use crate::evaluation::tally::Tally;
use crate::model::Standard;
use crate::model::example::Example;
use crate::model::example::ExampleUnit;
use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::example::Subject;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::words;
use crate::words::Words;

/// Runs every example of a standard: WH0501 for each expectation that does not come out, and the problems of what
/// an example observes. An example that gives no 评定日 is assessed on the day the standard comes into force; without
/// such a day nothing that needs 评定日 is known.
pub fn run_examples(standard: &Standard) -> Diagnostics {
    let mut problems = Diagnostics::new();
    let mut wrong = Diagnostics::new();
    each_run(
        standard,
        |problem| problems.push(problem),
        |example, unit, run| Case { standard, example, unit }.compare(run, &mut wrong),
    );
    problems.extend(wrong);
    problems.sorted()
}

/// Runs every unit of every example that can be read; tells what is wrong with what they observe.
pub(crate) fn each_run(
    standard: &Standard,
    mut wrong: impl FnMut(Diagnostic),
    mut run: impl FnMut(&Example, &ExampleUnit, &Run<'_>),
) {
    let plan = Plan::from_model(standard, standard.in_force);
    let mut dated: BTreeMap<Date, Plan> = BTreeMap::new();
    for example in &standard.examples {
        let mut readings = Vec::new();
        for unit in &example.units {
            let undetermined = Case { standard, example, unit }.expects_undetermined();
            let read = Readings::given(standard, example.given_of(unit));
            let problems = read.diagnostics.into_iter();
            problems.filter(|one| !undetermined || one.code != Code::WH0411).for_each(&mut wrong);
            readings.extend(read.value);
        }
        if readings.len() < example.units.len() {
            continue;
        }
        for day in readings.iter().filter_map(|readings| readings.date) {
            dated.entry(day).or_insert_with(|| Plan::from_model(standard, Some(day)));
        }
        let on = |day: Option<Date>| day.and_then(|day| dated.get(&day)).unwrap_or(&plan);
        let units: Vec<(&Plan, &Readings)> = readings.iter().map(|unit| (on(unit.date), unit)).collect();
        let tallies = evaluate_batch(&units);
        for ((unit, (plan, readings)), tally) in example.units.iter().zip(units).zip(&tallies) {
            run(example, unit, &Run { plan, readings, tally });
        }
    }
}

/// One unit of one example.
struct Case<'a> {
    standard: &'a Standard,
    example: &'a Example,
    unit: &'a ExampleUnit,
}

/// What came of it.
pub(crate) struct Run<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) readings: &'a Readings,
    pub(crate) tally: &'a Tally,
}

impl Case<'_> {
    /// Whether something must come out undetermined: a judged number outside its band is then recorded on purpose.
    fn expects_undetermined(&self) -> bool {
        let undetermined = Expected::Finding(FindingWord::Undetermined);
        self.example.expected_of(self.unit).any(|expectation| expectation.expected == undetermined)
    }

    fn compare(&self, run: &Run<'_>, diagnostics: &mut Diagnostics) {
        let mut assessment = None;
        for expectation in self.example.expected_of(self.unit) {
            if let Subject::Value(id) = expectation.subject {
                let differs = value::instead(self.standard, run, id, &expectation.expected);
                if let Some((expected, found)) = differs {
                    diagnostics.push(self.differs(expectation, &expected, &found));
                }
            } else if let Some(found) = found::instead(self.standard, run.tally, expectation) {
                let assessment = assessment.get_or_insert_with(|| {
                    Assessment::from_tally(self.standard, run.plan, run.readings, run.tally)
                });
                let expected = found::expected(self.standard, expectation);
                let found = found.words(self.standard, expectation.subject);
                let mut problem = self.differs(expectation, &expected, &found);
                problem.notes = match expectation.subject {
                    Subject::Part(id) => trail::of_part(self.standard, assessment, id),
                    Subject::Verdict(at) => trail::of_verdict(self.standard, assessment, at),
                    Subject::Account(id) => trail::of_account(self.standard, assessment, id),
                    Subject::Value(_) => Vec::new(),
                };
                diagnostics.push(problem);
            }
        }
    }

    /// What was expected and what came out.
    fn differs(&self, expectation: &Expectation, expected: &Words, found: &Words) -> Diagnostic {
        let name = &self.example.name;
        let of = match &self.unit.name {
            Some(unit) => words!("例「{name}」的单元「{unit}」", "example `{name}`, unit `{unit}`"),
            None => words!("例「{name}」", "example `{name}`"),
        };
        let subject = found::subject(self.standard, expectation.subject);
        let message = Words {
            zh: format!("{}：{}应为 {}，得到的是 {}", of.zh, subject.zh, expected.zh, found.zh),
            en: format!("{}: {} is expected to be {}, but is {}", of.en, subject.en, expected.en, found.en),
        };
        Diagnostic::new(Code::WH0501, expectation.span, message)
    }
}
