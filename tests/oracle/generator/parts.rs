//! Chapters, sections, clauses and items, with points that add up.

use crate::generator::acts::Where;
use crate::generator::names::Names;
use crate::generator::spelling::decimal;

/// What a part takes from the part above: whether the nearest part with points earns, says 从零起, and that there is
/// one.
#[derive(Clone, Copy, Debug)]
pub struct Above {
    /// The acts of the nearest part with points.
    pub at: Where,
}

impl Names<'_> {
    /// A chapter and its points; `None` where nothing in it has points.
    pub(crate) fn chapter(&mut self, id: usize, pointed: bool, above: Above) -> (String, Option<i64>) {
        self.chapter_has_points = pointed;
        let shape = if pointed { self.shape() } else { Shape::Sum };
        let sections =
            if shape == Shape::Sum && self.choices.chance(15) { 1 + self.choices.below(2) } else { 0 };
        let mut body = String::new();
        let mut points = None;
        let holder = Above { at: self.direction(pointed || above.at.has_stake, pointed) };
        let inherited = if pointed { holder } else { above };
        let count = 1 + self.choices.below(5);
        for at in 1..=count {
            if sections > 0 && (at - 1) * sections % count < sections {
                body += &format!("节 {id}-{at} \"节\"\n");
            }
            let takes = matches!(shape, Shape::Take(..));
            let own = pointed && (at == 1 || takes || !self.choices.chance(20));
            let weight = shape.weight(at, count);
            let (text, of) = self.clause(&format!("{id}.{at}"), own.then_some(weight), inherited);
            body += &text;
            points = sum(points, of);
        }
        let table = points;
        let points = if shape == Shape::Sum {
            points
        } else {
            points.map(|_| self.choices.one(&[10_000, 7500, 30_000]))
        };
        let shown = points.filter(|_| shape != Shape::Sum || self.choices.chance(75));
        let head = shown.map_or(String::new(), |points| format!(" {}分", decimal(points)));
        let mut text = format!("章 {id} \"章\"{head}\n");
        let outside = Where { own_points: shown.is_some(), ..inherited.at };
        text += if outside.both { "  从零起\n" } else { "" };
        text += &shape.header(table);
        if shown.is_some() && self.choices.chance(20) {
            text += self.choices.one(&[
                "  缺项 折算\n",
                "  缺项 满分\n",
                "  缺项 零分\n",
                "  缺项 不许\n",
                "  缺项 零分\n  可负 到 -5分\n",
            ]);
        }
        text += &self.applies(8);
        if self.choices.chance(12) {
            text += &self.body(outside, 1, false);
        }
        text += &self.own_factor(8);
        (text + &body, points)
    }

    /// A clause and its points.
    pub(crate) fn clause(&mut self, id: &str, pointed: Option<&str>, above: Above) -> (String, Option<i64>) {
        let weight = pointed.unwrap_or_default();
        let pointed = pointed.is_some();
        let points = pointed.then(|| self.choices.one(&[10_000, 5000, 2000, 8000, 20_000, 4500]));
        let at = if pointed { self.direction(true, true) } else { Where { own_points: false, ..above.at } };
        let head = points.map_or(String::new(), |points| format!(" {}分", decimal(points)));
        let star = if self.choices.chance(25) { " ★" } else { "" };
        let mut text = format!("条 {id} \"条\"{head}{weight}{star}\n");
        text += &self.applies(15);
        if at.both {
            text += "  从零起\n";
        }
        text += &self.own_factor(8);
        let items = if self.choices.chance(20) { 1 + self.choices.below(2) } else { 0 };
        let split = items == 2 && points.is_some() && self.choices.chance(50);
        let acts = if items > 0 && self.choices.chance(60) { 0 } else { 1 + self.choices.below(3) };
        let bounded = if pointed && items == 0 && self.choices.chance(15) {
            let (header, bounded) = self.choices.one(&[
                ("  可负 到 -5分\n", false),
                ("  可负 到 -20分\n", true),
                ("  可超\n", true),
                ("  可负 到 -2.5分\n  可超\n", true),
            ]);
            text += header;
            bounded
        } else {
            false
        };
        text += &self.body(at, acts, bounded);
        let verdict = if self.choices.chance(12) { self.verdict_of_clause(pointed) } else { String::new() };
        text += &verdict;
        for item in 1..=items {
            text += &self.item(item, points.filter(|_| split).map(|points| points / 2), pointed, at);
        }
        self.clauses.push((id.to_owned(), pointed));
        self.grades.extend(verdict.split_whitespace().nth(1).map(str::to_owned));
        (text, points)
    }

    fn item(&mut self, id: usize, points: Option<i64>, pointed: bool, above: Where) -> String {
        let head = points.map_or(String::new(), |points| format!(" {}分", decimal(points)));
        let at = match points {
            Some(_) => self.direction(true, true),
            None => Where { own_points: pointed, ..above },
        };
        let mut text = format!("款 ({id}) \"款\"{head}\n");
        if at.both {
            text += "  从零起\n";
        }
        text += &self.applies(10);
        let count = 1 + self.choices.below(2);
        text + &self.body(at, count, false)
    }

    /// Facts, derived values and acts; each of these with a limit where they are to be `bounded`.
    pub(crate) fn body(&mut self, at: Where, acts: usize, bounded: bool) -> String {
        let mut text = String::new();
        let has_points = std::mem::replace(&mut self.has_points, at.own_points);
        for _ in 0..acts + self.choices.below(2) {
            text += &format!("  观测 {}\n", self.fact());
        }
        if self.choices.chance(20) {
            text += &self.derived();
        }
        for _ in 0..acts {
            self.choose_account();
            let act = self.act(at, 2);
            let books = self.booking.take().is_some();
            let act = match self.part_result() {
                Some(result) => format!("若 {result} {{\n{act}\n}}"),
                None => act,
            };
            // A bonus without a limit has no upper end while its facts are not observed.
            text += &if !books && (bounded || act.contains('加')) {
                format!("  {{\n{act}\n}} 至多 20分\n")
            } else {
                format!("  {act}\n")
            };
        }
        self.has_points = has_points;
        text
    }

    /// A condition on an earlier clause, now and then.
    fn part_result(&mut self) -> Option<String> {
        if !self.grades.is_empty() && self.choices.chance(15) {
            return Some(self.grade());
        }
        if self.clauses.is_empty() || !self.choices.chance(8) {
            return None;
        }
        let at = self.choices.below(self.clauses.len());
        let (id, pointed) = self.clauses[at].clone();
        Some(match self.choices.below(5) {
            3 if pointed => format!("(条 {id} 得分 无则 8分) < 5分"),
            4 if pointed => format!("(3分 ÷ 条 {id} 得分 无则 200%) > 50%"),
            0 if pointed => format!("条 {id} 得分 < 5分"),
            1 if pointed => format!("条 {id} 得分率 >= 60%"),
            _ => format!("条 {id} 合格"),
        })
    }

    fn derived(&mut self) -> String {
        let name = self.fresh("值");
        let unit = self.choices.one(&[Some("处"), Some("%"), Some("分"), Some("平方米"), None]);
        let value = match unit {
            Some(unit) if self.choices.chance(25) => self.band_value(unit),
            Some(unit) => Some(self.number(unit, 2)),
            None => Some(self.condition(2)),
        };
        let Some(value) = value else { return String::new() };
        self.values.push((name.clone(), unit));
        format!("  令 {name} = {value}\n")
    }

    fn applies(&mut self, percent: usize) -> String {
        if !self.choices.chance(percent) {
            return String::new();
        }
        let fact = self.fact();
        format!("  观测 {fact}\n  适用 若 {}\n", self.condition(1))
    }

    fn direction(&mut self, has_stake: bool, own_points: bool) -> Where {
        let earns = self.choices.chance(30);
        Where { earns, both: own_points && self.choices.chance(8), has_stake, own_points }
    }
}

/// How the clauses of a chapter make its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// They are added up.
    Sum,
    /// They are added up to a table, which is scaled.
    Scaled,
    /// 取 by the word.
    Take(&'static str),
}

impl Shape {
    fn header(self, table: Option<i64>) -> String {
        match self {
            Self::Sum => String::new(),
            Self::Scaled => format!("  折算自 {}分\n", decimal(table.unwrap_or_default())),
            Self::Take(fold) => format!("  取 {fold} 得分率\n"),
        }
    }

    /// What the heading of one of several clauses says of its weight.
    fn weight(self, at: usize, count: usize) -> &'static str {
        match (self, count, at) {
            (Self::Take("加权"), 1, _) => " 权重 100%",
            (Self::Take("加权"), 2, _) => " 权重 50%",
            (Self::Take("加权"), 3, 1) => " 权重 40%",
            (Self::Take("加权"), 3, _) => " 权重 30%",
            (Self::Take("加权"), 4, _) => " 权重 25%",
            (Self::Take("加权"), _, _) => " 权重 20%",
            _ => "",
        }
    }
}

impl Names<'_> {
    fn shape(&mut self) -> Shape {
        match self.choices.below(12) {
            0 => Shape::Scaled,
            1 => Shape::Take(self.choices.one(&["平均", "最低", "加权"])),
            _ => Shape::Sum,
        }
    }
}

/// Points added up, where there are any.
pub(crate) fn sum(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (one, None) | (None, one) => one,
    }
}
