//! Verdicts, by rules that look at results and few that look elsewhere.

use std::fmt::Write;

use crate::generator::plain::Draft;

impl Draft<'_, '_> {
    /// The verdicts of a standard of so many points. Those beside the main one mostly show a single condition.
    pub(super) fn verdicts(&mut self, total: i64) -> String {
        let mut text = String::new();
        for at in 0..self.choices.one(&[1, 2, 4, 6, 6, 0]) {
            let name = if at == 0 { String::new() } else { format!("评{at} ") };
            let grades = [format!("上{at}"), format!("中{at}"), format!("下{at}")];
            let grades =
                if self.choices.chance(if at == 0 { 30 } else { 85 }) { &grades[1..] } else { &grades };
            let (worst, better) = grades.split_last().expect("grades");
            let passes = grades.len() > 2 || self.choices.chance(60);
            let passes = if passes { format!(" 及格 {}", better[0]) } else { String::new() };
            write!(text, "\n评定 {name}{{ {} }}{passes}\n", grades.join(" > ")).unwrap_or_default();
            if self.choices.chance(if at == 0 { 40 } else { 10 }) {
                writeln!(text, "  {worst} 若 有否决").unwrap_or_default();
            }
            for grade in better {
                for _ in 0..self.choices.one(&[1, 1, 2]) {
                    let rule = self.rule(at, total);
                    writeln!(text, "  {grade} 若 {rule}").unwrap_or_default();
                }
            }
            writeln!(text, "  {worst} 否则").unwrap_or_default();
        }
        text
    }

    /// A rule; one in a hundred is of no column.
    fn rule(&mut self, at: usize, total: i64) -> String {
        if !self.choices.chance(1) {
            let depth = self.choices.one(&[0, 0, 2]);
            return self.condition(total, depth);
        }
        let share = self.share(100);
        match self.choices.below(3) {
            0 if self.sets.contains("章") => format!("计数(章, 得分率 >= {share}) >= 2"),
            1 if at > 0 => "结论 为 下0".to_owned(),
            _ if !self.facts.is_empty() => {
                let fact = self.choices.below(self.facts.len());
                format!("{} 适用", self.facts[fact].name)
            }
            _ => "有否决".to_owned(),
        }
    }
}
