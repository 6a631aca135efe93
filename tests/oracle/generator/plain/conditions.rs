//! Conditions on what parts come to.

use crate::generator::plain::Draft;
use crate::generator::plain::POINT;
use crate::generator::spelling::points;

/// Signs of comparison that columns know.
const SIGNS: [&str; 4] = [">=", "<", ">", "<="];

impl Draft<'_, '_> {
    /// A condition of a verdict on the whole.
    pub(super) fn condition(&mut self, total: i64, depth: usize) -> String {
        match self.choices.below(if depth == 0 { 8 } else { 12 }) {
            0..3 => {
                let limit = self.limit_in_points(total);
                format!("总分 {} {limit}", self.choices.one(&SIGNS))
            }
            3..6 => self.fold(total, depth),
            6 => "有否决".to_owned(),
            7 => {
                let sign = self.choices.one(&SIGNS);
                if self.choices.chance(50) {
                    format!("得分率 {sign} {}", self.share(100))
                } else {
                    format!("得分 {sign} {}", self.limit_in_points(total))
                }
            }
            8 => format!("非 ({})", self.condition(total, depth - 1)),
            other => {
                let joint = if other == 9 { "或" } else { "且" };
                format!(
                    "({}) {joint} ({})",
                    self.condition(total, depth - 1),
                    self.condition(total, depth - 1)
                )
            }
        }
    }

    /// 全部 or 任一 over chapters, clauses or starred clauses.
    fn fold(&mut self, total: i64, depth: usize) -> String {
        let sets: Vec<&str> = self.sets.iter().copied().collect();
        if sets.is_empty() {
            return "有否决".to_owned();
        }
        let fold = self.choices.one(&["全部", "任一"]);
        let of_each = self.of_each(total, depth);
        format!("{fold}({}, {of_each})", self.choices.one(&sets))
    }

    fn of_each(&mut self, total: i64, depth: usize) -> String {
        let sign = self.choices.one(&SIGNS);
        match self.choices.below(if depth == 0 { 38 } else { 40 }) {
            0..26 => {
                let share = self.share(100);
                format!("得分率 {sign} {}", self.number(share))
            }
            26..37 => format!("得分 {sign} {}", self.limit_in_points(total / 4 + POINT)),
            37 => self.choices.one(&["有否决", "有否决", "合格"]).to_owned(),
            38 => format!("非 ({})", self.of_each(total, depth - 1)),
            _ => {
                let joint = self.choices.one(&["且", "或"]);
                format!("({}) {joint} ({})", self.of_each(total, depth - 1), self.of_each(total, depth - 1))
            }
        }
    }

    /// A limit up to some points and a little beyond, now and then far off.
    fn limit_in_points(&mut self, most: i64) -> String {
        let limit = if self.choices.chance(3) {
            self.choices.one(&[-POINT, 70_000 * POINT, 5_000_000_000 * POINT])
        } else {
            let most = (most / POINT).max(1) + 1;
            self.points_up_to(most) - self.choices.one(&[0, 0, POINT])
        };
        self.number(points(limit))
    }
}
