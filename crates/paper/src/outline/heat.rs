//! The chapters of every unit in one table, each cell as dark as what it lost.

use weiheng::Exact;
use weiheng::Language;
use weiheng::Summary;
use weiheng::assessment::Finding;
use weiheng::summary::ChapterName;
use weiheng::summary::ChapterScore;
use weiheng::summary::UnitSummary;

use crate::number::number;
use crate::number::range;
use crate::outline::parts::numbered;
use crate::outline::summary::name;
use crate::wording::finding;
use crate::wording::say;

/// A table of units by chapters.
pub(crate) struct Heat {
    /// Its title.
    pub(crate) title: &'static str,
    /// How it is read.
    pub(crate) legend: &'static str,
    /// The head of the column of the units.
    pub(crate) units: &'static str,
    /// The chapters.
    pub(crate) columns: Vec<HeatColumn>,
    /// The units.
    pub(crate) rows: Vec<HeatRow>,
}

/// A chapter.
pub(crate) struct HeatColumn {
    /// Its number and label.
    pub(crate) name: String,
    /// Its points, in words.
    pub(crate) points: String,
    /// Its points.
    pub(crate) full: Option<Exact>,
}

/// A unit.
pub(crate) struct HeatRow {
    /// Its name.
    pub(crate) name: String,
    /// Its chapters.
    pub(crate) cells: Vec<HeatCell>,
}

/// What a unit has in a chapter.
pub(crate) struct HeatCell {
    /// The score, or the finding where there are no points.
    pub(crate) text: String,
    /// From 0, nothing surely lost, to 5, which is more than 40 % or failed.
    pub(crate) step: u8,
    /// Whether more may be lost, since something was not observed or is undetermined.
    pub(crate) open: bool,
    /// The score.
    pub(crate) score: ChapterScore,
}

impl Heat {
    /// The table of a summary; `None` without chapters.
    pub(crate) fn of(summary: &Summary, language: Language) -> Option<Self> {
        let row = |unit: &UnitSummary| HeatRow {
            name: name(unit),
            cells: unit.chapters.iter().map(|score| cell(*score, language)).collect(),
        };
        let column = |chapter: &ChapterName| HeatColumn {
            name: numbered(&chapter.id, &chapter.label, false),
            points: chapter.points.map(|points| number(points, language)).unwrap_or_default(),
            full: chapter.points,
        };
        (!summary.chapters.is_empty()).then(|| Self {
            title: say(language, "各单位分章得分", "Units by chapter"),
            legend: say(
                language,
                "格中是得分，颜色越深失分越多：浅起依次为失分超过 5%、10%、20%、30%、40%。斜纹为尚有未查或待定，颜色按已定的失分；不计分的章写明情况。",
                "The number is the score; the darker, the more was lost: more than 5, 10, 20, 30, 40 %. Striped cells are still open, and as dark as what is surely lost. Chapters without points say their finding.",
            ),
            units: say(language, "单位", "unit"),
            columns: summary.chapters.iter().map(column).collect(),
            rows: summary.units.iter().map(row).collect(),
        })
    }
}

fn cell(score: ChapterScore, language: Language) -> HeatCell {
    let of_points = score.points.filter(|points| points.sign() > 0).zip(score.score);
    let unsettled = matches!(score.finding, Finding::NotObserved | Finding::Undetermined);
    match of_points {
        Some((points, of)) => HeatCell {
            text: range(of, language),
            step: of.high.map_or(0, |high| step(high, points)),
            open: unsettled || of.as_point().is_none(),
            score,
        },
        None => HeatCell {
            text: finding(score.finding, language).to_owned(),
            step: of_finding(score.finding),
            open: unsettled,
            score,
        },
    }
}

/// By the share of the points that is still there.
fn step(high: Exact, points: Exact) -> u8 {
    let share = high.over(points).unwrap_or(Exact::ZERO);
    let reached = LIMITS.iter().filter(|limit| share < Exact::scaled(**limit, 100)).count();
    u8::try_from(reached).unwrap_or(DARKEST)
}

/// A step is taken below each of these shares, in hundredths.
const LIMITS: [i64; 5] = [95, 90, 80, 70, 60];
const DARKEST: u8 = 5;

fn of_finding(finding: Finding) -> u8 {
    match finding {
        Finding::Withheld | Finding::Vetoed | Finding::Failed | Finding::Zero => DARKEST,
        Finding::Reduced => 2,
        Finding::NotApplicable | Finding::Undetermined | Finding::NotObserved | Finding::Met => 0,
    }
}
