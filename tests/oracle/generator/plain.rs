//! Standards of the plain sort that inspection platforms run by the million: chapters of clauses with one statement
//! each, and a verdict on the total.

use std::fmt::Write;

use crate::generator::choices::Choices;
use crate::generator::spelling::decimal;

/// A plain standard.
pub struct Plain {
    /// Its text.
    pub text: String,
    facts: Vec<Fact>,
}

struct Fact {
    name: String,
    kind: FactKind,
}

enum FactKind {
    YesNo,
    Count(i64, Option<i64>),
    /// Thousandths, from one to another, multiples of a step.
    Number(i64, i64, i64),
}

impl Plain {
    /// Draws a standard.
    pub fn draw(choices: &mut Choices<'_>) -> Self {
        let mut drawn = Self { text: String::new(), facts: Vec::new() };
        let chapters = 1 + choices.below(4);
        let own = choices.chance(40);
        let mut clauses = String::new();
        let mut total = 0;
        for chapter in 0..chapters {
            let points: Vec<i64> = (0..1 + choices.below(4)).map(|_| 1 + choices.below(20) as i64).collect();
            let sum: i64 = points.iter().sum();
            total += sum;
            writeln!(clauses, "\n章 {} \"章\" {sum}分", chapter + 1).unwrap_or_default();
            for (at, points) in points.iter().enumerate() {
                let points = if own { format!(" {points}分") } else { String::new() };
                writeln!(clauses, "\n条 {}.{} \"条\"{points}", chapter + 1, at + 1).unwrap_or_default();
                drawn.clause(&mut clauses, own && choices.chance(30), choices);
            }
        }
        let rounding = choices.one(&[
            "",
            "  取整 四舍五入 到 1分\n",
            "  取整 四舍六入五成双 到 0.1分\n",
            "  取整 舍去 到 0.5分\n",
        ]);
        let limit = choices.below(usize::try_from(total).unwrap_or(1) + 2);
        let rate = 30 + choices.below(70);
        let veto = choices.one(&["  下 若 有否决\n", ""]);
        drawn.text = format!(
            "标准 例 \"例\"\n  满分 {total}\n{rounding}\n评定 {{ 上 > 中 > 下 }} 及格 中\n{veto}  \
             上 若 总分 > {limit}分 且 全部(章, 得分率 >= {rate}%)\n  中 若 总分 >= {}分 或 任一(章, 得分率 < {}%)\n  下 否则\n{clauses}",
            limit / 2,
            rate / 2,
        );
        drawn
    }

    /// So many units as lines of JSON. One in ten has something unseen.
    pub fn units(&self, count: usize, choices: &mut Choices<'_>) -> String {
        let mut lines = String::new();
        for unit in 0..count {
            write!(lines, "{{\"单元\": \"{unit}\"").unwrap_or_default();
            for fact in &self.facts {
                if !choices.chance(1) {
                    write!(lines, ", \"{}\": {}", fact.name, fact.kind.value(choices)).unwrap_or_default();
                }
            }
            lines.push_str("}\n");
        }
        lines
    }

    fn clause(&mut self, text: &mut String, earns: bool, choices: &mut Choices<'_>) {
        let verb = if earns { "得" } else { "扣" };
        let amount = |choices: &mut Choices<'_>| decimal(choices.between(1, 60) * 250);
        if choices.chance(15) {
            let fact = self.fact(text, FactKind::YesNo);
            writeln!(text, "  若 {fact} 否决 \"一票\"").unwrap_or_default();
        }
        for _ in 0..1 + choices.below(2) {
            let price = amount(choices);
            let cap =
                if choices.chance(60) { format!(" 至多 {}分", amount(choices)) } else { String::new() };
            match choices.below(6) {
                0 => {
                    let fact = self.fact(text, FactKind::YesNo);
                    let not = choices.one(&["", "非 "]);
                    writeln!(text, "  若 {not}{fact} {verb} {price}分{cap}").unwrap_or_default();
                }
                1 => {
                    let most = choices.chance(50).then(|| choices.between(1, 40));
                    let fact = self.fact(text, FactKind::Count(0, most));
                    writeln!(text, "  每 {fact} {verb} {price}分{cap}").unwrap_or_default();
                }
                2 => {
                    let (fact, limit) = self.number(text, choices);
                    let step = decimal(choices.between(1, 40) * 100);
                    let way = choices.one(&["低于", "高于"]);
                    let rest = choices.one(&["进一", "舍去"]);
                    writeln!(text, "  若 {fact} {way} {limit} 每 {step} 零头 {rest} {verb} {price}分{cap}")
                        .unwrap_or_default();
                }
                3 => self.bands(text, verb, choices),
                4 if !earns => self.ratio(text, choices),
                _ => {
                    let (fact, limit) = self.number(text, choices);
                    let sign = choices.one(&["<", "<=", ">", ">=", "为"]);
                    writeln!(text, "  若 {fact} {sign} {limit} {verb} {price}分{cap}").unwrap_or_default();
                }
            }
        }
    }

    fn bands(&mut self, text: &mut String, verb: &str, choices: &mut Choices<'_>) {
        let (fact, _) = self.number(text, choices);
        let mut limits: Vec<i64> = (0..1 + choices.below(4)).map(|_| choices.between(1, 990) * 100).collect();
        limits.sort_unstable();
        limits.dedup();
        writeln!(text, "  按 {fact} 分档 {{").unwrap_or_default();
        let mut before = None;
        for limit in limits.iter().map(|limit| Some(decimal(*limit))).chain([None]) {
            let amount = decimal(choices.between(0, 60) * 250);
            let range = match (&before, &limit) {
                (None, Some(limit)) => format!("< {limit}"),
                (Some(before), Some(limit)) => format!("{before} 起 不足 {limit}"),
                (Some(before), None) => format!(">= {before}"),
                (None, None) => "否则".to_owned(),
            };
            writeln!(text, "    {range} {verb} {amount}分").unwrap_or_default();
            before = limit;
        }
        writeln!(text, "  }}").unwrap_or_default();
    }

    fn ratio(&mut self, text: &mut String, choices: &mut Choices<'_>) {
        let over = self.fact(text, FactKind::Count(0, None));
        let under = self.fact(text, FactKind::Count(1, Some(500)));
        let limit = choices.between(1, 120);
        let price = choices.between(1, 90);
        let rounding = choices.one(&["四舍五入", "四舍六入五成双", "进一", "舍去"]);
        let step = choices.one(&["0.1", "0.5", "1"]);
        let (sign, short) = if choices.chance(50) {
            ("<", format!("{limit}% - {over} ÷ {under}"))
        } else {
            (">", format!("{over} ÷ {under} - {limit}%"))
        };
        writeln!(
            text,
            "  若 {over} ÷ {under} {sign} {limit}% 扣 取整({price}分 × ({short}), {rounding} 到 {step}分) 至多 {}分",
            choices.between(1, 30)
        )
        .unwrap_or_default();
    }

    fn number(&mut self, text: &mut String, choices: &mut Choices<'_>) -> (String, String) {
        let fact = self.fact(text, FactKind::Number(0, 100_000, choices.one(&[100, 1_000, 50])));
        (fact, decimal(choices.between(0, 1_000) * 100))
    }

    fn fact(&mut self, text: &mut String, kind: FactKind) -> String {
        let name = format!("甲{}", self.facts.len());
        writeln!(text, "  观测 {name} : {}", kind.declared()).unwrap_or_default();
        self.facts.push(Fact { name: name.clone(), kind });
        name
    }
}

impl FactKind {
    fn declared(&self) -> String {
        match self {
            Self::YesNo => "是否".to_owned(),
            Self::Count(_, None) => "计数 处".to_owned(),
            Self::Count(low, Some(high)) => format!("计数 处 {low} 至 {high}"),
            Self::Number(low, high, step) => {
                format!("数值 精确到 {} {} 至 {}", decimal(*step), decimal(*low), decimal(*high))
            }
        }
    }

    fn value(&self, choices: &mut Choices<'_>) -> String {
        match self {
            Self::YesNo => choices.chance(50).to_string(),
            // Now and then far out: the row-wise way takes over.
            Self::Count(_, None) if choices.chance(3) => choices.one(&["99999", "4000000000"]).to_owned(),
            Self::Count(low, most) => choices.between(*low, most.unwrap_or(60)).to_string(),
            Self::Number(low, high, step) => decimal(choices.between(low / step, high / step) * step),
        }
    }
}
