//! Facts: of every kind, with units, precisions, ranges and bands.

use crate::generator::choices::Choices;
use crate::generator::record::Record;
use crate::generator::spelling::decimal;
use crate::generator::unit::literal;

/// The words of options, levels and items.
pub const WORDS: [&str; 4] = ["甲", "乙", "丙", "丁"];

/// A fact of a generated standard, or a field of a record.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// 可不适用.
    pub may_be_inapplicable: bool,
    /// 外部.
    pub external: bool,
    /// 未查 视为: the value as a clause file writes it.
    pub taken_as: Option<String>,
}

/// The kind of a fact.
#[derive(Clone, Debug)]
pub enum Kind {
    /// 是否.
    YesNo,
    /// 计数, 数值, 百分比, 比率.
    Number(NumberKind),
    /// 等级, with so many of the [`WORDS`].
    Level(usize),
    /// 选项.
    Choice(usize),
    /// 清单.
    Items(usize),
    /// 日期.
    Date,
    /// 时刻.
    Time,
    /// 文字.
    Text,
    /// 评.
    Judged(Judged),
    /// 名录.
    Records(Record),
}

/// A kind of number; everything in thousandths of its unit.
#[derive(Clone, Debug)]
pub struct NumberKind {
    /// 计数, 数值, 百分比 or 比率.
    pub word: &'static str,
    /// The unit, which also says what it can be compared with.
    pub unit: &'static str,
    /// 精确到.
    pub step: Option<i64>,
    /// The declared range.
    pub range: Option<(i64, i64)>,
}

/// A judged kind; everything in thousandths of a point.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The bands with their names; one without a name for the plain form.
    pub bands: Vec<(Option<&'static str>, i64, i64)>,
    /// 精确到.
    pub step: i64,
    /// 折 10分制.
    pub out_of: bool,
}

impl Fact {
    /// Draws a fact; `in_record` leaves out what a field cannot be.
    pub fn draw(name: String, choices: &mut Choices<'_>, in_record: bool) -> Self {
        let kind = if in_record { field(choices) } else { kind(choices) };
        let external = !in_record && choices.chance(6);
        let may_be_inapplicable = choices.chance(25);
        let single = !matches!(kind, Kind::Items(_) | Kind::Records(_));
        let taken_as = (single && choices.chance(12)).then(|| literal(&kind, choices));
        Self { name, kind, may_be_inapplicable, external, taken_as }
    }

    /// A list inside another.
    pub fn draw_inner(record: Record, choices: &mut Choices<'_>) -> Self {
        let may_be_inapplicable = choices.chance(25);
        let kind = Kind::Records(record);
        Self { name: "明细".to_owned(), kind, may_be_inapplicable, external: false, taken_as: None }
    }

    /// Its declaration.
    pub fn declaration(&self) -> String {
        let na = if self.may_be_inapplicable { " 可不适用" } else { "" };
        let external = if self.external { " 外部" } else { "" };
        let taken_as = self.taken_as.as_ref().map_or(String::new(), |value| format!(" 未查 视为 {value}"));
        format!("{} : {}{na}{external}{taken_as}", self.name, self.kind.declared())
    }

    /// The unit of its numbers; 分 for judged facts.
    pub fn unit(&self) -> Option<&'static str> {
        match &self.kind {
            Kind::Number(number) => Some(number.unit),
            Kind::Judged(_) => Some("分"),
            _ => None,
        }
    }
}

fn field(choices: &mut Choices<'_>) -> Kind {
    match choices.below(8) {
        0 => Kind::Number(count(choices)),
        1 => Kind::YesNo,
        2 => Kind::Number(quantity(choices)),
        3 => Kind::Number(ratio(choices)),
        4 => Kind::Level(2 + choices.below(3)),
        5 => Kind::Choice(2 + choices.below(3)),
        6 => Kind::Judged(judged(choices, false)),
        _ => choices.one(&[Kind::Text, Kind::Date, Kind::Time, Kind::Date]),
    }
}

fn kind(choices: &mut Choices<'_>) -> Kind {
    match choices.below(16) {
        0..=2 => Kind::Number(count(choices)),
        3..=5 => Kind::YesNo,
        6 => Kind::Number(quantity(choices)),
        7 => Kind::Number(ratio(choices)),
        8 => Kind::Level(2 + choices.below(3)),
        9 => Kind::Choice(2 + choices.below(3)),
        10 => Kind::Items(1 + choices.below(4)),
        11 => choices.one(&[Kind::Date, Kind::Time, Kind::Text, Kind::Date]),
        12 => Kind::Judged(judged(choices, true)),
        13 => Kind::Judged(judged(choices, false)),
        _ => Kind::Records(Record::draw(choices)),
    }
}

fn count(choices: &mut Choices<'_>) -> NumberKind {
    let unit = choices.one(&["处", "人", ""]);
    let range = choices.chance(40).then(|| {
        let low = choices.between(0, 1);
        (low * 1000, (low + choices.between(1, 5)) * 1000)
    });
    NumberKind { word: "计数", unit, step: Some(1000), range }
}

fn quantity(choices: &mut Choices<'_>) -> NumberKind {
    let unit = choices.one(&["平方米", "小时/天", "元", ""]);
    let step = choices.one(&[Some(500), None, Some(100), Some(1000)]);
    let range = choices.chance(60).then(|| {
        let low = choices.one(&[0, 0, -3]);
        (low * 1000, (low + choices.between(2, 12)) * 1000)
    });
    NumberKind { word: "数值", unit, step, range }
}

fn ratio(choices: &mut Choices<'_>) -> NumberKind {
    let (word, unit) = choices.one(&[("百分比", "%"), ("百分比", "%"), ("比率", "‰"), ("比率", "/10万")]);
    let step = choices.one(&[Some(1000), Some(500), None, Some(10_000)]);
    let range = choices.chance(25).then(|| choices.one(&[(0, 100_000), (20_000, 80_000), (50_000, 100_000)]));
    NumberKind { word, unit, step, range }
}

fn judged(choices: &mut Choices<'_>, out_of: bool) -> Judged {
    let step = choices.one(&[1000, 1000, 500]);
    let out_of = out_of && choices.chance(50);
    let bands = match choices.below(3) {
        0 if !out_of => vec![(None, choices.between(0, 1) * 1000, choices.between(2, 6) * 1000)],
        1 => vec![(Some("好"), 8000, 10_000), (Some("差"), 0, 5000)],
        _ => vec![(Some("好"), 4000, 5000), (Some("中"), 2000, 3000), (Some("差"), 0, 1000)],
    };
    Judged { bands, step, out_of }
}

impl Kind {
    /// The kind as it is declared.
    pub fn declared(&self) -> String {
        let words = |count: usize, between: &str| WORDS[..count].join(between);
        match self {
            Self::YesNo => "是否".to_owned(),
            Self::Number(number) => number.declared(),
            Self::Level(count) => format!("等级 {{ {} }}", words(*count, " > ")),
            Self::Choice(count) => format!("选项 {{ {} }}", words(*count, ", ")),
            Self::Items(count) => format!("清单 {{ {} }}", words(*count, ", ")),
            Self::Date => "日期".to_owned(),
            Self::Time => "时刻".to_owned(),
            Self::Text => "文字".to_owned(),
            Self::Judged(judged) => judged.declared(),
            Self::Records(record) => record.declared(),
        }
    }
}

impl NumberKind {
    fn declared(&self) -> String {
        let unit = if self.word == "百分比" { "" } else { self.unit };
        let step = self.step.filter(|_| self.word != "计数");
        let step = step.map_or(String::new(), |step| format!(" 精确到 {}", decimal(step)));
        let range = |(low, high)| format!(" {} 至 {}", decimal(low), decimal(high));
        let range = self.range.map_or(String::new(), range);
        format!("{} {unit}{step}{range}", self.word)
    }
}

impl Judged {
    fn declared(&self) -> String {
        let band = |(name, low, high): &(Option<&str>, i64, i64)| match name {
            Some(name) => format!("{name} {} 至 {}", decimal(*low), decimal(*high)),
            None => format!("{} 至 {}分", decimal(*low), decimal(*high)),
        };
        let bands: Vec<String> = self.bands.iter().map(band).collect();
        let bands = bands.join(" ; ");
        let named = self.bands.iter().any(|(name, ..)| name.is_some());
        let out_of = if self.out_of { "折 10分制 " } else { "" };
        let step =
            if self.step == 1000 { String::new() } else { format!(" 精确到 {}分", decimal(self.step)) };
        if named { format!("评 {out_of}{{ {bands} }}{step}") } else { format!("评 {bands}{step}") }
    }
}
