//! Numbers of a unit.

use crate::generator::facts::Kind;
use crate::generator::names::Names;
use crate::generator::spelling::decimal;

impl Names<'_> {
    /// A number of a unit, in brackets where it has operators.
    pub fn number(&mut self, unit: &'static str, depth: usize) -> String {
        if depth == 0 || !self.choices.chance(55) {
            return self.atom(unit);
        }
        let depth = depth - 1;
        match self.choices.below(10) {
            0 => self.quotient_or_fold(unit, depth),
            1 => format!("({} + {})", self.number(unit, depth), self.number(unit, depth)),
            2 => match self.open(unit) {
                Some(first) => format!("({first} - {})", self.number(unit, depth)),
                None => self.atom(unit),
            },
            3 => {
                let (by, factor) = (self.choices.one(&["×", "÷"]), self.choices.one(&["2", "3", "0.5"]));
                format!("({} {by} {factor})", self.number(unit, depth))
            }
            4 => {
                let word = self.choices.one(&["最大", "最小"]);
                format!("{word}({}, {})", self.number(unit, depth), self.number(unit, depth))
            }
            5 => match self.open(unit) {
                Some(variable) => format!("绝对值({variable})"),
                None => self.atom(unit),
            },
            6 => self.rounded(unit),
            7 => {
                let condition = self.condition(depth);
                format!("(若 {condition} 则 {} 否则 {})", self.number(unit, depth), self.number(unit, depth))
            }
            8 if unit == "分" && self.has_points => format!("(满分 × {})", self.number("%", depth)),
            8 if unit == "分" && self.choices.chance(40) => {
                self.points_of_days().unwrap_or_else(|| "1分".to_owned())
            }
            8 if unit == "分" => format!("(2分 × {})", self.number("%", depth)),
            _ => self.fold(unit, depth),
        }
    }

    /// A fact, derived value, parameter or literal.
    pub fn atom(&mut self, unit: &'static str) -> String {
        let literal = self.literal(unit);
        if self.choices.chance(70) { self.variable(unit).unwrap_or(literal) } else { literal }
    }

    /// A fact, derived value or parameter of a unit.
    pub fn variable(&mut self, unit: &'static str) -> Option<String> {
        let values = self.row_values.iter().chain(&self.values).filter(|(_, of)| *of == Some(unit));
        let values = values.map(|(name, _)| name.clone()).collect();
        self.any_of(unit, values)
    }

    /// A fact of a unit: something that is no constant.
    fn open(&mut self, unit: &'static str) -> Option<String> {
        self.any_of(unit, Vec::new())
    }

    fn any_of(&mut self, unit: &'static str, values: Vec<String>) -> Option<String> {
        let has_points = self.has_points;
        let facts = self.seen().into_iter().filter(|fact| {
            let scaled = matches!(&fact.kind, Kind::Judged(judged) if judged.out_of);
            fact.unit() == Some(unit) && (has_points || !scaled)
        });
        let all: Vec<String> = facts.map(|fact| fact.name).chain(values).collect();
        if all.is_empty() { None } else { Some(self.choices.one(&all)) }
    }

    /// A number of a unit as written; above zero for points and money.
    pub fn literal(&mut self, unit: &'static str) -> String {
        let thousandths = match unit {
            "分" => self.choices.between(1, 10) * 500,
            "元" => self.choices.between(1, 20) * 500,
            "%" => self.choices.between(0, 20) * 5000,
            "‰" | "/10万" => self.choices.between(0, 20) * 5000,
            "处" | "人" | "" => self.choices.between(0, 5) * 1000,
            _ => self.choices.between(0, 20) * 500,
        };
        format!("{}{unit}", decimal(thousandths))
    }

    /// A step above zero.
    pub fn step(&mut self, unit: &'static str) -> String {
        let thousandths = match unit {
            "分" => self.choices.one(&[1000, 500]),
            "%" | "‰" | "/10万" => self.choices.one(&[1000, 5000, 10_000, 3000]),
            "处" | "人" | "" => self.choices.one(&[1000, 2000, 3000]),
            _ => self.choices.one(&[1000, 500, 3000, 300]),
        };
        format!("{}{unit}", decimal(thousandths))
    }

    fn rounded(&mut self, unit: &'static str) -> String {
        let how = self.choices.one(&["四舍五入", "四舍六入五成双", "进一", "舍去"]);
        let step = self.step(unit);
        match self.open(unit) {
            Some(variable) => format!("取整({variable}, {how} 到 {step})"),
            None => self.atom(unit),
        }
    }

    /// A share as a quotient of two numbers of one unit; of another unit a fold.
    fn quotient_or_fold(&mut self, unit: &'static str, depth: usize) -> String {
        if unit != "%" {
            return self.fold(unit, depth);
        }
        let of = self.choices.one(&["处", "平方米", "元", "小时/天"]);
        let (over, under) = (self.number(of, depth), self.number(of, depth));
        // 0 as it stands is no divisor.
        let under = if under.starts_with('0') { format!("3{of}") } else { under };
        match self.choices.below(3) {
            0 => format!("({over} ÷ {under})"),
            1 => format!("(({over} ÷ {under}) 无则 50%)"),
            _ => format!("(({over} ÷ {under}) 无则 不适用)"),
        }
    }

    /// A fold over the groups of a list, of what each of them comes to.
    fn fold_of_groups(&mut self, list: usize, unit: &'static str) -> String {
        let name = self.facts[list].name.clone();
        let outer = self.enter(list);
        let key = self.key();
        let (filter, value) = (self.condition(0), self.number(unit, 0));
        self.leave(outer);
        let inner = self.choices.one(&["合计", "平均", "最大", "首个", "唯一"]);
        let ordered = matches!(&self.facts[list].kind, Kind::Records(record) if record.is_ordered());
        let inner = if inner == "首个" && !ordered { "最小" } else { inner };
        let value = format!("{inner}(本组, {value})");
        let few = format!("计数(本组, {filter}) < {}", 1 + self.choices.below(3));
        match unit {
            "%" if self.choices.chance(40) => format!("占比({name} 按 {key}, {few})"),
            "" | "处" | "人" if self.choices.chance(50) => match self.choices.below(2) {
                0 => format!("计数({name} 按 {key})"),
                _ => format!("计数({name} 按 {key}, {few})"),
            },
            _ => {
                let outer = self.choices.one(&["合计", "平均", "最大"]);
                format!("{outer}({name} 按 {key}, {value})")
            }
        }
    }

    /// How many rows pass, or how many of them one after the other.
    fn rows_counted(&mut self, list: usize, filter: &str) -> String {
        let Kind::Records(record) = &self.facts[list].kind else { panic!("no list") };
        let (name, ordered) = (self.facts[list].name.clone(), record.is_ordered());
        match self.choices.below(3) {
            0 if ordered => format!("连续({name}, {filter}, {})", 1 + self.choices.below(3)),
            1 if ordered => format!("最长连续({name}, {filter})"),
            _ => format!("计数({name}, {filter})"),
        }
    }

    /// A fold over the rows of a list.
    pub fn fold(&mut self, unit: &'static str, depth: usize) -> String {
        let lists = self.lists();
        if lists.is_empty() {
            return self.atom(unit);
        }
        let list = self.choices.one(&lists);
        if self.choices.chance(25) {
            return self.fold_of_groups(list, unit);
        }
        let name = self.facts[list].name.clone();
        let outer = self.enter(list);
        let filter = self.condition(depth.min(1));
        let value = self.number(unit, depth.min(1));
        self.leave(outer);
        let word = self.choices.one(&["计数", "缺项数"]);
        let counted = self.item_list().map(|list| format!("{word}({list})"));
        let (words, guard) = match unit {
            "%" if self.choices.chance(50) => (format!("占比({name}, {filter})"), true),
            "" | "处" | "人" if counted.is_some() && self.choices.chance(30) => {
                (counted.unwrap_or_default(), false)
            }
            "" | "处" | "人" if self.choices.chance(40) => (self.rows_counted(list, &filter), false),
            _ => {
                let ordered = matches!(&self.facts[list].kind, Kind::Records(record) if record.is_ordered());
                let words = ["合计", "平均", "最大", "最小", "去极值平均", "唯一", "首个", "末个"];
                let word = self.choices.one(if ordered { &words } else { &words[..6] });
                let filter = if self.choices.chance(40) { format!(", {filter}") } else { String::new() };
                (format!("{word}({name}, {value}{filter})"), word != "合计")
            }
        };
        match self.choices.below(4) {
            0 if guard => format!("({words} 无则 {})", self.literal(unit)),
            1 if guard => format!("({words} 无则 不适用)"),
            _ => words,
        }
    }
}
