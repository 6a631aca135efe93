//! Amounts that follow a ratio of facts.

use crate::generator::plain::Draft;
use crate::generator::plain::facts::Sort;

impl Draft<'_, '_> {
    /// What a ratio lacks to a share, or is beyond it, times a price and rounded.
    pub(super) fn ratio(&mut self, verb: &str, text: &mut String) -> String {
        let ratio = self.quotient(text);
        let share = self.share(120);
        let share = self.number(share);
        let (sign, distance) = if self.choices.chance(50) {
            ("<", format!("{share} - {ratio}"))
        } else {
            (">", format!("{ratio} - {share}"))
        };
        let price = self.choices.between(1, 90);
        let price =
            self.choices.one(&[format!("{price}分 × ({distance})"), format!("({distance}) × {price}分 ÷ 2")]);
        let rounding = self.choices.one(&["四舍五入", "四舍六入五成双", "进一", "舍去"]);
        let step = self.choices.one(&["0.1", "0.5", "1", "0.25", "2"]);
        format!("若 {ratio} {sign} {share} {verb} 取整({price}, {rounding} 到 {step}分)")
    }

    /// A sum of facts over another that is above zero.
    fn quotient(&mut self, text: &mut String) -> String {
        let sort = self.choices.one(&[Sort::Count, Sort::Count, Sort::Quantity]);
        let under = self.divisor(sort, text);
        let mut under = self.facts[under].name.clone();
        let mut over = self.summand(sort, text);
        if self.choices.chance(30) {
            over = format!("{over} {} {}", self.choices.one(&["+", "-"]), self.summand(sort, text));
        }
        if self.choices.chance(5) {
            // It cancels out, and still has to apply.
            let term = self.summand(sort, text);
            over = format!("{over} + {term} - {term}");
        }
        let unit = if sort == Sort::Count { "处" } else { "" };
        if self.choices.chance(20) {
            over = format!("{over} {} {}{unit}", self.choices.one(&["+", "-"]), self.choices.between(1, 30));
        }
        if self.choices.chance(20) {
            under = format!("({under} + {}{unit})", self.choices.between(1, 30));
        }
        if over.contains(' ') { format!("({over}) ÷ {under}") } else { format!("{over} ÷ {under}") }
    }

    /// A fact, now and then several times.
    fn summand(&mut self, sort: Sort, text: &mut String) -> String {
        let at = self.term(sort, text);
        let name = &self.facts[at].name;
        if self.choices.chance(20) {
            format!("{} × {name}", self.choices.between(2, 9))
        } else {
            name.clone()
        }
    }
}
