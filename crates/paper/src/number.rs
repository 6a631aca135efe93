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

/// One number, the two ends, or the end that there is: `94`, `80 至 94`, `100 以上，没有上限`.
pub fn range(value: Range, language: Language) -> String {
    in_unit(value, "", language)
}

/// The same with a unit: `200元`, `0元 至 20元`, `100元 以上，没有上限`.
pub fn in_unit(value: Range, unit: &str, language: Language) -> String {
    let shown = |end: Exact| format!("{}{unit}", number(end, language));
    match (value.low, value.high) {
        (Some(low), Some(high)) if low == high => shown(low),
        (Some(low), Some(high)) => joined(&shown(low), &shown(high), language),
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

/// What moves a score or an account, with its sign and unit: `+5`, `-10 至 -2`; an end that nothing bounds is left to
/// the words beside it.
pub fn change(value: Range, unit: &str, language: Language) -> String {
    let shown = |end: Option<Exact>| match (end, language) {
        (Some(end), _) => {
            let plus = if end.sign() > 0 { "+" } else { "" };
            format!("{plus}{}{unit}", number(end, language))
        }
        (None, Language::Zh) => "不限".to_owned(),
        (None, Language::En) => "open".to_owned(),
    };
    match value.as_point() {
        Some(_) => shown(value.low),
        None => joined(&shown(value.low), &shown(value.high), language),
    }
}

fn joined(low: &str, high: &str, language: Language) -> String {
    match language {
        Language::Zh => format!("{low} 至 {high}"),
        Language::En => format!("{low} to {high}"),
    }
}
