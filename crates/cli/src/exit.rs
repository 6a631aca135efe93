//! Exit statuses: the answer as a number.

use std::process::ExitCode;

use weiheng::Assessment;
use weiheng::assessment::Finding;
use weiheng::assessment::Range;
use weiheng::assessment::VerdictOutcome;

/// How a run ended, the worse the later: `max` of several is the worst of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: passed, or nothing is wrong.
    Passed,
    /// 3: not settled yet.
    Open,
    /// 1: not passed, or something would change.
    NotPassed,
    /// 4: not passed, and no repair makes it pass.
    Impossible,
    /// 2: bad input or bad arguments.
    BadInput,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::NotPassed => 1,
            Self::BadInput => 2,
            Self::Open => 3,
            Self::Impossible => 4,
        }
    }

    /// The status for an assessment: its main verdict; without one, whether anything is failed or open.
    pub fn of(assessment: &Assessment) -> Self {
        let main = assessment.verdicts.first().map(|verdict| &verdict.outcome);
        let findings: Vec<Finding> = assessment.parts.iter().map(|part| part.finding).collect();
        Self::of_outcome(main, &findings, assessment.score)
    }

    /// The status for a main verdict; without one, for what was found of all parts, that of the whole first, and for
    /// the total.
    pub(crate) fn of_outcome(
        main: Option<&VerdictOutcome>,
        findings: &[Finding],
        total: Option<Range>,
    ) -> Self {
        match main {
            Some(VerdictOutcome::Decided { passed: true, .. }) => Self::Passed,
            Some(VerdictOutcome::Decided { passed: false, .. }) => Self::NotPassed,
            Some(
                VerdictOutcome::Open { .. }
                | VerdictOutcome::Undetermined { .. }
                | VerdictOutcome::NotApplicable,
            ) => Self::Open,
            None => Self::without_verdict(findings, total),
        }
    }

    fn without_verdict(findings: &[Finding], total: Option<Range>) -> Self {
        let found = |wanted: &[Finding]| findings.iter().any(|finding| wanted.contains(finding));
        if found(&[Finding::Withheld, Finding::Vetoed, Finding::Failed]) {
            Self::NotPassed
        } else if found(&[Finding::Undetermined, Finding::NotObserved])
            || matches!(findings.first(), None | Some(Finding::NotApplicable))
            || total.is_some_and(|total| total.as_point().is_none())
        {
            Self::Open
        } else {
            Self::Passed
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
