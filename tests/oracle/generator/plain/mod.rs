//! Plain standards, such as inspection platforms run by the million: parts that add up, statements on one fact or a
//! ratio of facts, verdicts on what parts come to. Almost all of them can be gone through over columns; the others
//! are near enough to be mistaken for such.

mod conditions;
mod facts;
mod parts;
mod ratios;
mod statements;
mod verdicts;

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::generator::choices::Choices;
use crate::generator::plain::facts::Fact;
use crate::generator::plain::parts::Style;
use crate::generator::spelling::points;

/// A plain standard.
pub struct Plain {
    /// Its text.
    pub text: String,
    facts: Vec<Fact>,
}

impl Plain {
    /// Draws a standard.
    pub fn draw(choices: &mut Choices<'_>) -> Self {
        let mut draft = Draft::new(choices);
        let whole = draft.whole();
        let rounding = draft.choices.one(&[
            "",
            "  取整 四舍五入 到 1分\n",
            "  取整 四舍六入五成双 到 0.1分\n",
            "  取整 舍去 到 0.5分\n",
            "  取整 进一 到 1分\n",
            "  取整 进一 到 500分\n",
            "  取整 不取整\n",
        ]);
        let gaps = draft.choices.one(&["", "", "  缺项 折算\n", "  缺项 零分\n"]);
        let verdicts = draft.verdicts(whole.points);
        let Draft { facts, parameters, .. } = draft;
        let from_zero = if whole.style == Style::Earning { "  从零起\n" } else { "" };
        let text = format!(
            "标准 例 \"例\"\n  满分 {}\n{rounding}{gaps}{from_zero}{parameters}{verdicts}{}",
            points(whole.points),
            whole.text
        );
        Self { text, facts }
    }

    /// So many units as lines of JSON. One in ten has something unseen.
    pub fn units(&self, count: usize, choices: &mut Choices<'_>) -> String {
        let mut lines = String::new();
        for unit in 0..count {
            write!(lines, "{{\"单元\": \"{unit}\"").unwrap_or_default();
            for fact in &self.facts {
                if !choices.chance(1) {
                    write!(lines, ", \"{}\": {}", fact.name, fact.recorded(choices)).unwrap_or_default();
                }
            }
            lines.push_str("}\n");
        }
        lines
    }
}

/// A standard that is being drawn.
struct Draft<'a, 'c> {
    choices: &'a mut Choices<'c>,
    facts: Vec<Fact>,
    /// The lines of the parameters.
    parameters: String,
    /// Every amount is a multiple of so many millionths of a point.
    grain: i64,
    /// The most points of a clause.
    largest: i64,
    /// How many headings there are.
    headings: usize,
    /// The sets of parts over which a verdict may fold.
    sets: BTreeSet<&'static str>,
}

/// A point in millionths.
const POINT: i64 = 1_000_000;

impl<'a, 'c> Draft<'a, 'c> {
    fn new(choices: &'a mut Choices<'c>) -> Self {
        let grain =
            choices.one(&[POINT, POINT, 500_000, 250_000, 100_000, 100_000, 10_000, 10_000, 1_000, 1]);
        let largest = choices.one(&[20, 20, 20, 300, 4_000]);
        Self {
            choices,
            facts: Vec::new(),
            parameters: String::new(),
            grain,
            largest,
            headings: 0,
            sets: BTreeSet::new(),
        }
    }

    /// Points from the grain to a number of whole ones, in millionths.
    fn points_up_to(&mut self, most: i64) -> i64 {
        if self.choices.chance(40) {
            self.choices.between(1, most * POINT / self.grain) * self.grain
        } else {
            self.choices.between(1, most) * POINT
        }
    }

    /// An amount, as it is or as a parameter.
    fn amount(&mut self) -> String {
        let amount = self.points_up_to(15);
        self.number(points(amount))
    }

    /// A number as it is, or now and then as a parameter.
    fn number(&mut self, written: String) -> String {
        if !self.choices.chance(8) {
            return written;
        }
        let name = format!("参{}", self.parameters.lines().count());
        writeln!(self.parameters, "参数 {name} = {written}").unwrap_or_default();
        name
    }
}
