//! Conditions.

use crate::generator::acts::Entered;
use crate::generator::facts::Fact;
use crate::generator::facts::Kind;
use crate::generator::facts::WORDS;
use crate::generator::names::Names;
use crate::generator::spelling::clock;
use crate::generator::spelling::day;

/// The spellings of comparisons.
const COMPARISONS: [&str; 12] =
    [">", "<", ">=", "<=", "不低于", "超过", "不超过", "低于", "达到", "不足", "为", "不为"];

impl Names<'_> {
    /// A condition, in brackets where it has operators that bind loosely.
    pub fn condition(&mut self, depth: usize) -> String {
        if depth == 0 || !self.choices.chance(45) {
            return self.test();
        }
        let depth = depth - 1;
        match self.choices.below(6) {
            0 => format!("非 {}", self.condition(depth)),
            1 => format!("({} 且 {})", self.condition(depth), self.condition(depth)),
            2 => format!("({} 或 {})", self.condition(depth), self.condition(depth)),
            3 => self.quantifier(depth),
            4 => {
                let unit = self.choices.one(&["处", "%", "分", "平方米", ""]);
                let how = self.choices.one(&COMPARISONS);
                format!("({} {how} {})", self.number(unit, depth + 1), self.number(unit, depth))
            }
            _ => {
                let (a, b) = (self.condition(depth), self.condition(depth));
                format!("(若 {} 则 {a} 否则 {b})", self.condition(depth))
            }
        }
    }

    /// A test of one fact or derived value.
    fn test(&mut self) -> String {
        let facts = self.seen();
        let truths = self.row_values.iter().chain(&self.values).filter(|(_, unit)| unit.is_none());
        let truths: Vec<String> = truths.map(|(name, _)| name.clone()).collect();
        if facts.is_empty() || (!truths.is_empty() && self.choices.chance(20)) {
            return if truths.is_empty() { "是".to_owned() } else { self.choices.one(&truths) };
        }
        let fact = self.choices.one(&facts);
        if !self.has_points && matches!(&fact.kind, Kind::Judged(judged) if judged.out_of) {
            return "是".to_owned();
        }
        if fact.may_be_inapplicable && self.choices.chance(10) {
            return format!("{} 适用", fact.name);
        }
        self.test_of(&fact)
    }

    fn test_of(&mut self, fact: &Fact) -> String {
        let name = &fact.name;
        match &fact.kind {
            Kind::YesNo if self.choices.chance(40) => format!("非 {name}"),
            Kind::YesNo => name.clone(),
            Kind::Number(_) | Kind::Judged(_) => self.test_of_number(fact),
            Kind::Choice(_) | Kind::Level(_) | Kind::Text if self.choices.chance(20) => {
                match self.item_list() {
                    Some(list) => format!("{name} 在 {list}"),
                    None => format!("{name} 为 {name}"),
                }
            }
            Kind::Level(count) if self.choices.chance(25) => {
                let alike: Vec<String> = self
                    .seen()
                    .into_iter()
                    .filter(|other| matches!(other.kind, Kind::Level(of) if of == *count))
                    .map(|other| other.name)
                    .collect();
                let (fold, other) = (self.choices.one(&["最小", "最大"]), self.choices.one(&alike));
                let how = self.choices.one(&COMPARISONS);
                format!("{fold}({name}, {other}) {how} {}", self.choices.one(&WORDS[..2]))
            }
            Kind::Level(count) => {
                let word = self.choices.one(&WORDS[..*count]);
                format!("{name} {} {word}", self.choices.one(&COMPARISONS))
            }
            Kind::Choice(count) if self.choices.chance(40) => {
                let words = [self.choices.one(&WORDS[..*count]), self.choices.one(&WORDS[..*count])];
                format!("{name} 在 {{ {} }}", words.join(", "))
            }
            Kind::Choice(count) => {
                let word = self.choices.one(&WORDS[..*count]);
                format!("{name} {} {word}", self.choices.one(&["为", "不为"]))
            }
            Kind::Date if self.choices.chance(25) => {
                self.uses_date = true;
                format!("{name} {} 评定日", self.choices.one(&COMPARISONS))
            }
            Kind::Date if self.choices.chance(80) => self.test_of_day(name),
            Kind::Date => {
                let day = day(self.choices.between(0, 9) * 40);
                format!("{name} {} {day}", self.choices.one(&COMPARISONS))
            }
            Kind::Time => {
                let time = clock(self.choices.between(28, 36));
                format!("{name} {} {time}", self.choices.one(&COMPARISONS))
            }
            Kind::Text => {
                format!("{name} {} \"{}\"", self.choices.one(&["为", "不为"]), self.choices.one(&WORDS))
            }
            Kind::Items(_) if fact.may_be_inapplicable && self.choices.chance(20) => format!("{name} 适用"),
            Kind::Items(count) => {
                format!("{name} {} {}", self.choices.one(&["有", "缺"]), self.choices.one(&WORDS[..*count]))
            }
            Kind::Records(_) => self.quantifier(0),
        }
    }

    /// A list of items.
    pub(crate) fn item_list(&mut self) -> Option<String> {
        let lists = self.facts.iter().filter(|fact| matches!(fact.kind, Kind::Items(_)));
        let names: Vec<String> = lists.map(|fact| fact.name.clone()).collect();
        if names.is_empty() { None } else { Some(self.choices.one(&names)) }
    }

    fn test_of_number(&mut self, fact: &Fact) -> String {
        let unit = fact.unit().expect("a number has a unit");
        match self.choices.below(6) {
            0 => {
                let (low, high) = (self.literal(unit), self.literal(unit));
                format!("{} 在 {low} 至 {high}", fact.name)
            }
            1 => format!("{} {} {}", fact.name, self.choices.one(&COMPARISONS), self.atom(unit)),
            _ => format!("{} {} {}", fact.name, self.choices.one(&COMPARISONS), self.literal(unit)),
        }
    }

    /// 递增, 递减, 不增, 不减 of numbers of the rows at hand.
    fn trend(&mut self, list: &str, outer: Entered) -> String {
        let unit = self.choices.one(&["处", "%", "分"]);
        let value = self.number(unit, 1);
        let filter = if self.choices.chance(30) { format!(", {}", self.test()) } else { String::new() };
        self.leave(outer);
        format!("{}({list}, {value}{filter})", self.choices.one(&["递增", "递减", "不增", "不减"]))
    }

    /// 任一, 全部 over the rows of a list.
    fn quantifier(&mut self, depth: usize) -> String {
        let lists = self.lists();
        if lists.is_empty() {
            return self.test();
        }
        let list = self.choices.one(&lists);
        let name = self.facts[list].name.clone();
        let outer = self.enter(list);
        if let Kind::Records(record) = &self.facts[list].kind
            && record.is_ordered()
            && self.choices.chance(30)
        {
            return self.trend(&name, outer);
        }
        let row_only: Vec<Fact> = match &self.facts[list].kind {
            Kind::Records(record) => record.fields.clone(),
            _ => Vec::new(),
        };
        let field = self.choices.one(&row_only);
        if matches!(field.kind, Kind::Date) && self.choices.chance(50) {
            let fold = self.fold_of_days(&name, &field.name);
            self.leave(outer);
            return self.test_of_fold(fold);
        }
        let scaled = matches!(&field.kind, Kind::Judged(judged) if judged.out_of);
        let plain = depth == 0 && !scaled;
        let condition = if plain { self.test_of(&field) } else { self.condition(depth.saturating_sub(1)) };
        self.leave(outer);
        format!("{}({name}, {condition})", self.choices.one(&["任一", "全部"]))
    }
}
