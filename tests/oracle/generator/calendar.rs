//! Conditions on days.

use crate::generator::facts::Kind;
use crate::generator::names::Names;
use crate::generator::spelling::day;

impl Names<'_> {
    /// A condition on a day.
    pub fn test_of_day(&mut self, name: &str) -> String {
        match self.choices.below(8) {
            0 => {
                let (how, other) = (self.choices.one(&["<", ">=", "<=", "为", ">"]), self.a_day());
                format!("{name} {how} {other}")
            }
            1 => {
                let (length, how) = (self.length(), self.choices.one(&["<", ">="]));
                let sign = self.choices.one(&["+", "-"]);
                format!("{name} {sign} {length} {how} {}", self.a_day())
            }
            2 => {
                let length = self.length();
                let until = if self.choices.chance(50) {
                    format!(" 到 {}", self.a_day())
                } else {
                    self.uses_date = true;
                    String::new()
                };
                format!("{name} 在 近 {length}{until} {}", self.choices.one(&["含对应日", "不含对应日"]))
            }
            3 => {
                let period = self.choices.one(&["年", "季度", "月"]);
                if self.choices.chance(50) {
                    self.uses_date = true;
                    return format!("{name} 在 本{period}");
                }
                format!("{name} 在 同{period}({})", self.a_day())
            }
            4 => {
                let window =
                    ["3月15日 至 11月15日", "11月16日 至 3月14日", "6月 至 9月", "2月29日 至 3月1日", "2月"];
                format!("{name} 在 每年 {}", self.choices.one(&window))
            }
            5 => {
                let low = self.choices.between(0, 9);
                let high = low + self.choices.between(0, 9);
                format!("{name} 在 {} 至 {}", day(low * 20), day(high * 20))
            }
            6 => self.test_of_number_of_days(name),
            _ => {
                let part = self.choices.one(&["月", "日"]);
                format!("{part}({name}) <= {}", self.choices.between(1, 12))
            }
        }
    }

    fn test_of_number_of_days(&mut self, name: &str) -> String {
        let other = self.a_day();
        let count = self.choices.between(-2, 7);
        match self.choices.below(5) {
            0 => format!("满月({name}, {other}) >= {count}"),
            1 => format!("满年({other}, {name}) < {count}"),
            2 => format!("天数({other}, {name}) > {}", count * 10),
            3 => format!("({name} - {other}) < {}天", count * 15),
            _ => format!("年({name}) 为 {}", self.choices.one(&["2019", "2020年"])),
        }
    }

    /// An amount of points that hangs on days, if any are in sight.
    pub fn points_of_days(&mut self) -> Option<String> {
        let days = self.days();
        if days.is_empty() {
            return None;
        }
        let name = self.choices.one(&days);
        let other = self.a_day();
        Some(match self.choices.below(3) {
            0 => format!("(月({name}) × 0.5分)"),
            1 => format!("(满月({other}, {name}) × 0.5分)"),
            _ => format!("(0.1分 × 天数({name}, {other}))"),
        })
    }

    /// A fold over the days of a list, drawn among its rows: the word and what stands in its brackets.
    pub fn fold_of_days(&mut self, list: &str, field: &str) -> (&'static str, String) {
        let filter =
            if self.choices.chance(40) { format!(", {}", self.test_of_day(field)) } else { String::new() };
        (self.choices.one(&["最大间隔", "最大", "最小"]), format!("({list}, {field}{filter})"))
    }

    /// A condition on such a fold, drawn outside of the rows.
    pub fn test_of_fold(&mut self, (word, of): (&str, String)) -> String {
        let count = self.choices.between(0, 9) * 20;
        match word {
            "最大间隔" if self.choices.chance(50) => format!("({word}{of} 无则 0) <= {count}"),
            "最大间隔" => format!("{word}{of} > {count}天"),
            _ => format!("{word}{of} < {}", self.a_day()),
        }
    }

    fn a_day(&mut self) -> String {
        let days = self.days();
        let plain = match self.choices.below(4) {
            0 => day(self.choices.between(0, 18) * 20),
            1 => {
                self.uses_date = true;
                "评定日".to_owned()
            }
            _ if days.is_empty() => day(self.choices.between(0, 9) * 40),
            _ => self.choices.one(&days),
        };
        if self.choices.chance(25) { format!("({plain} - {})", self.length()) } else { plain }
    }

    fn days(&mut self) -> Vec<String> {
        let facts = self.seen().into_iter();
        facts.filter(|fact| matches!(fact.kind, Kind::Date)).map(|fact| fact.name).collect()
    }

    fn length(&mut self) -> String {
        let lengths = ["3个月", "10天", "1年", "2周", "1季度", "6个月", "40天", "1个月"];
        self.choices.one(&lengths).to_owned()
    }
}
