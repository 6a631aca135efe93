//! 每 and steps from a threshold.

use crate::generator::acts::Where;
use crate::generator::names::Names;

const PARTS: [&str; 3] = ["进一", "舍去", "按比例"];

impl Names<'_> {
    /// 每 of a number.
    pub(crate) fn each(&mut self, at: Where, depth: usize) -> String {
        let unit = self.choices.one(&["处", "人", "", "平方米", "%", "小时/天", "元", "‰"]);
        let step = self.step(unit);
        let part = self.choices.one(&PARTS);
        let measure = if self.choices.chance(20) { Some(self.number(unit, 1)) } else { self.variable(unit) };
        let Some(measure) = measure else { return self.amount(at) };
        let then = self.measured(at, depth);
        let filter =
            if self.choices.chance(12) { format!(" 若 {}", self.condition(0)) } else { String::new() };
        let limits = self.limits();
        let counts = ["处", "人"].contains(&unit) && measure.starts_with('项') && self.choices.chance(60);
        if counts {
            format!("每 {measure}{filter} {then}{limits}")
        } else {
            format!("每 {step} {measure}{filter} 零头 {part} {then}{limits}")
        }
    }

    /// What follows 每.
    fn measured(&mut self, at: Where, depth: usize) -> String {
        match self.choices.below(8) {
            5 | 6 if self.booking.is_some() => self.priced(at, 1),
            7 if depth > 0 => format!("{{ {} }}", self.act(at, depth - 1)),
            5 if self.choices.chance(20) => self.above(),
            6 if depth > 0 && at.own_points => self.all_or_nothing().to_owned(),
            _ => self.priced(at, 1),
        }
    }

    /// 若 x 低于 t 每 s.
    pub(crate) fn steps(&mut self, at: Where) -> String {
        let unit = self.choices.one(&["%", "处", "平方米", "小时/天", "‰", "", "分"]);
        let Some(measure) = self.variable(unit) else { return self.amount(at) };
        let threshold = self.atom(unit);
        let how = self.choices.one(&["低于", "高于", "不足", "超过"]);
        let (step, part) = (self.step(unit), self.choices.one(&PARTS));
        let then = self.measured(at, 0);
        format!("若 {measure} {how} {threshold} 每 {step} 零头 {part} {then}{}", self.limits())
    }
}
