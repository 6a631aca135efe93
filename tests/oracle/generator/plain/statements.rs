//! Statements that take, earn or veto.

use std::fmt::Write;

use crate::generator::plain::Draft;
use crate::generator::plain::facts::Sort;
use crate::generator::spelling::decimal;
use crate::generator::spelling::points;

/// Everything that is a number.
pub(super) const NUMBERS: [Sort; 4] = [Sort::Quantity, Sort::Count, Sort::Share, Sort::Judged];

impl Draft<'_, '_> {
    /// A veto, in one of the ways of saying it.
    pub(super) fn veto(&mut self, text: &mut String) {
        let when = self.test(text);
        writeln!(text, "  若 {when} 否决 \"一票\"").unwrap_or_default();
    }

    /// A statement that deducts (扣) or earns (得). `alone`: whether it is the only one of a clause that loses points.
    pub(super) fn moving(&mut self, verb: &str, alone: bool, text: &mut String) {
        let statement = match self.choices.below(7) {
            0 => self.each(verb, text),
            1 => self.steps(verb, text),
            2 => return self.bands(verb, alone, text),
            3 | 4 => self.ratio(verb, text),
            _ => {
                let when = self.test(text);
                format!("若 {when} {verb} {}", self.amount())
            }
        };
        // Without a cap these may come to more than columns hold.
        let far = statement.contains("取整") || statement.contains("零头");
        let cap = if self.choices.chance(if far { 97 } else { 60 }) { self.cap() } else { String::new() };
        writeln!(text, "  {statement}{cap}").unwrap_or_default();
    }

    /// What is true or false of one fact.
    fn test(&mut self, text: &mut String) -> String {
        if self.choices.chance(30) {
            let at = self.fact(&[Sort::YesNo], text);
            return format!("{}{}", self.choices.one(&["", "非 "]), self.facts[at].name);
        }
        let at = self.fact(&NUMBERS, text);
        let sign = self.choices.one(&["<", "<=", ">", ">=", "为"]);
        let limit = self.limit_of(at);
        format!("{} {sign} {limit}", self.facts[at].name)
    }

    fn name(&self, at: usize) -> String {
        self.facts[at].name.clone()
    }

    fn each(&mut self, verb: &str, text: &mut String) -> String {
        let quantity = self.choices.chance(4);
        let at = self.fact(if quantity { &[Sort::Quantity] } else { &[Sort::Count] }, text);
        let one = if quantity { self.facts[at].written(1_000) + " " } else { String::new() };
        let part = if quantity { " 零头 进一" } else { "" };
        format!("每 {one}{}{part} {verb} {}", self.name(at), self.amount())
    }

    fn steps(&mut self, verb: &str, text: &mut String) -> String {
        let at = self.fact(&NUMBERS, text);
        let way = self.choices.one(&["低于", "高于"]);
        let limit = self.limit_of(at);
        // Where no part of a step can be left over, it is none of columns.
        let steps = if self.choices.chance(3) { 1 } else { self.choices.one(&[2, 3, 5, 12, 40]) };
        let step = self.facts[at].step * steps;
        let step = self.facts[at].written(step);
        let rest = self.choices.one(&["进一", "舍去"]);
        format!("若 {} {way} {limit} 每 {step} 零头 {rest} {verb} {}", self.name(at), self.amount())
    }

    fn bands(&mut self, verb: &str, alone: bool, text: &mut String) {
        let at = self.fact(&NUMBERS, text);
        let mut limits: Vec<i64> = (0..1 + self.choices.below(4)).map(|_| self.limit(at)).collect();
        limits.sort_unstable();
        limits.dedup();
        let written: Vec<String> = limits.iter().map(|limit| self.facts[at].written(*limit)).collect();
        writeln!(text, "  按 {} 分档 {{", self.facts[at].name).unwrap_or_default();
        let mut before: Option<String> = None;
        for limit in written.into_iter().map(Some).chain([None]) {
            let amount = self.grain * self.choices.between(0, 8_000_000 / self.grain);
            let range = match (&before, &limit) {
                (None, Some(limit)) => format!("< {limit}"),
                (Some(before), Some(limit)) => format!("{before} 起 不足 {limit}"),
                (Some(before), None) => format!(">= {before}"),
                (None, None) => "否则".to_owned(),
            };
            let amount = format!("{verb} {}", points(amount));
            let full = alone && self.choices.chance(30);
            writeln!(text, "    {range} {}", if full { "得满分" } else { &amount }).unwrap_or_default();
            before = limit;
        }
        let cap = if self.choices.chance(20) { self.cap() } else { String::new() };
        writeln!(text, "  }}{cap}").unwrap_or_default();
    }

    fn cap(&mut self) -> String {
        format!(" 至多 {}", self.amount())
    }

    /// A share up to so many percent.
    pub(super) fn share(&mut self, most: i64) -> String {
        // Coarse ones are met exactly now and then.
        let step = self.choices.one(&[1_000, 5_000, 10_000, 10_000, 100]);
        format!("{}%", decimal(self.choices.between(1, most * 1_000 / step) * step))
    }
}
