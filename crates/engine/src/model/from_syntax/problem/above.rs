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

/// 不得分 于 本章 outside of any chapter.
pub(in crate::model::from_syntax) fn no_chapter(span: Span) -> Diagnostic {
    let message = words!("本条不在任何一章之内", "this clause stands in no chapter");
    Diagnostic::new(Code::WH0227, span, message).help(words!(
        "写「不得分 于 全部」，或只写「不得分」",
        "write `no_points for all`, or `no_points` alone"
    ))
}

/// A demotion where there are no grades.
pub(in crate::model::from_syntax) fn no_grades(span: Span) -> Diagnostic {
    let message = words!("标准没有评定，无级可降", "the standard has no verdict whose grade could change");
    Diagnostic::new(Code::WH0227, span, message).help(words!(
        "在标准开头写「评定 {{ 优 > 良 > 差 }}」",
        "declare a `verdict` at the top of the standard"
    ))
}

/// A verdict that is not declared.
pub(in crate::model::from_syntax) fn no_such_verdict(
    span: Span,
    name: &str,
    near: Option<&str>,
) -> Diagnostic {
    let message = words!("没有名为「{name}」的评定", "no verdict is called `{name}`");
    Diagnostic::new(Code::WH0227, span, message).help(match near {
        Some(near) => words!("是不是「{near}」？", "did you mean `{near}`?"),
        None => words!("先声明「评定 {name} {{ … }}」", "declare `verdict {name} {{ … }}` first"),
    })
}

/// More levels than there are.
pub(in crate::model::from_syntax) fn demotes_beyond(span: Span, levels: u16, most: u32) -> Diagnostic {
    let message = words!(
        "降 {levels}级，而最多只能降 {most}级",
        "demotes by {levels}, and there are only {most} to go down"
    );
    Diagnostic::new(Code::WH0328, span, message).help(words!(
        "写「降到最低」，或核对级数",
        "write `lowest_grade`, or compare the number with the source"
    ))
}

/// A cap at the best grade.
pub(in crate::model::from_syntax) fn caps_at_best(span: Span, grade: &str) -> Diagnostic {
    let message = words!(
        "「{grade}」已是最高的等次，限制不起作用",
        "`{grade}` is the best grade there is: this limits nothing"
    );
    Diagnostic::new(Code::WH0328, span, message)
        .help(words!("写出较低的等次，或删去这一句", "name a lower grade, or remove the statement"))
}

/// 累降 where nothing demotes.
pub(in crate::model::from_syntax) fn nothing_demotes(span: Span) -> Diagnostic {
    let message =
        words!("没有任何一句降级，「累降」不起作用", "nothing demotes a grade: `cumulative` does nothing");
    Diagnostic::new(Code::WH0328, span, message)
        .help(words!("删去「累降」，或写出「降一级」", "remove it, or write what demotes"))
}
