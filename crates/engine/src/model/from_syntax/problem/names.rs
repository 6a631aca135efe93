//! Names: unknown, declared twice, needing each other, never used.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::overlay::Removal;
use crate::words;

/// A name that nothing declares.
pub(in crate::model::from_syntax) fn unknown(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message =
        words!("没有名为「{name}」的观测、令或参数", "no fact, derived value or parameter is named `{name}`");
    let problem = Diagnostic::new(Code::WH0201, span, message);
    match near {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem.help(words!(
            "先写「观测 {name} : 种类」，或改用已有的名称",
            "declare it with `fact {name} : kind`, or use a declared name"
        )),
    }
}

/// A name that was deleted, or went with a part that was.
pub(in crate::model::from_syntax) fn deleted(removal: &Removal, name: &str, used: Span) -> Diagnostic {
    let message = words!("「{name}」删去之后仍被用到", "`{name}` is deleted, and still used");
    Diagnostic::new(Code::WH0612, removal.span, message)
        .saying(words!("在这里删去", "deleted here"))
        .and(used, words!("这里用到", "used here"))
        .help(words!(
            "一并改去用到它的语句，或在本文件中另行声明",
            "amend what uses it as well, or declare it in this file"
        ))
}

/// A name of which a case expects a value, though it is no derived value.
pub(in crate::model::from_syntax) fn not_derived(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "「{name}」不是令，不能期望它的值",
        "`{name}` is no derived value, so no value of it is expected"
    );
    Diagnostic::new(Code::WH0203, span, message).help(words!(
        "观测写在「设」里；期望写条款的结果或令的值",
        "facts are given; expect a finding or a derived value"
    ))
}

/// A part that does not exist.
pub(in crate::model::from_syntax) fn unknown_part(span: Span, said: &str, near: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::WH0201, span, words!("标准中没有「{said}」", "the standard has no `{said}`"));
    match near {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem,
    }
}

/// A verdict that no 评定 of that name declares.
pub(in crate::model::from_syntax) fn unknown_verdict(
    span: Span,
    said: &str,
    near: Option<&str>,
) -> Diagnostic {
    let message = words!("没有名为「{said}」的评定", "no verdict is named `{said}`");
    let problem = Diagnostic::new(Code::WH0201, span, message);
    match near {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem.help(words!("没有名称的评定写「结论」", "the verdict without a name is `verdict`")),
    }
}

/// A name declared twice.
pub(in crate::model::from_syntax) fn twice(span: Span, name: &str, first: Span) -> Diagnostic {
    let message = words!("「{name}」声明了两次", "`{name}` is declared twice");
    Diagnostic::new(Code::WH0202, span, message)
        .saying(words!("又在这里声明", "declared again here"))
        .and(first, words!("先在这里声明", "first declared here"))
        .help(words!(
            "名称在整个标准中只能用一次，请改名",
            "a name stands for one thing in a standard: rename one"
        ))
}

/// Two parts with one id.
pub(in crate::model::from_syntax) fn part_twice(span: Span, heading: &str, first: Span) -> Diagnostic {
    let message = words!("「{heading}」出现了两次", "`{heading}` appears twice");
    Diagnostic::new(Code::WH0206, span, message)
        .saying(words!("又在这里", "again here"))
        .and(first, words!("先在这里", "first here"))
        .help(words!("改正其中一个编号", "correct one of the two ids"))
}

/// Derived values that need each other.
pub(in crate::model::from_syntax) fn cycle(span: Span, chain: &[&str]) -> Diagnostic {
    let arrows = chain.join(" → ");
    let message = words!("派生值循环引用：{arrows}", "derived values need each other: {arrows}");
    Diagnostic::new(Code::WH0207, span, message)
        .help(words!("其中一个应由观测直接算出", "let one of them come from facts alone"))
}

/// A derived value at the end of too long a chain of others.
pub(in crate::model::from_syntax) fn too_deep(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "「{name}」经过太多层派生值才算得出",
        "`{name}` stands at the end of too long a chain of derived values"
    );
    Diagnostic::new(Code::WH0108, span, message)
        .help(words!("由观测少经几步直接算出", "compute it from facts in fewer steps"))
}

/// An option that the fact does not have.
pub(in crate::model::from_syntax) fn no_option(
    span: Span,
    said: &str,
    fact: &str,
    options: &[String],
    near: Option<&str>,
) -> Diagnostic {
    let listed = options.join("、");
    let listed_en = options.join(", ");
    let message = words!("「{fact}」没有「{said}」这一项", "`{fact}` has no option `{said}`");
    let mut problem = Diagnostic::new(Code::WH0210, span, message);
    problem.help = Some(match near {
        Some(near) => words!(
            "是否指「{near}」；可选的有：{listed}",
            "did you mean `{near}`; the options are {listed_en}"
        ),
        None => words!("可选的有：{listed}", "the options are {listed_en}"),
    });
    problem
}

/// A fact that nothing reads.
pub(in crate::model::from_syntax) fn never_used(span: Span, name: &str) -> Diagnostic {
    let message = words!("观测「{name}」从未使用", "the fact `{name}` is never used");
    Diagnostic::new(Code::WH0211, span, message).help(words!(
        "写出用到它的语句，或删去这一观测",
        "write the statement that reads it, or remove the fact"
    ))
}
