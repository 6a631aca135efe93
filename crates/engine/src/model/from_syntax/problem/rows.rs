//! Rows of lists: their order and their groups.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// A fold that looks at the order of rows which have none; `key` is a key that orders nothing.
pub(in crate::model::from_syntax) fn no_order(
    span: Span,
    (declared, list): &(Span, String),
    key: Option<&(Span, String)>,
) -> Diagnostic {
    let problem = match key {
        None => {
            let message = words!("「{list}」的行没有先后", "the rows of `{list}` have no order");
            Diagnostic::new(Code::WH0221, span, message)
                .and(*declared, words!("没有写「按」", "no `by` here"))
        }
        Some((key_span, key)) => {
            let message = words!(
                "「{list}」按「{key}」，排不出先后",
                "`{key}`, the key of `{list}`, puts nothing in order"
            );
            Diagnostic::new(Code::WH0221, span, message)
                .and(*key_span, words!("「{key}」在这里声明", "`{key}` is declared here"))
        }
    };
    problem.help(words!(
        "名录写作「名录 … 按 期次 {{ … }}」，期次是计数、数值、日期、时刻或等级",
        "declare it as `records … by when {{ … }}`, where `when` is a count, quantity, date, time or grade"
    ))
}
