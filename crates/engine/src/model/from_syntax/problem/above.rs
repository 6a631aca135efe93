//! What acts above the statement or the clause: factors, aims at a chapter, the whole or the outcome.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// A factor with no amount to act on.
pub(in crate::model::from_syntax) fn nothing_to_multiply(span: Span) -> Diagnostic {
    let message = words!("这里没有可以乘的「扣」", "there is nothing here to multiply");
    Diagnostic::new(Code::WH0327, span, message).help(words!(
        "单独一行的倍数作用于本条、本章或全部的「扣」；句末的倍数作用于这一句的数额",
        "a factor on a line of its own multiplies the deductions of its part, one after a statement the amount of it"
    ))
}

/// A factor of one.
pub(in crate::model::from_syntax) fn multiplies_by_one(span: Span) -> Diagnostic {
    let message = words!("乘 1 什么也不改变", "times one changes nothing");
    Diagnostic::new(Code::WH0327, span, message)
        .help(words!("核对倍数，或删去这一句", "compare the factor with the source, or remove it"))
}

/// A cap that a floor after it always lifts.
pub(in crate::model::from_syntax) fn floor_over_cap(span: Span, cap: Span) -> Diagnostic {
    let message =
        words!("「至少」不低于前面的「至多」，封顶不起作用", "this floor always lifts the cap before it");
    Diagnostic::new(Code::WH0329, span, message).and(cap, words!("封顶在这里", "the cap is here")).help(
        words!(
            "从左到右计算：核对两个数，或换一换先后",
            "they act from left to right: compare the two, or change their order"
        ),
    )
}
