//! Facts that are single numbers or yes and no.

use std::fmt::Write;

use crate::generator::choices::Choices;
use crate::generator::plain::Draft;
use crate::generator::spelling::decimal;

/// A fact. Its numbers are counted in thousandths.
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) sort: Sort,
    /// In which it is recorded.
    unit: &'static str,
    /// The least and the greatest, where they are declared.
    pub(super) range: Option<(i64, i64)>,
    /// Every number is a multiple of it.
    pub(super) step: i64,
    /// 精确到; for what is no whole number.
    precise: bool,
    lacks: Lacks,
    /// The numbers at which statements look.
    marks: Vec<i64>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    YesNo,
    Count,
    Quantity,
    Share,
    Judged,
}

/// What becomes of a fact that is not there.
enum Lacks {
    Unseen,
    Inapplicable,
    TakenAs(i64),
}

impl Draft<'_, '_> {
    /// The position of a fact of one of these sorts: a new one, declared here, or now and then one that is there.
    pub(super) fn fact(&mut self, sorts: &[Sort], text: &mut String) -> usize {
        if let Some(known) = self.known(|fact| sorts.contains(&fact.sort)) {
            return known;
        }
        let sort = self.choices.one(sorts);
        let fact = self.drawn(sort);
        self.declared(fact, text)
    }

    /// The position of a fact for a sum, which a column of 32 bits can hold.
    pub(super) fn term(&mut self, sort: Sort, text: &mut String) -> usize {
        let fits = |fact: &Fact| {
            let unit = plain_unit(sort);
            fact.sort == sort
                && fact.unit == unit
                && (sort == Sort::Count || (fact.range.is_some() && fact.precise))
        };
        if let Some(known) = self.known(fits) {
            return known;
        }
        let fact = self.drawn(sort);
        let range = fact.range.or((sort != Sort::Count).then_some((-40_000, 40_000)));
        let precise = fact.precise || !self.choices.chance(5);
        self.declared(Fact { range, precise, unit: plain_unit(sort), ..fact }, text)
    }

    /// Now and then a fact that is there already.
    fn known(&mut self, fits: impl Fn(&Fact) -> bool) -> Option<usize> {
        let known: Vec<usize> = (0..self.facts.len()).filter(|at| fits(&self.facts[*at])).collect();
        let again = !known.is_empty() && self.choices.chance(20);
        again.then(|| self.choices.one(&known))
    }

    /// The position of a new fact that is above zero.
    pub(super) fn divisor(&mut self, sort: Sort, text: &mut String) -> usize {
        let fact = self.drawn(sort);
        let range = Some((fact.step, 500_000));
        let fact = Fact { range, unit: plain_unit(sort), precise: true, lacks: Lacks::Unseen, ..fact };
        self.declared(fact, text)
    }

    fn drawn(&mut self, sort: Sort) -> Fact {
        let ranges = [None, Some((0, 40_000)), Some((0, 100_000)), Some((-40_000, 40_000))];
        let (range, step) = match sort {
            Sort::YesNo => (Some((0, 1_000)), 1_000),
            Sort::Count => (self.choices.one(&[None, Some((0, 40_000)), Some((2_000, 9_000_000))]), 1_000),
            Sort::Quantity => (self.choices.one(&ranges), self.choices.one(&[1_000, 100, 50, 5_000])),
            Sort::Share => (Some((0, 100_000)), self.choices.one(&[1_000, 100])),
            Sort::Judged => (Some((0, 10_000)), self.choices.one(&[1_000, 500])),
        };
        let precise = !matches!(sort, Sort::Quantity | Sort::Share) || self.choices.chance(85);
        let lacks = match self.choices.below(20) {
            18 => Lacks::Inapplicable,
            19 if sort != Sort::YesNo => Lacks::TakenAs(range.map_or(step, |(_, high)| high)),
            _ => Lacks::Unseen,
        };
        let unit = match sort {
            Sort::YesNo => "",
            Sort::Count => self.choices.one(&["处", "处", "处", "处", "万人"]),
            Sort::Quantity => self.choices.one(&["", "", "", "万元", "公里"]),
            Sort::Share => "%",
            Sort::Judged => "分",
        };
        let name = format!("甲{}", self.facts.len());
        Fact { name, sort, unit, range, step, precise, lacks, marks: Vec::new() }
    }

    fn declared(&mut self, fact: Fact, text: &mut String) -> usize {
        writeln!(text, "  观测 {} : {}", fact.name, fact.declaration()).unwrap_or_default();
        self.facts.push(fact);
        self.facts.len() - 1
    }

    /// A number at which a statement looks: within the range, at its ends or beyond.
    pub(super) fn limit(&mut self, at: usize) -> i64 {
        let Fact { range, step, sort, .. } = self.facts[at];
        let (low, high) = range.unwrap_or((0, 60_000));
        let limit = match self.choices.below(20) {
            0..13 => self.choices.between(low / step, high / step) * step,
            13 => low,
            14 => high,
            15 => low - step,
            16 => high + step,
            17 => high + self.choices.between(1, 90) * step,
            18 if sort == Sort::Quantity => self.choices.between(low, high),
            18 | 19 if range.is_none() => self.choices.between(1, 4_000) * 1_000_000,
            _ => self.choices.between(low / step, high / step) * step,
        };
        self.facts[at].marks.push(limit);
        limit
    }

    /// The same as it is written, or as a parameter.
    pub(super) fn limit_of(&mut self, at: usize) -> String {
        let limit = self.limit(at);
        let written = self.facts[at].written(limit);
        self.number(written)
    }
}

impl Fact {
    /// A number with the unit in which the fact is recorded.
    pub(super) fn written(&self, thousandths: i64) -> String {
        format!("{}{}", decimal(thousandths), self.unit)
    }

    fn declaration(&self) -> String {
        let kind = match self.sort {
            Sort::YesNo => "是否".to_owned(),
            Sort::Count => format!("计数 {}", self.unit),
            Sort::Quantity => format!("数值 {}", self.unit),
            Sort::Share => "百分比".to_owned(),
            Sort::Judged => "评".to_owned(),
        };
        let precision = format!(" 精确到 {}", self.written(self.step));
        let precision = if self.precise { precision } else { String::new() };
        let range = self.range.map(|(low, high)| format!(" {} 至 {}", decimal(low), self.written(high)));
        let range = range.unwrap_or_default();
        let told = match self.sort {
            Sort::YesNo => String::new(),
            Sort::Count => range,
            Sort::Quantity => precision + &range,
            Sort::Share => precision,
            Sort::Judged => range + &precision,
        };
        let lacks = match self.lacks {
            Lacks::Unseen => String::new(),
            Lacks::Inapplicable => " 可不适用".to_owned(),
            Lacks::TakenAs(value) => format!(" 未查 视为 {}", self.written(value)),
        };
        format!("{kind}{told}{lacks}")
    }

    /// What a unit records, as JSON.
    pub(super) fn recorded(&self, choices: &mut Choices<'_>) -> String {
        match self.lacks {
            Lacks::Inapplicable if choices.chance(5) => return "\"不适用\"".to_owned(),
            Lacks::TakenAs(_) if choices.chance(30) => return "null".to_owned(),
            _ => {}
        }
        if self.sort == Sort::YesNo {
            return choices.chance(50).to_string();
        }
        let (low, high) = self.range.unwrap_or((if self.sort == Sort::Count { 0 } else { -60_000 }, 60_000));
        let drawn = match choices.below(20) {
            // At what statements look, and just beside it.
            12..18 if !self.marks.is_empty() => {
                choices.one(&self.marks) + choices.one(&[0, -self.step, self.step])
            }
            18 => choices.one(&[low, high]),
            19 if self.range.is_none() => {
                choices.one(&[33_000, 99_999, 4_000_000_000, 2_199_023_255_553]) * 1_000
            }
            _ => choices.between(low / self.step, high / self.step) * self.step,
        };
        let whole = drawn / self.step * self.step;
        let (low, high) =
            self.range.unwrap_or((if self.sort == Sort::Count { 0 } else { i64::MIN }, i64::MAX));
        decimal(whole.clamp(low, high))
    }
}

/// The unit of the facts of which sums and ratios are formed.
fn plain_unit(sort: Sort) -> &'static str {
    if sort == Sort::Count { "处" } else { "" }
}
