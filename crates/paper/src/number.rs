//! Exact numbers as people read them: every digit they have, and a fraction with its nearest decimal.

use weiheng::Exact;
use weiheng::Language;
use weiheng::Rounding;
use weiheng::assessment::Bounds;
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

/// One number with its unit, the two ends, or the end that there is: `200元`, `0元 至 20元`, `100元 以上`.
pub fn bounds(value: Bounds, unit: &str, language: Language) -> String {
    let shown = |end: Exact| format!("{}{unit}", number(end, language));
    match (value.low, value.high) {
        (Some(low), Some(high)) if low == high => shown(low),
        (Some(low), Some(high)) => match language {
            Language::Zh => format!("{} 至 {}", shown(low), shown(high)),
            Language::En => format!("{} to {}", shown(low), shown(high)),
        },
        (Some(low), None) => match language {
            Language::Zh => format!("{} 以上，没有上限", shown(low)),
            Language::En => format!("{} or more", shown(low)),
        },
        (None, Some(high)) => match language {
            Language::Zh => format!("{} 以下，没有下限", shown(high)),
            Language::En => format!("{} or less", shown(high)),
        },
        (None, None) => match language {
            Language::Zh => "没有上下限".to_owned(),
            Language::En => "without bounds".to_owned(),
        },
    }
}

/// What moves an account, with its sign and unit; an end that nothing bounds is left to the words beside it.
pub fn booked(value: Bounds, unit: &str, language: Language) -> String {
    let shown = |end: Option<Exact>| {
        let end = end?;
        let plus = if end.sign() > 0 { "+" } else { "" };
        Some(format!("{plus}{}{unit}", number(end, language)))
    };
    match (shown(value.low), shown(value.high)) {
        (Some(low), Some(_)) if value.low == value.high => low,
        (low, high) => {
            let open = || if language == Language::Zh { "不限" } else { "open" }.to_owned();
            let (low, high) = (low.unwrap_or_else(open), high.unwrap_or_else(open));
            match language {
                Language::Zh => format!("{low} 至 {high}"),
                Language::En => format!("{low} to {high}"),
            }
        }
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
