//! 按 … 分档, as acts and as values: complete and without overlaps.

use crate::generator::acts::Where;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;
use crate::generator::facts::WORDS;
use crate::generator::names::Names;
use crate::generator::spelling::clock;
use crate::generator::spelling::day;
use crate::generator::spelling::decimal;

impl Names<'_> {
    /// A band table of acts.
    pub(crate) fn bands(&mut self, at: Where, depth: usize) -> String {
        let Some((keys, rows)) = self.table() else { return self.amount(at) };
        let rows: Vec<String> = rows
            .into_iter()
            .map(|row| format!("{row} {}", self.branch(at, depth.saturating_sub(1))))
            .collect();
        format!("按 {keys} 分档 {{\n{}\n}}", rows.join("\n"))
    }

    /// A band table of values of a unit.
    pub(crate) fn band_value(&mut self, unit: &'static str) -> Option<String> {
        let (keys, rows) = self.table()?;
        let rows: Vec<String> =
            rows.into_iter().map(|row| format!("{row} 则 {}", self.number(unit, 1))).collect();
        Some(format!("按 {keys} 分档 {{ {} }}", rows.join(" ; ")))
    }

    /// Keys and the patterns of all rows.
    fn table(&mut self) -> Option<(String, Vec<String>)> {
        let facts: Vec<Fact> = self.seen().into_iter().filter(|fact| self.is_key(fact)).collect();
        if facts.is_empty() {
            return None;
        }
        let first = self.choices.one(&facts);
        let second = self.choices.one(&facts);
        if first.name == second.name || self.choices.chance(75) {
            return Some((first.name.clone(), self.patterns(&first)));
        }
        let a = self.patterns(&first).swap_remove(0);
        let b = self.patterns(&second).swap_remove(0);
        if a == "否则" || b == "否则" {
            return Some((first.name.clone(), self.patterns(&first)));
        }
        let rows = match self.choices.below(3) {
            0 => vec![format!("{a} | {b}"), "否则".to_owned()],
            1 => vec![format!("{a} | *"), "否则".to_owned()],
            _ => vec![format!("* | {b}"), "否则".to_owned()],
        };
        Some((format!("{}, {}", first.name, second.name), rows))
    }

    fn is_key(&self, fact: &Fact) -> bool {
        match &fact.kind {
            Kind::Items(_) | Kind::Records(_) => false,
            Kind::Judged(judged) => self.has_points || !judged.out_of,
            _ => true,
        }
    }

    /// Patterns that cover every value of a fact once.
    fn patterns(&mut self, fact: &Fact) -> Vec<String> {
        let unit = fact.unit();
        match &fact.kind {
            Kind::YesNo => vec!["是".to_owned(), "否".to_owned()],
            Kind::Choice(count) | Kind::Level(count) => {
                let first = 1 + self.choices.below(count - 1);
                let (left, right) = (WORDS[..first].join(", "), WORDS[first..*count].join(", "));
                if self.choices.chance(40) { vec![left, "否则".to_owned()] } else { vec![left, right] }
            }
            Kind::Text => vec!["\"甲\"".to_owned(), "\"乙\", \"丙\"".to_owned(), "否则".to_owned()],
            Kind::Date => {
                let cuts = self.cuts(0, 9).into_iter().map(|cut| day(cut * 40)).collect();
                self.stretches(cuts)
            }
            Kind::Time => {
                let cuts = self.cuts(28, 36).into_iter().map(clock).collect();
                self.stretches(cuts)
            }
            _ => {
                let unit = unit.expect("other keys are numbers");
                let (low, high, size) = match unit {
                    "%" | "‰" | "/10万" => (1, 19, 5000),
                    "处" | "人" | "" => (0, 5, 1000),
                    _ => (0, 12, 500),
                };
                let cuts =
                    self.cuts(low, high).into_iter().map(|cut| format!("{}{unit}", decimal(cut * size)));
                let cuts = cuts.collect();
                self.stretches(cuts)
            }
        }
    }

    /// One or two numbers in ascending order.
    fn cuts(&mut self, low: i64, high: i64) -> Vec<i64> {
        let first = self.choices.between(low, high - 1);
        if self.choices.chance(50) { vec![first] } else { vec![first, self.choices.between(first + 1, high)] }
    }

    /// The stretches between cuts, both beyond included.
    fn stretches(&mut self, cuts: Vec<String>) -> Vec<String> {
        let otherwise = self.choices.chance(20);
        let closed_below = self.choices.chance(50);
        let mut rows = match (cuts.as_slice(), closed_below) {
            ([cut], false) => vec![format!("< {cut}"), format!(">= {cut}")],
            ([cut], true) => vec![format!("> {cut}"), format!("<= {cut}")],
            ([low, high], _) => {
                vec![format!(">= {high}"), format!("{low} 起 不足 {high}"), format!("< {low}")]
            }
            _ => panic!("one or two cuts"),
        };
        if otherwise {
            rows.pop();
            rows.push("否则".to_owned());
        }
        rows
    }
}
