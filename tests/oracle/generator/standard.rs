//! A whole standard.

use crate::generator::acts::Where;
use crate::generator::choices::Choices;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;
use crate::generator::facts::NumberKind;
use crate::generator::names::Names;
use crate::generator::parts::Above;
use crate::generator::parts::sum;
use crate::generator::spelling::decimal;

/// A generated standard: its text, and its facts for drawing units.
#[derive(Clone, Debug)]
pub struct Sample {
    /// The clause file.
    pub text: String,
    /// The facts in file order.
    pub facts: Vec<Fact>,
    /// Whether the assessment date matters.
    pub uses_date: bool,
}

impl Sample {
    /// Draws a standard.
    pub fn draw(draws: &[u16]) -> Self {
        let mut names = Names::new(Choices::new(draws));
        let counted = names.counted();
        let parameters = names.parameters();
        let pointed = names.choices.below(8) < 7;
        names.name_accounts();
        names.has_verdict = names.choices.chance(85);
        names.has_key_verdict = names.choices.chance(25);
        let nowhere = Where { earns: false, both: false, has_stake: false, own_points: false };
        let mut above = Above { at: nowhere };
        let mut full = None;
        let mut body = String::new();
        // Now and then points stand at the head of the standard and nowhere else.
        let only_at_head = !pointed && names.choices.chance(50);
        if only_at_head {
            above.at.has_stake = true;
            full = Some(20_000);
        }
        for id in 1..=1 + names.choices.below(3) {
            let (text, points) = names.chapter(id, pointed, above);
            body += &text;
            full = sum(full, points);
        }
        names.chapter_has_points = false;
        let own = names.whole(full.is_some());
        let accounts = names.account_headers(full.is_some());
        let verdicts = names.verdicts(full.is_some());
        let headers = names.headers(full);
        let text =
            format!("标准 样本 \"样本\"\n{headers}{accounts}\n{verdicts}{counted}{parameters}{own}{body}");
        Self { text, facts: names.facts, uses_date: names.uses_date }
    }
}

impl Names<'_> {
    fn headers(&mut self, full: Option<i64>) -> String {
        let mut text = String::from("  编号 sample\n");
        if let Some(full) = full {
            text += &format!("  满分 {}\n", decimal(full));
        }
        text += if self.choices.chance(25) { "  累降\n" } else { "" };
        let gaps = self.choices.below(5);
        text += ["", "  缺项 折算\n", "  缺项 满分\n", "  缺项 零分\n", "  缺项 不许\n"][gaps];
        if full.is_some() && gaps != 1 && self.choices.chance(10) {
            text += "  可负 到 -30分\n";
        }
        if full.is_some() && self.choices.chance(50) {
            let how = self.choices.one(&["四舍五入", "四舍六入五成双", "进一", "舍去"]);
            let step = self.choices.one(&["0.1分", "1分", "0.01分", "0.5分"]);
            text += &format!("  取整 {how} 到 {step}\n");
        }
        text
    }

    /// What acts on the whole, before the first chapter.
    fn whole(&mut self, has_points: bool) -> String {
        let at = Where { earns: false, both: false, has_stake: has_points, own_points: has_points };
        let acts = if self.choices.chance(20) { self.body(at, 1, false) } else { String::new() };
        acts + &self.own_factor(8)
    }

    /// Facts that declare the counting words.
    fn counted(&mut self) -> String {
        let mut text = String::new();
        for unit in ["处", "人"] {
            let kind = Kind::Number(NumberKind { word: "计数", unit, step: Some(1000), range: None });
            let name = self.fresh("项");
            let fact = Fact { name, kind, may_be_inapplicable: false, external: false, taken_as: None };
            text += &format!("  观测 {}\n", fact.declaration());
            self.facts.push(fact);
        }
        text
    }

    fn parameters(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.choices.below(3) {
            let unit = self.choices.one(&["%", "处", "分", "平方米"]);
            let name = self.fresh("参");
            let (first, second) = (self.literal(unit), self.literal(unit));
            text += &match self.choices.below(3) {
                0 => format!("参数 {name} = {first}\n"),
                1 => format!("参数 {name} = {first} 自 2010-01-01 ; {second} 自 2019-04-01\n"),
                _ => format!("参数 {name} = {first} ; {second} 自 2019-08-01\n"),
            };
            self.uses_date |= text.contains('自');
            self.values.push((name, Some(unit)));
        }
        text
    }
}
