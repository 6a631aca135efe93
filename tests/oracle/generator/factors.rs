//! 加倍, 减半, 乘.

use crate::generator::names::Names;

impl Names<'_> {
    /// A factor, mostly with a condition.
    pub(crate) fn factor(&mut self) -> String {
        let by = match self.choices.below(6) {
            0 | 1 => "加倍".to_owned(),
            2 => "减半".to_owned(),
            3 => format!("乘 {}", self.choices.one(&["1.5", "3", "50%", "0"])),
            4 => format!("乘 {}", self.literal("处")),
            _ => format!("乘 {}", self.number("处", 1)),
        };
        if self.choices.chance(80) { format!("{by} 若 {}", self.condition(1)) } else { by }
    }

    /// A factor on a line of its own, now and then.
    pub(crate) fn own_factor(&mut self, percent: usize) -> String {
        if !self.choices.chance(percent) {
            return String::new();
        }
        let fact = self.fact();
        format!("  观测 {fact}\n  {}\n", self.factor())
    }
}
