//! Keywords, names, quoted text and numbers in one spelling.

use crate::rounding::Rounding;
use crate::syntax::duration;
use crate::syntax::fold::is_name_character;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Spelling;
use crate::syntax::tree::Comparison;
use crate::syntax::tree::Function;
use crate::syntax::tree::Number;
use crate::syntax::tree::Range;
use crate::syntax::tree::Special;
use crate::syntax::tree::Spelled;

impl Spelling {
    /// A keyword.
    pub(super) fn keyword(self, keyword: Keyword) -> &'static str {
        keyword.spelled(self)
    }

    /// A keyword that the tree keeps as a Chinese word, such as a finding: the first of `among` that is spelled so.
    pub(super) fn local(self, word: &Spelled, among: &[Keyword]) -> String {
        let known = among.iter().find(|keyword| keyword.zh() == word.text);
        known.map_or_else(|| word.text.clone(), |keyword| self.keyword(*keyword).to_owned())
    }

    /// A number with its magnitude and unit.
    pub(super) fn number(self, number: &Number) -> String {
        let magnitude = magnitude(number);
        let digits = &number.digits;
        let unit = match number.unit.as_ref().map(|unit| unit.text.as_str()) {
            None => "",
            Some("分") if self == Self::En && digits == "1" => " point",
            Some("分") if self == Self::En => " points",
            Some("yuan") => " yuan",
            Some(unit) => {
                let long = duration::english(unit).filter(|_| self == Self::En && magnitude.is_empty());
                let Some((one, many)) = long else { return self.glued(number) };
                return format!("{digits} {}", if digits == "1" { one } else { many });
            }
        };
        format!("{digits}{magnitude}{unit}")
    }

    /// A number with its unit right behind it, as the size of a step needs it: what stands apart is then counted.
    pub(super) fn glued(self, number: &Number) -> String {
        let magnitude = magnitude(number);
        let unit = number.unit.as_ref().map_or("", |unit| unit.text.as_str());
        format!("{}{magnitude}{unit}", number.digits)
    }

    /// `a 至 b`.
    pub(super) fn range(self, range: &Range) -> String {
        format!("{} {} {}", self.sum(&range.low), self.keyword(Keyword::To), self.sum(&range.high))
    }

    /// 四舍五入 and its like.
    pub(super) fn rounding(self, rounding: Rounding) -> &'static str {
        self.keyword(match rounding {
            Rounding::Up => Keyword::Up,
            Rounding::Down => Keyword::Down,
            Rounding::HalfUp => Keyword::HalfUp,
            Rounding::HalfEven => Keyword::HalfEven,
        })
    }

    /// A comparison, as a sign where there is one.
    pub(super) fn comparison(self, comparison: Comparison) -> &'static str {
        match comparison {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Is => self.keyword(Keyword::Is),
            Comparison::IsNot => self.keyword(Keyword::IsNot),
        }
    }

    /// A word with a meaning of its own.
    pub(super) fn special(self, special: Special) -> &'static str {
        self.keyword(match special {
            Special::Total => Keyword::Total,
            Special::Score => Keyword::Score,
            Special::ScoreRate => Keyword::ScoreRate,
            Special::FullPoints => Keyword::Full,
            Special::Vetoed => Keyword::Vetoed,
            Special::Met => Keyword::Met,
            Special::AssessmentDate => Keyword::AssessmentDate,
            Special::Chapters => Keyword::Chapters,
            Special::Clauses => Keyword::Clauses,
            Special::Starred => Keyword::Starred,
            Special::Group => Keyword::Group,
        })
    }

    /// A fold or function.
    pub(super) fn function(self, function: Function) -> &'static str {
        self.keyword(match function {
            Function::Count => Keyword::Count,
            Function::Sum => Keyword::Sum,
            Function::Mean => Keyword::Mean,
            Function::Max => Keyword::Max,
            Function::Min => Keyword::Min,
            Function::Share => Keyword::Share,
            Function::AnyOf => Keyword::AnyOf,
            Function::AllOf => Keyword::AllOf,
            Function::Absolute => Keyword::Absolute,
            Function::FullYears => Keyword::FullYears,
            Function::FullMonths => Keyword::FullMonths,
            Function::Days => Keyword::Days,
            Function::Year => Keyword::YearOf,
            Function::Month => Keyword::MonthOf,
            Function::Day => Keyword::DayOf,
            Function::MissingCount => Keyword::MissingCount,
            Function::Only => Keyword::Only,
            Function::TrimmedMean => Keyword::TrimmedMean,
            Function::LongestGap => Keyword::LongestGap,
            Function::First => Keyword::First,
            Function::Last => Keyword::Last,
            Function::Runs => Keyword::Runs,
            Function::LongestRun => Keyword::LongestRun,
            Function::Rising => Keyword::Rising,
            Function::Falling => Keyword::Falling,
            Function::NotRising => Keyword::NotRising,
            Function::NotFalling => Keyword::NotFalling,
        })
    }
}

fn magnitude(number: &Number) -> &'static str {
    match number.magnitude {
        0 => "",
        4 => "万",
        _ => "亿",
    }
}

/// A name in an expression, in corner brackets where it needs them.
pub(super) fn name(text: &str) -> String {
    bracketed(text, Keyword::is_reserved)
}

/// A name where only a name can stand: words that officers use of results (合格, 满分) need no brackets there.
pub(super) fn word(text: &str) -> String {
    bracketed(text, |keyword| keyword.is_reserved() && !RESULTS.contains(&keyword))
}

/// Words of results, which rubrics use as options, grades and names of fields.
const RESULTS: [Keyword; 6] = [
    Keyword::Met,
    Keyword::Total,
    Keyword::Score,
    Keyword::ScoreRate,
    Keyword::Full,
    Keyword::AssessmentDate,
];

fn bracketed(text: &str, reserved: fn(Keyword) -> bool) -> String {
    let plain = text.starts_with(|c: char| is_name_character(c) && !c.is_numeric())
        && text.chars().all(is_name_character)
        && !Keyword::ALL.iter().any(|keyword| reserved(*keyword) && hides(*keyword, text));
    if plain { text.to_owned() } else { format!("「{text}」") }
}

/// Whether a name spelled like this would be read as the keyword: 扣, and 扣2 too.
fn hides(keyword: Keyword, text: &str) -> bool {
    let digit = |rest: &str| rest.starts_with(|c: char| c.is_numeric());
    keyword.spellings().any(|spelling| match text.strip_prefix(spelling) {
        Some(rest) => rest.is_empty() || (!spelling.is_ascii() && digit(rest)),
        None => false,
    })
}

/// The id of a part or standard.
pub(super) fn id(text: &str) -> String {
    let mark = |c: char| matches!(c, '.' | '-' | '(' | ')' | '/');
    let plain = !text.is_empty() && text.chars().all(|c| is_name_character(c) || mark(c));
    if plain { text.to_owned() } else { format!("「{text}」") }
}

/// Quoted text.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('"') { format!("“{text}”") } else { format!("\"{text}\"") }
}
