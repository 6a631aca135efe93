//! Results on a line each, for scripts: nothing is worked out that is not printed.

use clap::ValueEnum;
use clap::builder::PossibleValue;
use weiheng::assessment::Finding;
use weiheng::assessment::Range;
use weiheng::assessment::VerdictOutcome;
use weiheng::assessment::outcomes;
use weiheng::comparison::Scored;

use crate::exit::Exit;
use crate::report::Format;

/// The forms of a result: those of a report, and a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Report(Format),
    Line,
}

impl ValueEnum for Form {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Report(Format::Text),
            Self::Report(Format::Markdown),
            Self::Report(Format::Json),
            Self::Report(Format::Ndjson),
            Self::Line,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Report(format) => format.to_possible_value(),
            Self::Line => Some(PossibleValue::new("line").help(HELP)),
        }
    }
}

const HELP: &str = "每个单位一行，制表符隔开：单位、标准、总分、结论；最快 \
                    One line a unit, between tabs: unit, standard, total, verdicts; the fastest";

/// What stands where there is nothing to say: columns stay apart in every shell.
const NOTHING: &str = "-";

/// The result of a unit by a standard.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) exit: Exit,
}

impl Line {
    /// Unit, standard, total, and the verdicts of the standard.
    pub(crate) fn of(one: &Scored<'_>) -> Self {
        let outcomes: Vec<VerdictOutcome> = outcomes(one.standard, one.tally).collect();
        let findings: Vec<Finding> = one.tally.parts.iter().map(|part| part.finding).collect();
        let total = one.tally.total.map(Range::from);
        let unit = one.readings.unit.as_deref().map_or_else(|| NOTHING.to_owned(), one_word);
        let first = [unit, one_word(&one.standard.id), total.map_or_else(|| NOTHING.to_owned(), range)];
        let none = outcomes.is_empty().then(|| NOTHING.to_owned());
        let cells: Vec<String> = first.into_iter().chain(outcomes.iter().map(grades)).chain(none).collect();
        Self {
            text: format!("{}\n", cells.join("\t")),
            exit: Exit::of_outcome(outcomes.first(), &findings, total),
        }
    }
}

/// A name that breaks neither the line nor its columns.
fn one_word(name: &str) -> String {
    name.replace(char::is_control, " ")
}

/// `85`, `70..85`; of an end that nothing bounds only the dots.
fn range(range: Range) -> String {
    let end = |end: Option<weiheng::Exact>| end.map(|end| end.to_string()).unwrap_or_default();
    match range.as_point() {
        Some(point) => point.to_string(),
        None => format!("{}..{}", end(range.low), end(range.high)),
    }
}

/// The grade, or those that are still possible, best first: `通过|不通过`.
fn grades(outcome: &VerdictOutcome) -> String {
    match outcome {
        VerdictOutcome::Decided { grade, .. } => one_word(grade),
        VerdictOutcome::Open { grades } | VerdictOutcome::Undetermined { grades } => {
            one_word(&grades.join("|"))
        }
        VerdictOutcome::NotApplicable => NOTHING.to_owned(),
    }
}
