//! weiheng, as a program that uses its crates would call it.

mod columns;
mod files;
mod rows;

use std::ops::Range;

pub use columns::InColumns;
pub use columns::WithLists;
pub use files::Form;
pub use files::FromFile;
pub use files::FromWorkbook;
pub use rows::InWords;
pub use rows::OneByOne;
use weiheng::Exact;
use weiheng::Observations;
use weiheng::Plan;
use weiheng::Readings;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng::Tally;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::syntax::tree::Rank;
use weiheng_workload::Draw;
use weiheng_workload::Rubric;
use weiheng_workload::SEED;
use weiheng_workload::ndjson;

use crate::contender::Result;
use crate::contender::Scored;

const RUBRIC: &str = include_str!("../../../workload/rubric.wh");

/// The rubric, read and compiled.
pub struct Engine {
    standard: Standard,
    plan: Plan,
    chapters: Vec<PartId>,
    /// The rule of each part, by position.
    rules: Vec<Option<usize>>,
}

impl Engine {
    /// Reads and compiles the rubric.
    pub fn new() -> Result<Self> {
        let loaded = weiheng::load(&Source::new("rubric.wh", RUBRIC.to_owned()), SourceId(0));
        let standard = loaded.value.ok_or("the rubric is wrong")?;
        let plan = Plan::from_model(&standard, None);
        let known = Rubric::built_in().rules;
        let ids = (0..).map(PartId).zip(&standard.parts);
        // The last chapter has only vetoes.
        let is_scored = |part: &Part| part.rank == Rank::Chapter && part.points.is_some();
        let chapters = ids.filter(|(_, part)| is_scored(part)).map(|(id, _)| id).collect();
        let rule = |part: &Part| known.iter().position(|rule| rule.id == part.id);
        let rules = standard.parts.iter().map(rule).collect();
        Ok(Self { standard, plan, chapters, rules })
    }

    /// The readings of these units, drawn and bound.
    fn readings(&self, units: Range<usize>) -> Result<Vec<Readings>> {
        let draw = Draw::new(&Rubric::built_in(), SEED);
        let mut text = Vec::new();
        ndjson::write(&draw, units.start as u64..units.end as u64, &mut text)?;
        self.bound(&String::from_utf8(text)?)
    }

    fn bound(&self, text: &str) -> Result<Vec<Readings>> {
        let units = Observations::from_json(SourceId(1), text).value.ok_or("units that cannot be read")?;
        let bind =
            |unit| Readings::bind(&self.standard, unit).value.ok_or("a unit that cannot be read".into());
        units.iter().map(bind).collect()
    }

    fn scored(&self, tally: &Tally) -> Scored {
        let mut lost = vec![0; Rubric::built_in().rules.len()];
        for line in tally.lines.iter() {
            if let Some(rule) = self.rules[line.part.0 as usize] {
                lost[rule] -= tenths(line.amount.low);
            }
        }
        let score = |id: &PartId| {
            tally
                .parts
                .iter()
                .nth(id.0 as usize)
                .and_then(|part| part.score)
                .map_or(i64::MIN, |score| tenths(score.low))
        };
        Scored {
            total: tally.total.map_or(i64::MIN, |total| tenths(total.low)),
            passed: tally.verdicts[0].grades == [0],
            chapters: self.chapters.iter().map(score).collect(),
            items: lost.into_iter().enumerate().filter(|(_, lost)| *lost != 0).collect(),
        }
    }
}

fn tenths(value: Exact) -> i64 {
    value.to_scaled(10).unwrap_or(i64::MIN)
}
