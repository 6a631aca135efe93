//! Bands, steps and branches.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// Values that no row covers.
pub(in crate::model::from_syntax) fn gap(span: Span, keys: &str, witnesses: &[String]) -> Diagnostic {
    let (zh, en) = (witnesses.join("；"), witnesses.join("; "));
    let message = words!(
        "分档有空隙：「{keys}」为 {zh} 时没有一档",
        "a gap in the bands: no row holds where `{keys}` is {en}"
    );
    Diagnostic::new(Code::WH0303, span, message)
        .help(words!("补上一档，或以「否则」收尾", "add a row, or end with `otherwise`"))
}

/// Two rows that hold at once.
pub(in crate::model::from_syntax) fn overlap(
    later: Span,
    earlier: Span,
    keys: &str,
    witness: &str,
) -> Diagnostic {
    let message = words!(
        "分档有重叠：「{keys}」为 {witness} 时两档都合",
        "bands overlap: two rows hold where `{keys}` is {witness}"
    );
    Diagnostic::new(Code::WH0304, later, message)
        .saying(words!("{witness} 合于此档", "{witness} is in this row"))
        .and(earlier, words!("也合于此档", "and in this one"))
        .help(words!(
            "用「起」「不足」把两档的端点分开",
            "part the two at one end, such as `from 70 below 90`"
        ))
}

/// A table whose rows cannot all be compared with one another.
pub(in crate::model::from_syntax) fn too_large(span: Span) -> Diagnostic {
    let message = words!("分档太多，无法逐一核对", "too many bands to be checked against one another");
    Diagnostic::new(Code::WH0214, span, message)
        .help(words!("拆成几个分档，或减少每档的依据", "split the table, or use fewer keys"))
}

/// A row, branch or condition that never counts.
pub(in crate::model::from_syntax) fn unreachable(span: Span) -> Diagnostic {
    let message = words!("这一支永远到不了", "this branch can never be reached");
    Diagnostic::new(Code::WH0306, span, message).help(words!(
        "前面的各支已经包括了一切，或取值范围之内没有这样的值",
        "what stands before it covers everything, or no value in range fits"
    ))
}

/// A condition that never holds.
pub(in crate::model::from_syntax) fn never_holds(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」永远不成立", "`{said}` can never hold");
    Diagnostic::new(Code::WH0306, span, message).help(words!(
        "核对数字与观测的取值范围、精确度",
        "compare the number with the range and the precision of the fact"
    ))
}

/// A condition that always holds.
pub(in crate::model::from_syntax) fn always_holds(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」永远成立", "`{said}` always holds");
    Diagnostic::new(Code::WH0306, span, message).help(words!(
        "核对数字与观测的取值范围、精确度",
        "compare the number with the range and the precision of the fact"
    ))
}

/// Steps whose parts are left open.
pub(in crate::model::from_syntax) fn part_step(span: Span, step: &str) -> Diagnostic {
    let message =
        words!("不满 {step} 的零头如何处理没有说明", "what becomes of a part of {step} is not said");
    Diagnostic::new(Code::WH0305, span, message).help(words!(
        "写明「零头 进一」「零头 舍去」或「零头 按比例」，或用「精确到」声明观测的精确度",
        "say `part up`, `part down` or `part pro rata`, or declare the precision of the fact"
    ))
}

/// 每 of a quantity without a size.
pub(in crate::model::from_syntax) fn step_size(span: Span, said: &str, unit: &str) -> Diagnostic {
    let message = words!("「每 {said}」没有说明每多少", "`every {said}` does not say how much");
    Diagnostic::new(Code::WH0305, span, message).help(words!(
        "写作「每 1{unit} {said}」并说明零头",
        "write `every 1{unit} {said}` and say what becomes of a part"
    ))
}
