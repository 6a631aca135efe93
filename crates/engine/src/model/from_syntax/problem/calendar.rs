//! Days and lengths of time.

use crate::calendar::Period;
use crate::date::Date;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// A sum of a day and something that is no length of time.
pub(in crate::model::from_syntax) fn no_sum(a: (Span, &str, &Words), b: (Span, &str, &Words)) -> Diagnostic {
    let ((span_a, said_a, kind_a), (span_b, said_b, kind_b)) = (a, b);
    let message = Words {
        zh: format!("「{said_a}」是{}，「{said_b}」是{}，不能相加减", kind_a.zh, kind_b.zh),
        en: format!("`{said_a}` is {} and `{said_b}` is {}: they do not add up", kind_a.en, kind_b.en),
    };
    Diagnostic::new(Code::WH0203, span_b, message).saying(kind_b.clone()).and(span_a, kind_a.clone()).help(
        words!(
            "日期可以加减一段时间（d + 3个月），或减另一个日期（d - e，得天数）",
            "a day takes a length of time (d + 3 months), or another day from it (d - e, in days)"
        ),
    )
}

/// A number that is added to a day, in no unit of days, months or years.
pub(in crate::model::from_syntax) fn no_length(span: Span, said: &str, unit: &Unit) -> Diagnostic {
    if unit.is_plain() {
        let message = words!(
            "「{said}」没有写明是天、月还是年",
            "`{said}` does not say whether it is days, months or years"
        );
        return Diagnostic::new(Code::WH0216, span, message).help(words!(
            "写作「{said}天」「{said}个月」或「{said}年」",
            "write `{said} days`, `{said} months` or `{said} years`"
        ));
    }
    let message = words!(
        "「{said}」以「{unit}」计，不是一段时间",
        "`{said}` is in `{unit}`, which is no length of time"
    );
    Diagnostic::new(Code::WH0216, span, message)
        .help(words!("用天、周、个月、季度或年", "use days, weeks, months, quarters or years"))
}

/// A length of time that may end within a day or a month.
pub(in crate::model::from_syntax) fn part_of_a_day(
    span: Span,
    said: &str,
    repair: Option<&str>,
) -> Diagnostic {
    let message =
        words!("「{said}」不是整数，算不到哪一天", "`{said}` is not whole, so it does not lead to a day");
    let problem = Diagnostic::new(Code::WH0216, span, message);
    match repair {
        Some(repair) => problem.help(words!("写作「{repair}」", "write `{repair}`")),
        None => problem.help(words!("用整天数或整月数", "use a whole number of days or months")),
    }
}

/// A window that does not say whether its first day is in; the help shows both with the days of an example.
pub(in crate::model::from_syntax) fn open_end(
    span: Span,
    said: &str,
    (period, count): (Period, i64),
    until: Option<Date>,
) -> Diagnostic {
    let message = words!(
        "「近 {said}」没有说明对应日是否在内",
        "`last {said}` does not say whether its first day is in"
    );
    let problem = Diagnostic::new(Code::WH0215, span, message);
    let Some(last) = until.or(Date::new(2024, 6, 30)) else { return problem };
    let back = |date: Date| match period {
        Period::Day => date.after_days(-count),
        _ => date.after_months(-count),
    };
    let Some((first, next)) = back(last).and_then(|first| Some((first, first.after_days(1)?))) else {
        return problem;
    };
    problem.help(words!(
        "数到 {last} 时，「含对应日」为 {first} 至 {last}，「不含对应日」为 {next} 至 {last}",
        "counted to {last}, `inclusive` is {first} to {last} and `exclusive` is {next} to {last}"
    ))
}
