//! Units that are scored together.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::Spelled;
use crate::words;

/// A fact that a case gives to all units and to one of them.
pub(in crate::model::from_syntax) fn given_twice(fact: &Spelled, shared: Span) -> Diagnostic {
    let name = &fact.text;
    let message = words!(
        "「{name}」既给了全体单元，又给了其中一个",
        "`{name}` is given to all units and to one of them"
    );
    Diagnostic::new(Code::WH0224, fact.span, message)
        .saying(words!("又给了这个单元", "given to this unit again"))
        .and(shared, words!("已给了全体单元", "already given to all units"))
        .help(words!("各单元不同的，逐个单元来写", "give it to each unit where units differ"))
}

/// A unit of which something is expected and nothing observed.
pub(in crate::model::from_syntax) fn only_expected(unit: &Spelled, near: Option<&str>) -> Diagnostic {
    let name = &unit.text;
    let message = words!(
        "单元「{name}」只有期望，没有观测",
        "unit `{name}` is expected something, but nothing of it is given"
    );
    let problem = Diagnostic::new(Code::WH0324, unit.span, message);
    match near {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem.help(words!("先写「单元 {name} 设 …」", "write `unit {name} given …` first")),
    }
}

/// A rank that does not say what becomes of ties.
pub(in crate::model::from_syntax) fn ties_not_said(span: Span) -> Diagnostic {
    let message = words!("名次没有说明并列怎么办", "the rank does not say what becomes of ties");
    Diagnostic::new(Code::WH0225, span, message).help(words!(
        "加上「并列 同名次」(1、1、3)、「并列 紧排」(1、1、2)，原文没有写就用「并列 待定」",
        "add `ties shared` (1, 1, 3), `ties dense` (1, 1, 2), or `ties open` where the text does not say"
    ))
}

/// A further key that may run either way, in a rank from the smallest.
pub(in crate::model::from_syntax) fn order_not_said(span: Span) -> Diagnostic {
    let message = words!(
        "名次由低到高，再按没有说明哪头在前",
        "the rank runs from low to high, and the further key does not say which end comes first"
    );
    Diagnostic::new(Code::WH0225, span, message)
        .help(words!("在它后面写「由低到高」或「由高到低」", "write `ascending` or `descending` behind it"))
}

/// A value that needs the totals, in what makes them.
pub(in crate::model::from_syntax) fn feeds_itself(span: Span) -> Diagnostic {
    let message = words!(
        "这里用到按总分比出来的名次或数，而总分还要由这里算出",
        "this needs a rank or value that the totals decide, and the total is made of it"
    );
    Diagnostic::new(Code::WH0226, span, message).help(words!(
        "按总分排的名次只用在「评定」里；这里改用观测或令来排",
        "use a rank of the total in a `verdict` only; here, rank by facts or derived values"
    ))
}
