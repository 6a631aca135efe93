//! Running the examples (例) that a standard carries: each is read, planned, evaluated and compared like any unit.

mod found;
mod trail;

use crate::assessment::Assessment;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::evaluation::evaluate;
use crate::evaluation::tally::Tally;
use crate::examples::found::Found;
use crate::model::Standard;
use crate::model::example::Example;
use crate::model::example::Expectation;
use crate::model::example::Expected;
use crate::model::example::FindingWord;
use crate::model::example::Subject;
use crate::observation::Readings;
use crate::plan::Plan;
use crate::words;

/// Runs every example of a standard: WH0501 for each expectation that does not come out, and the problems of what
/// an example observes.
pub fn run_examples(standard: &Standard) -> Diagnostics {
    let plan = Plan::from_model(standard, standard.in_force);
    let mut diagnostics = Diagnostics::new();
    for example in &standard.examples {
        let read = Readings::given(standard, &example.given);
        let meant = expects_undetermined(example);
        for problem in read.diagnostics.into_iter().filter(|problem| !meant || problem.code != Code::WH0411) {
            diagnostics.push(problem);
        }
        if let Some(readings) = read.value {
            let tally = evaluate(&plan, &readings);
            let run = Run { standard, plan: &plan, readings: &readings, tally: &tally };
            run.compare(example, &mut diagnostics);
        }
    }
    diagnostics.sorted()
}

/// Whether something must come out undetermined: a judged number outside its band is then recorded on purpose.
fn expects_undetermined(example: &Example) -> bool {
    let undetermined = Expected::Finding(FindingWord::Undetermined);
    example.expected.iter().any(|expectation| expectation.expected == undetermined)
}

/// One example with what came out of it.
struct Run<'a> {
    standard: &'a Standard,
    plan: &'a Plan,
    readings: &'a Readings,
    tally: &'a Tally,
}

impl Run<'_> {
    fn compare(&self, example: &Example, diagnostics: &mut Diagnostics) {
        let mut assessment = None;
        for expectation in &example.expected {
            if let Some(found) = found::instead(self.standard, self.tally, expectation) {
                let assessment = assessment.get_or_insert_with(|| {
                    Assessment::from_tally(self.standard, self.plan, self.readings, self.tally)
                });
                let trail = match expectation.subject {
                    Subject::Part(id) => trail::of_part(self.standard, assessment, id),
                    Subject::Verdict(at) => trail::of_verdict(assessment, at),
                };
                let mut problem = self.unlike(example, expectation, &found);
                problem.notes = trail;
                diagnostics.push(problem);
            }
        }
    }

    /// What was expected and what came out.
    fn unlike(&self, example: &Example, expectation: &Expectation, found: &Found) -> Diagnostic {
        let name = &example.name;
        let subject = found::subject(self.standard, expectation.subject);
        let expected = found::expected(self.standard, expectation);
        let found = found.words(self.standard, expectation.subject);
        let zh = format!("例「{name}」：{}应为 {}，得到的是 {}", subject.zh, expected.zh, found.zh);
        let en = format!("example `{name}`: {} should be {}, but is {}", subject.en, expected.en, found.en);
        Diagnostic::new(Code::WH0501, expectation.span, words!("{zh}", "{en}"))
    }
}
