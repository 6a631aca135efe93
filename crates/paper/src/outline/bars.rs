//! How much of its points each chapter has, as lengths of a bar.

use weiheng::Assessment;
use weiheng::Exact;
use weiheng::Rounding;
use weiheng::assessment::PartResult;

use crate::outline::parts::chapter_parts;

/// A bar of the length 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bar {
    /// What is sure, in hundredths of the points.
    pub(crate) sure: String,
    /// What may be added by observations that are missing.
    pub(crate) possible: String,
}

/// One for each row of the table of chapters; `None` for a chapter without points or score.
pub(crate) fn bars(assessment: &Assessment) -> Vec<Option<Bar>> {
    chapter_parts(assessment).map(bar).collect()
}

/// The score of a part as a share of its points, in its least and its greatest case, held to 0 and 1.
pub(crate) fn shares(part: &PartResult) -> Option<(Exact, Exact)> {
    let points = part.points.filter(|points| points.sign() > 0)?;
    let score = part.score?;
    let share = |end: Option<Exact>, unbounded: Exact| match end {
        Some(end) => end.over(points).map(|share| share.max(Exact::ZERO).min(Exact::ONE)),
        None => Some(unbounded),
    };
    Some((share(score.low, Exact::ZERO)?, share(score.high, Exact::ONE)?))
}

fn bar(part: &PartResult) -> Option<Bar> {
    let (low, high) = shares(part)?;
    Some(Bar { sure: hundredths(low)?, possible: hundredths(high.minus(low)?)? })
}

/// A share in hundredths, to a tenth of one: a length to draw, not a result.
fn hundredths(share: Exact) -> Option<String> {
    let exact = share.times(Exact::from(100))?;
    Rounding::HalfUp.round(exact, Exact::scaled(1, 10)).map(|length| length.to_string())
}
