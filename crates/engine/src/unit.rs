//! Units: points, shares, physical quantities, money, and the counting words of Chinese.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::exact::Exact;

/// What a unit measures. Two amounts can be compared or added only where their dimensions are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Base {
    /// 分, the points of a score.
    Points,
    /// Clock time, in seconds.
    Time,
    /// Calendar time, in months.
    Months,
    /// A calendar period under the bar of a rate: 小时/天, 次/年. Periods do not convert into one another.
    Per(String),
    /// Length, in metres; areas and volumes are its powers.
    Length,
    /// Mass, in grams.
    Mass,
    /// Money, in yuan.
    Money,
    /// Sound level, in decibels.
    Sound,
    /// A counting word (处, 人, 次, 件), which converts into nothing else.
    Label(String),
}

/// A unit: its spelling, its dimension and its size in base units. Numbers carry theirs along, so a copy is cheap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    name: Arc<str>,
    dimension: Arc<BTreeMap<Base, i8>>,
    factor: Exact,
}

impl Unit {
    fn new(name: &str, dimension: BTreeMap<Base, i8>, factor: Exact) -> Self {
        Self { name: name.into(), dimension: Arc::new(dimension), factor }
    }

    /// No unit: a plain number.
    pub fn none() -> Self {
        Self::new("", BTreeMap::new(), Exact::ONE)
    }

    /// 分.
    pub fn points() -> Self {
        Self::new("分", BTreeMap::from([(Base::Points, 1)]), Exact::ONE)
    }

    /// Percent.
    pub fn percent() -> Self {
        Self::new("%", BTreeMap::new(), Exact::scaled(1, 100))
    }

    /// A plain number that is written with a word behind it: 年(d) is 2024年, and compares with 2024.
    pub fn spoken(word: &str) -> Self {
        Self::new(word, BTreeMap::new(), Exact::ONE)
    }

    /// A day as an amount of time.
    pub fn days() -> Self {
        Self::new("天", BTreeMap::from([(Base::Time, 1)]), Exact::from(86_400))
    }

    /// So many months as an amount of time.
    pub fn months(name: &str, months: i64) -> Self {
        Self::new(name, BTreeMap::from([(Base::Months, 1)]), Exact::from(months))
    }

    /// Reads a unit as authors spell it: `%`, `‰`, `/10万`, `小时/天`, `毫克/立方米`, `dB(A)`; a word that is
    /// not in the table is a counting word. `None` where the spelling is no unit at all.
    ///
    /// ```
    /// use weiheng::{Exact, Unit};
    /// let hour = Unit::parse("小时").unwrap();
    /// assert_eq!(hour.factor(), Exact::from(3600));
    /// assert!(hour.agrees_with(&Unit::parse("分钟").unwrap()));
    /// assert!(!Unit::parse("处").unwrap().agrees_with(&Unit::parse("人").unwrap()));
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let name = crate::fullwidth::text_to_ascii(text.trim());
        if name.is_empty() {
            return Some(Self::none());
        }
        let mut parts = name.split('/');
        let mut unit = parts.next().filter(|over| !over.is_empty()).map_or(Some(Self::none()), simple)?;
        for under in parts {
            unit = unit.over_period_or(&denominator(under)?)?;
        }
        unit.name = name.into();
        Some(unit)
    }

    /// The spelling; empty for a plain number.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The size in base units: 3600 for 小时, 1/100 for %.
    pub fn factor(&self) -> Exact {
        self.factor
    }

    /// Whether the two measure the same thing.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }

    /// Whether it has no dimension: a plain number or a share.
    pub fn is_plain(&self) -> bool {
        self.dimension.is_empty()
    }

    /// Whether it is a share written with a sign of its own: %, ‰, /10万.
    pub fn is_share(&self) -> bool {
        self.is_plain() && self.factor != Exact::ONE
    }

    /// Whether it measures points and nothing else.
    pub fn is_points(&self) -> bool {
        self.dimension.len() == 1 && self.dimension.get(&Base::Points) == Some(&1)
    }

    /// Whether it is one counting word and nothing else.
    pub fn is_label(&self) -> bool {
        self.dimension.len() == 1
            && self.dimension.iter().all(|(base, power)| matches!(base, Base::Label(_)) && *power == 1)
    }

    /// The counting words in it.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.dimension
            .keys()
            .filter_map(|base| if let Base::Label(label) = base { Some(label.as_str()) } else { None })
    }

    /// The same without its counting words: 分/人 is then 分. A price for each of a number of things is still points.
    #[must_use]
    pub fn without_labels(&self) -> Self {
        self.with(|base| !matches!(base, Base::Label(_)))
    }

    /// The same without the counting words that another unit does not have: 元·人 as an amount of 元 is 元.
    #[must_use]
    pub fn without_labels_beside(&self, other: &Self) -> Self {
        self.with(|base| !matches!(base, Base::Label(_)) || other.dimension.contains_key(base))
    }

    /// The same with some of its bases alone.
    fn with(&self, is_kept: impl Fn(&Base) -> bool) -> Self {
        let mut unit = self.clone();
        if !unit.dimension.keys().all(&is_kept) {
            Arc::make_mut(&mut unit.dimension).retain(|base, _| is_kept(base));
        }
        unit
    }

    /// The unit of a product, in base units.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        self.combined(other, 1)
    }

    /// The unit of a quotient, in base units.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        self.combined(other, -1)
    }

    /// A value in base units, written in this unit: `16小时/天`, `87.4%`, `3处`.
    ///
    /// ```
    /// use weiheng::{Exact, Unit};
    /// assert_eq!(Unit::percent().show(Exact::scaled(874, 1000)), "87.4%");
    /// ```
    pub fn show(&self, value: Exact) -> String {
        let in_unit = value.over(self.factor).unwrap_or(value);
        format!("{in_unit}{}", self.name)
    }

    fn combined(&self, other: &Self, sign: i8) -> Self {
        let mut dimension = self.dimension.as_ref().clone();
        for (base, power) in other.dimension.iter() {
            let entry = dimension.entry(base.clone()).or_insert(0);
            *entry = entry.saturating_add(power.saturating_mul(sign));
        }
        dimension.retain(|_, power| *power != 0);
        let name = if dimension.is_empty() { String::new() } else { base_name(&dimension) };
        Self::new(&name, dimension, Exact::ONE)
    }

    fn over_period_or(&self, under: &Self) -> Option<Self> {
        let mut unit = self.combined(under, -1);
        unit.factor = self.factor.over(under.factor)?;
        Some(unit)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

fn base_name(dimension: &BTreeMap<Base, i8>) -> String {
    let word = |base: &Base| match base {
        Base::Points => "分".to_owned(),
        Base::Time => "秒".to_owned(),
        Base::Months => "月".to_owned(),
        Base::Per(period) => period.clone(),
        Base::Length => "米".to_owned(),
        Base::Mass => "克".to_owned(),
        Base::Money => "元".to_owned(),
        Base::Sound => "分贝".to_owned(),
        Base::Label(label) => label.clone(),
    };
    let side = |over: bool| {
        let bases = dimension.iter().filter(|(_, power)| (**power > 0) == over);
        let words = bases.map(|(base, power)| match power.unsigned_abs() {
            1 => word(base),
            power => format!("{}^{power}", word(base)),
        });
        words.collect::<Vec<_>>().join("·")
    };
    let (over, under) = (side(true), side(false));
    if under.is_empty() { over } else { format!("{over}/{under}") }
}

/// The unit under a bar: a calendar period, a multiple such as 10万 or 千人, or any simple unit.
fn denominator(text: &str) -> Option<Unit> {
    if matches!(
        text,
        "天" | "日" | "周" | "月" | "季度" | "年" | "次" | "d" | "day" | "week" | "month" | "year"
    ) {
        let period = match text {
            "日" | "d" | "day" => "天",
            "week" => "周",
            "month" => "月",
            "year" => "年",
            other => other,
        };
        let dimension = BTreeMap::from([(Base::Per(period.to_owned()), 1)]);
        return Some(Unit::new(period, dimension, Exact::ONE));
    }
    let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let (count, rest) = (text.get(..digits)?, text.get(digits..)?);
    let mut multiple: i64 = if count.is_empty() { 1 } else { count.parse().ok()? };
    let mut rest = rest;
    for (word, factor) in [('十', 10), ('百', 100), ('千', 1_000), ('万', 10_000), ('亿', 100_000_000)] {
        if let Some(after) = rest.strip_prefix(word) {
            // 千克 and 千米 are units of their own, not thousands.
            if simple(rest).is_some_and(|unit| !unit.is_label()) {
                break;
            }
            multiple = multiple.checked_mul(factor)?;
            rest = after;
        }
    }
    let mut unit = if rest.is_empty() { Unit::none() } else { simple(rest)? };
    unit.factor = unit.factor.times(Exact::from(multiple))?;
    (unit.factor.sign() > 0).then_some(unit)
}

/// A magnitude before a unit: 万元, 亿元, 万人.
fn multiple(name: &str) -> Option<(i64, Unit)> {
    let (factor, one) = [("万", 10_000), ("亿", 100_000_000)]
        .into_iter()
        .find_map(|(word, factor)| Some((factor, name.strip_prefix(word)?)))?;
    // One magnitude only: 万万 is somebody's word.
    let plain = !one.is_empty() && !one.starts_with(['万', '亿']);
    Some((factor, plain.then(|| simple(one)).flatten()?))
}

fn simple(name: &str) -> Option<Unit> {
    let unit = |base: Base, power: i8, over: i64, under: i64| {
        Unit::new(name, BTreeMap::from([(base, power)]), Exact::scaled(over, under))
    };
    Some(match name {
        "分" | "points" | "point" | "pt" | "pts" => Unit::points(),
        "%" => Unit::percent(),
        "‰" => Unit::new(name, BTreeMap::new(), Exact::scaled(1, 1000)),
        "秒" | "秒钟" | "s" => unit(Base::Time, 1, 1, 1),
        "分钟" | "min" => unit(Base::Time, 1, 60, 1),
        "小时" | "时" | "h" => unit(Base::Time, 1, 3600, 1),
        "天" | "日" | "d" => unit(Base::Time, 1, 86_400, 1),
        "周" | "星期" => unit(Base::Time, 1, 604_800, 1),
        "月" | "个月" => unit(Base::Months, 1, 1, 1),
        "季度" => unit(Base::Months, 1, 3, 1),
        "年" => unit(Base::Months, 1, 12, 1),
        "毫米" | "mm" => unit(Base::Length, 1, 1, 1000),
        "厘米" | "cm" => unit(Base::Length, 1, 1, 100),
        "米" | "m" => unit(Base::Length, 1, 1, 1),
        "公里" | "千米" | "km" => unit(Base::Length, 1, 1000, 1),
        "平方厘米" => unit(Base::Length, 2, 1, 10_000),
        "平方米" | "㎡" | "m2" | "m²" => unit(Base::Length, 2, 1, 1),
        "公顷" => unit(Base::Length, 2, 10_000, 1),
        "亩" => unit(Base::Length, 2, 2000, 3),
        "平方公里" | "平方千米" | "km2" | "km²" => unit(Base::Length, 2, 1_000_000, 1),
        "毫升" | "ml" => unit(Base::Length, 3, 1, 1_000_000),
        "升" | "l" | "L" => unit(Base::Length, 3, 1, 1000),
        "立方米" | "m3" | "m³" => unit(Base::Length, 3, 1, 1),
        "微克" | "μg" | "ug" => unit(Base::Mass, 1, 1, 1_000_000),
        "毫克" | "mg" => unit(Base::Mass, 1, 1, 1000),
        "克" | "g" => unit(Base::Mass, 1, 1, 1),
        "千克" | "公斤" | "kg" => unit(Base::Mass, 1, 1000, 1),
        "吨" | "t" => unit(Base::Mass, 1, 1_000_000, 1),
        "角" => unit(Base::Money, 1, 1, 10),
        "元" | "yuan" => unit(Base::Money, 1, 1, 1),
        "万元" => unit(Base::Money, 1, 10_000, 1),
        "亿元" => unit(Base::Money, 1, 100_000_000, 1),
        "分贝" | "dB" | "dB(A)" => unit(Base::Sound, 1, 1, 1),
        many if multiple(many).is_some() => {
            let (factor, one) = multiple(many)?;
            Unit { name: name.into(), factor: one.factor.times(Exact::from(factor))?, ..one }
        }
        label if label.chars().all(|character| character.is_alphabetic() || character == '_') => {
            unit(Base::Label(label.to_owned()), 1, 1, 1)
        }
        _ => return None,
    })
}
