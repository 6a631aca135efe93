//! Acts of every shape.

use crate::generator::facts::Kind;
use crate::generator::facts::WORDS;
use crate::generator::names::Names;
use crate::generator::names::Standing;

/// Where acts stand.
#[derive(Clone, Copy, Debug)]
pub struct Where {
    /// 得 instead of 扣.
    pub earns: bool,
    /// Both, since the part says 从零起.
    pub both: bool,
    /// Whether the part, or one above it, has points to lose.
    pub has_stake: bool,
    /// Whether 得满分 and 不得分 may stand here; 要求 and 不合格 where they may not.
    pub own_points: bool,
}

/// What a list was before its row was entered: the list at hand, and the names that a row hides.
pub(crate) type Entered = (Standing, Vec<(String, Option<&'static str>)>);

impl Names<'_> {
    /// One act of a part.
    pub fn act(&mut self, at: Where, depth: usize) -> String {
        if self.booking.is_some() {
            return self.booked(at, depth);
        }
        if self.choices.chance(4) {
            return format!("若 {} {}", self.condition(1), self.above());
        }
        if !at.has_stake {
            return self.requirement(at, depth);
        }
        match self.choices.below(20) {
            0 => self.amount(at),
            1..=3 => self.chain(at, depth),
            4..=6 => self.each(at, depth),
            7 => self.steps(at),
            8 | 9 => self.bands(at, depth),
            10 | 11 => self.items(at),
            12 | 13 => self.rows(at, depth),
            14 => self.each_row(at, depth),
            15 => self.group(at, depth),
            16 if !at.own_points => self.requirement(at, depth),
            16 => format!("若 {} {}", self.condition(1), self.all_or_nothing()),
            17 => format!("若 {} 否决 \"不可\"", self.condition(1)),
            18 if self.choices.chance(40) => self.pending(),
            _ => self.amount(at),
        }
    }

    /// One act that books to an account.
    fn booked(&mut self, at: Where, depth: usize) -> String {
        match self.choices.below(12) {
            1 | 2 => self.chain(at, depth),
            3 | 4 => self.each(at, depth),
            5 => self.steps(at),
            6 => self.bands(at, depth),
            7 => self.items(at),
            8 => self.rows(at, depth),
            9 => self.each_row(at, depth),
            10 => self.group(at, depth),
            _ => self.amount(at),
        }
    }

    /// What a requirement does, and what else needs no points.
    fn requirement(&mut self, at: Where, depth: usize) -> String {
        match self.choices.below(7) {
            0 => format!("要求 {}", self.condition(1)),
            1 => format!("要求 {} 否则 否决 \"不可\"", self.condition(1)),
            2 if self.choices.chance(20) => format!("要求 {} 否则 {}", self.condition(1), self.above()),
            2 => format!("若 {} 不合格", self.condition(1)),
            3 if !at.has_stake && self.choices.chance(30) => format!("若 {} 待定", self.condition(1)),
            3 => format!("若 {} 否决", self.condition(1)),
            4 if !at.has_stake => format!("若 {} 加 {}", self.condition(1), self.literal("分")),
            5 if depth > 0 && !self.lists().is_empty() => {
                let (name, outer) = self.enter_any();
                let inner = self.requirement(at, 0);
                self.leave(outer);
                format!("逐 {name} 取 合计 {{ {inner} }}")
            }
            _ => format!("要求 {} 否则 不合格 \"没有做到\"", self.condition(1)),
        }
    }

    /// Stands in the rows of one of the lists; the name of the list, and where it stood before.
    pub(crate) fn enter_any(&mut self) -> (String, Entered) {
        let lists = self.lists();
        let list = self.choices.one(&lists);
        (self.facts[list].name.clone(), self.enter(list))
    }

    /// 得满分 or 不得分.
    pub(crate) fn all_or_nothing(&mut self) -> &'static str {
        self.choices.one(&["不得分", "得满分"])
    }

    /// 扣 or 得, now and then 加.
    pub(crate) fn verb(&mut self, at: Where) -> String {
        if let Some(account) = &self.booking {
            return format!("记 {account}");
        }
        let earns = if at.both { self.choices.chance(50) } else { at.earns };
        match self.choices.below(12) {
            11 => "加".to_owned(),
            _ if earns => "得".to_owned(),
            _ => "扣".to_owned(),
        }
    }

    /// 扣, 得 or 加 an amount; what is added is never less than nothing.
    pub(crate) fn priced(&mut self, at: Where, depth: usize) -> String {
        let verb = self.verb(at);
        let amount = if verb == "加" { self.literal("分") } else { self.points(depth) };
        format!("{verb} {amount}")
    }

    /// An amount of points, or of what an account holds.
    pub(crate) fn points(&mut self, depth: usize) -> String {
        if self.booking.is_some() {
            return self.booked_amount(depth);
        }
        if depth == 0 || self.choices.chance(60) { self.literal("分") } else { self.number("分", depth) }
    }

    /// A plain amount with its limits.
    pub(crate) fn amount(&mut self, at: Where) -> String {
        format!("{}{}", self.priced(at, 2), self.limits())
    }

    /// 至多 and 至少, now and then.
    pub(crate) fn limits(&mut self) -> String {
        let (mut limits, unit) = (String::new(), self.counted_in());
        if self.choices.chance(25) {
            limits += &format!(" 至多 {}", self.literal(unit));
        }
        if self.choices.chance(6) {
            limits += &format!(" 至少 {}", self.literal(unit));
        }
        if self.choices.chance(10) {
            limits += &format!(" {}", self.factor());
        }
        limits
    }

    /// An act that is no chain, so that 否则 can follow it.
    pub(crate) fn branch(&mut self, at: Where, depth: usize) -> String {
        match self.choices.below(8) {
            2 | 4 | 5 if self.booking.is_some() => self.amount(at),
            6 if depth > 0 => format!("{{ {} }}", self.act(at, depth - 1)),
            1 if depth > 0 => self.each(at, depth - 1),
            2 if at.own_points => self.all_or_nothing().to_owned(),
            3 if depth > 0 => self.items(at),
            4 if self.choices.chance(40) => "否决".to_owned(),
            4 if self.choices.chance(30) => self.above(),
            5 if self.choices.chance(20) => self.pending(),
            _ => self.amount(at),
        }
    }

    fn chain(&mut self, at: Where, depth: usize) -> String {
        let mut text = format!("若 {} {}", self.condition(2), self.branch(at, depth));
        if self.choices.chance(25) {
            text += &format!(" 否则 若 {} {}", self.condition(1), self.branch(at, depth));
        }
        match self.choices.below(4) {
            3 => text += &format!(" 否则 {}", self.branch(at, depth)),
            2 if self.choices.chance(30) => text += &format!(" 否则 {}", self.steps(at)),
            _ => {}
        }
        text
    }

    fn pending(&mut self) -> String {
        match self.choices.below(3) {
            0 => "待定 1分 至 3分".to_owned(),
            1 => "待定 \"没有说\"".to_owned(),
            _ => "待定 2分 至 2分".to_owned(),
        }
    }

    fn group(&mut self, at: Where, depth: usize) -> String {
        if depth == 0 {
            return self.amount(at);
        }
        let count = 2 + self.choices.below(2);
        let acts: Vec<String> = (0..count).map(|_| self.act(at, depth - 1)).collect();
        let heaviest = if self.choices.chance(45) { "择重 " } else { "" };
        format!("{heaviest}{{\n{}\n}}{}", acts.join("\n"), self.limits())
    }

    fn items(&mut self, at: Where) -> String {
        let word = self.choices.one(&["缺", "有"]);
        let facts = self.facts.iter().rev().take(8);
        let lists: Vec<(String, usize)> = facts
            .clone()
            .filter_map(|fact| {
                if let Kind::Items(count) = fact.kind { Some((fact.name.clone(), count)) } else { None }
            })
            .collect();
        let truths: Vec<String> =
            facts.filter(|fact| matches!(fact.kind, Kind::YesNo)).map(|fact| fact.name.clone()).collect();
        let (of, names): (String, Vec<String>) = if !lists.is_empty() {
            let (name, count) = self.choices.one(&lists);
            (name, WORDS[..count].iter().map(|word| (*word).to_owned()).collect())
        } else if !truths.is_empty() {
            (format!("{{ {} }}", truths.join(", ")), truths)
        } else {
            return self.amount(at);
        };
        let (verb, limits) = (self.verb(at), self.limits());
        let depth = usize::from(verb != "加");
        let prices = if self.choices.chance(50) {
            self.points(depth)
        } else {
            let priced = 1 + self.choices.below(names.len());
            let prices: Vec<String> =
                names[..priced].iter().map(|name| format!("{name} {}", self.points(depth))).collect();
            format!("{{ {} }}", prices.join(", "))
        };
        format!("{word} {of} 每项 {verb} {prices}{limits}")
    }
}
