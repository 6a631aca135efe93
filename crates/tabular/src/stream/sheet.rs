//! The columns of what is handed on: units, what was kept, and the results by each standard.

use weiheng::Exact;
use weiheng::evaluation::tally::Chance;
use weiheng::evaluation::tally::Ends;
use weiheng::model::Gaps;

use crate::stream::scored::Scored;
use crate::stream::scoring::Ruler;
use crate::stream::scoring::Scoring;

/// Which columns are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// No column for any part: what is left is the total, the verdicts and whether a unit is vetoed.
    pub totals: bool,
    /// The worst and the best of every part, besides its result.
    pub ranges: bool,
    /// What each clause takes or earns, as one list a unit.
    pub items: bool,
}

/// The columns of a table of results, in order.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub(crate) columns: Vec<Column>,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) holds: Content,
    /// The decimals of its numbers, where they are known to need no more.
    pub(crate) decimals: Option<u8>,
    /// How [steps](Cell::Steps) are read.
    pub(crate) steps: Steps,
}

/// How steps of a plan over columns are read as decimals.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Steps {
    /// So many steps are one.
    pub(crate) scale: i64,
    /// What a step is multiplied with to be digits.
    pub(crate) factor: i64,
    /// How many of the digits are decimals.
    pub(crate) decimals: u32,
}

/// What a column holds. The first number is the position of the standard.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Unit,
    Kept(usize),
    Total(usize),
    TotalEnd(usize, End),
    /// The grades by their names; beyond the worst, none at all.
    Grade(usize, usize, Vec<String>),
    Vetoed(usize),
    Part(usize, usize),
    PartEnd(usize, usize, End),
    Items(usize, Vec<(usize, String)>),
}

/// The worst or the best completion of what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Low,
    High,
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or more than one thing.
    Blank,
    Text(&'a str),
    Truth(bool),
    Number(Exact),
    /// A number in steps of the plan.
    Steps(i64),
    /// What clauses take or earn: the worst and the best.
    Items(Vec<(&'a str, Ends)>),
}

impl Sheet {
    /// The columns for the results of a scoring.
    pub fn of(scoring: &Scoring<'_>, detail: Detail) -> Self {
        let plain = |name: &str, holds| Column {
            name: name.to_owned(),
            holds,
            decimals: None,
            steps: Steps::default(),
        };
        let mut columns = vec![plain("unit", Content::Unit)];
        let kept = scoring.manner.kept.iter().enumerate();
        columns.extend(kept.map(|(at, name)| plain(name, Content::Kept(at))));
        let is_alone = scoring.rulers.len() == 1;
        for (at, ruler) in scoring.rulers.iter().enumerate() {
            let before = if is_alone { String::new() } else { format!("{}/", ruler.standard.id) };
            columns.extend(ruler_columns(at, ruler, detail, &before));
        }
        Self { columns }
    }

    /// The names of the columns.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }
}

fn ruler_columns(at: usize, ruler: &Ruler<'_>, detail: Detail, before: &str) -> Vec<Column> {
    let decimals = decimals(ruler);
    let steps = Steps::of(ruler);
    let number = |name: &str, holds| Column { name: format!("{before}{name}"), holds, decimals, steps };
    let mut columns = vec![
        number("total", Content::Total(at)),
        number("total_low", Content::TotalEnd(at, End::Low)),
        number("total_high", Content::TotalEnd(at, End::High)),
    ];
    for (position, verdict) in ruler.standard.verdicts.iter().enumerate() {
        let mut grades = verdict.grades.clone();
        grades.push("不评".to_owned());
        let name = verdict.name.as_ref().map_or("verdict".to_owned(), |name| format!("verdict.{name}"));
        columns.push(number(&name, Content::Grade(at, position, grades)));
    }
    columns.push(number("vetoed", Content::Vetoed(at)));
    let parts = || ruler.standard.parts.iter().enumerate().skip(1);
    for (position, part) in parts().filter(|_| !detail.totals) {
        columns.push(number(&part.id, Content::Part(at, position)));
        if detail.ranges {
            columns.push(number(&format!("{}_low", part.id), Content::PartEnd(at, position, End::Low)));
            columns.push(number(&format!("{}_high", part.id), Content::PartEnd(at, position, End::High)));
        }
    }
    if detail.items {
        let leaves = parts().filter(|(_, part)| part.children.is_empty());
        let leaves = leaves.map(|(position, part)| (position, part.id.clone())).collect();
        columns.push(number("items", Content::Items(at, leaves)));
    }
    columns
}

impl Steps {
    fn of(ruler: &Ruler<'_>) -> Self {
        let scale = ruler.columns.as_ref().map_or(1, |plan| plan.scale);
        // Steps are parts of a decimal, so some power of ten is a multiple of them.
        let decimals = Exact::scaled(1, scale).decimals().unwrap_or(0);
        Self { scale, factor: 10_i64.pow(decimals) / scale, decimals }
    }
}

/// The decimals that all numbers of a standard get by with: where points are counted in steps and nothing is rescaled.
fn decimals(ruler: &Ruler<'_>) -> Option<u8> {
    let plan = &ruler.usual.plan;
    let rescales = |gaps| gaps == Gaps::Rescale;
    let mut parts = plan.parts.iter();
    let is_rescaled =
        rescales(plan.gaps) || parts.any(|part| rescales(part.inside) || rescales(part.leaves_by));
    let is_counted = ruler.columns.is_some() && !is_rescaled;
    let digits = Exact::scaled(1, plan.scale).decimals().filter(|_| is_counted)?;
    u8::try_from(digits).ok().filter(|digits| *digits <= 9)
}

impl Content {
    /// What the column holds of a unit.
    pub(crate) fn cell<'a>(&'a self, scored: &'a Scored, row: usize) -> Cell<'a> {
        let by = |standard: &usize| scored.results.get(*standard);
        match self {
            Self::Unit => Cell::Text(scored.unit(row)),
            Self::Kept(at) => {
                Some(scored.kept(*at, row)).filter(|text| !text.is_empty()).map_or(Cell::Blank, Cell::Text)
            }
            Self::Total(at) => match by(at).and_then(|results| results.total_steps(row)) {
                Some(steps) => Cell::Steps(steps),
                None => point(by(at).and_then(|results| results.total(row))),
            },
            Self::TotalEnd(at, end) => match by(at).and_then(|results| results.total_steps(row)) {
                Some(steps) => Cell::Steps(steps),
                None => end.of(by(at).and_then(|results| results.total(row))),
            },
            Self::Grade(at, verdict, names) => {
                let grade = by(at).and_then(|results| results.grade(*verdict, row));
                let name = grade.and_then(|grade| names.get(usize::from(grade)));
                name.map_or(Cell::Blank, |name| Cell::Text(name))
            }
            Self::Vetoed(at) => match by(at).map(|results| results.vetoed(row)) {
                Some(Chance::Never) => Cell::Truth(false),
                Some(Chance::Surely) => Cell::Truth(true),
                _ => Cell::Blank,
            },
            Self::Part(at, part) => match by(at).and_then(|results| results.part_steps(*part, row)) {
                Some(steps) => Cell::Steps(steps),
                None => point(by(at).and_then(|results| results.part(*part, row))),
            },
            Self::PartEnd(at, part, end) => match by(at).and_then(|results| results.part_steps(*part, row)) {
                Some(steps) => Cell::Steps(steps),
                None => end.of(by(at).and_then(|results| results.part(*part, row))),
            },
            Self::Items(at, leaves) => {
                let moved = |(part, id): &'a (usize, String)| {
                    let ends = by(at)?.moved(*part, row).filter(|ends| !ends.is_zero())?;
                    Some((id.as_str(), ends))
                };
                Cell::Items(leaves.iter().filter_map(moved).collect())
            }
        }
    }
}

fn point(ends: Option<Ends>) -> Cell<'static> {
    let point = ends.filter(|ends| ends.low == ends.high && !Ends::is_unbounded(ends.low));
    point.map_or(Cell::Blank, |ends| Cell::Number(ends.low))
}

impl End {
    fn of(self, ends: Option<Ends>) -> Cell<'static> {
        let end = ends.map(|ends| if self == Self::Low { ends.low } else { ends.high });
        end.filter(|end| !Ends::is_unbounded(*end)).map_or(Cell::Blank, Cell::Number)
    }
}
