//! Exact numbers as people read them: every digit they have, and a fraction with its nearest decimal.

use weiheng::Exact;
use weiheng::Language;
use weiheng::Rounding;
use weiheng::assessment::Range;

/// A number: `94`, `87.5`, and `26/3（约 8.6667）` where no finite decimal exists.
///
/// ```
/// use weiheng::{Exact, Language};
/// use weiheng_paper::number::number;
/// assert_eq!(number(Exact::new(26, 3).unwrap(), Language::Zh), "26/3（约 8.6667）");
/// assert_eq!(number(Exact::new(15, 2).unwrap(), Language::En), "7.5");
/// ```
pub fn number(value: Exact, language: Language) -> String {
    if value.decimals().is_some() {
        return value.to_string();
    }
    let Some(nearest) = Rounding::HalfUp.round(value, Exact::scaled(1, 10_000)) else {
        return value.to_string();
    };
    match language {
        Language::Zh => format!("{value}（约 {nearest}）"),
        Language::En => format!("{value} (about {nearest})"),
    }
}

/// One number, or the two ends: `80 至 94`.
pub fn range(value: Range, language: Language) -> String {
    if value.is_point() {
        return number(value.low, language);
    }
    let (low, high) = (number(value.low, language), number(value.high, language));
    match language {
        Language::Zh => format!("{low} 至 {high}"),
        Language::En => format!("{low} to {high}"),
    }
}

/// What moves a score, with its sign: `+5`, `-2`, `-10 至 -2`.
pub fn change(value: Range, language: Language) -> String {
    let plus = |end: Exact| if end.sign() > 0 { "+" } else { "" };
    if value.is_point() {
        return format!("{}{}", plus(value.low), number(value.low, language));
    }
    let low = format!("{}{}", plus(value.low), number(value.low, language));
    let high = format!("{}{}", plus(value.high), number(value.high, language));
    match language {
        Language::Zh => format!("{low} 至 {high}"),
        Language::En => format!("{low} to {high}"),
    }
}
