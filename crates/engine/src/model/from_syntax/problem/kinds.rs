//! Kinds and units that do not agree.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// A declaration that a problem points back to: its place and its name.
pub(in crate::model::from_syntax) type Declared<'a> = Option<(Span, &'a str)>;

/// Something of one kind where another is needed.
pub(in crate::model::from_syntax) fn wrong(
    span: Span,
    said: &str,
    found: &Words,
    wanted: &Words,
    declared: Declared<'_>,
) -> Diagnostic {
    let message = Words {
        zh: format!("「{said}」是{}，这里要{}", found.zh, wanted.zh),
        en: format!("`{said}` is {}, but {} is needed here", found.en, wanted.en),
    };
    let problem = Diagnostic::new(Code::WH0203, span, message).saying(found.clone());
    back_to(problem, declared)
}

/// A list that is to be taken as one value where it was not observed.
pub(in crate::model::from_syntax) fn no_single_value(span: Span, kind: &Words) -> Diagnostic {
    let message = Words {
        zh: format!("{}没有一个值可以视为", kind.zh),
        en: format!("{} has no single value to be taken as", kind.en),
    };
    Diagnostic::new(Code::WH0203, span, message).help(words!(
        "各项分别用「是否」观测，或在名录的字段后写「未查 视为」",
        "use a yes/no fact for each item, or say `not_observed taken_as` of the fields of the rows"
    ))
}

/// A condition that is no yes or no.
pub(in crate::model::from_syntax) fn not_a_condition(
    span: Span,
    said: &str,
    found: &Words,
    declared: Declared<'_>,
) -> Diagnostic {
    let help = words!(
        "写成比较，例如「{said} > 0」或「{said} 为 …」",
        "compare it with something, such as `{said} > 0` or `{said} is …`"
    );
    wrong(span, said, found, &words!("条件（是或否）", "a condition (yes or no)"), declared).help(help)
}

/// Two things of different kinds.
pub(in crate::model::from_syntax) fn differ(
    a: (Span, &str, &Words),
    b: (Span, &str, &Words),
    declared: Declared<'_>,
) -> Diagnostic {
    let ((span_a, said_a, kind_a), (span_b, said_b, kind_b)) = (a, b);
    let message = Words {
        zh: format!("「{said_a}」是{}，「{said_b}」是{}，不能放在一起", kind_a.zh, kind_b.zh),
        en: format!("`{said_a}` is {} and `{said_b}` is {}: they do not go together", kind_a.en, kind_b.en),
    };
    let problem =
        Diagnostic::new(Code::WH0203, span_b, message).saying(kind_b.clone()).and(span_a, kind_a.clone());
    back_to(problem, declared)
}

/// A comparison that the kind does not have.
pub(in crate::model::from_syntax) fn no_order(span: Span, said: &str, kind: &Words) -> Diagnostic {
    let message = Words {
        zh: format!("{}没有大小，不能用「{said}」比较", kind.zh),
        en: format!("{} has no order and cannot be compared in `{said}`", kind.en),
    };
    Diagnostic::new(Code::WH0203, span, message)
        .help(words!("用「为」「不为」或「在 {{ … }}」", "use `is`, `is not` or `in {{ … }}`"))
}

/// Two numbers of different units.
pub(in crate::model::from_syntax) fn units(
    a: (Span, &str, &Unit),
    b: (Span, &str, &Unit),
    declared: Declared<'_>,
) -> Diagnostic {
    let ((span_a, said_a, unit_a), (span_b, said_b, unit_b)) = (a, b);
    let (a, b) = (named(unit_a), named(unit_b));
    let message = Words {
        zh: format!("「{said_a}」以{}计，「{said_b}」以{}计，单位不符", a.zh, b.zh),
        en: format!("`{said_a}` is in {} but `{said_b}` is in {}", a.en, b.en),
    };
    let problem = Diagnostic::new(Code::WH0204, span_b, message).saying(b).and(span_a, a.clone());
    let problem = back_to(problem, declared);
    problem.help(Words {
        zh: format!("两边用同一种单位，例如{}", a.zh),
        en: format!("use one unit on both sides, such as {}", a.en),
    })
}

/// A number without the unit that it needs.
pub(in crate::model::from_syntax) fn bare(
    span: Span,
    said: &str,
    unit: &Unit,
    declared: Declared<'_>,
) -> Diagnostic {
    let message =
        words!("「{said}」缺少单位，这里以「{unit}」计", "`{said}` lacks its unit: this is in `{unit}`");
    let problem = Diagnostic::new(Code::WH0204, span, message).saying(words!("没有单位", "no unit here"));
    back_to(problem, declared).help(words!("写作「{said}{unit}」", "write `{said}{unit}`"))
}

/// A number of the wrong unit where one unit is needed.
pub(in crate::model::from_syntax) fn unit_wanted(
    span: Span,
    said: &str,
    found: &Unit,
    wanted: &Unit,
    declared: Declared<'_>,
) -> Diagnostic {
    let (found, wanted) = (named(found), named(wanted));
    let message = Words {
        zh: format!("「{said}」以{}计，这里要以{}计的数", found.zh, wanted.zh),
        en: format!("`{said}` is in {}, but a number in {} is needed here", found.en, wanted.en),
    };
    back_to(Diagnostic::new(Code::WH0204, span, message).saying(found), declared)
}

/// A word after a number that is no unit.
pub(in crate::model::from_syntax) fn unknown_unit(span: Span, said: &str, near: Option<&str>) -> Diagnostic {
    let problem =
        Diagnostic::new(Code::WH0205, span, words!("不认识的单位「{said}」", "unknown unit `{said}`"));
    match near {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem.help(words!(
            "计数用的单位要在某个观测中声明，例如「计数 {said}」",
            "a counting word must be declared by a fact, such as `count {said}`"
        )),
    }
}

/// A value that can be none of the items of a list.
pub(in crate::model::from_syntax) fn nothing_shared(
    span: Span,
    said: &str,
    list: &str,
    list_span: Span,
) -> Diagnostic {
    let message = words!(
        "「{said}」的选项没有一个是清单「{list}」的项，这个条件永远不成立",
        "no option of `{said}` is an item of `{list}`: the condition can never hold"
    );
    Diagnostic::new(Code::WH0234, span, message)
        .and(list_span, words!("清单", "the list of items"))
        .help(words!("选项和清单用同样的名称", "spell the options and the items alike"))
}

/// A fold or function that was given the wrong things.
pub(in crate::model::from_syntax) fn arguments(
    span: Span,
    wanted: &'static str,
    wanted_en: &'static str,
) -> Diagnostic {
    let message = words!("括号里应为 {wanted}", "the brackets should hold {wanted_en}");
    Diagnostic::new(Code::WH0203, span, message)
}

/// A number that depends on what is observed where a fixed one is needed.
pub(in crate::model::from_syntax) fn not_fixed(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」不是固定的数", "`{said}` is not a fixed number");
    Diagnostic::new(Code::WH0203, span, message).help(words!(
        "这里只能写数，不能用观测、令或参数",
        "write a number here, no fact, derived value or parameter"
    ))
}

/// A number outside what its place allows.
pub(in crate::model::from_syntax) fn out_of_range(span: Span, said: &str, wanted: &Words) -> Diagnostic {
    let message = Words {
        zh: format!("「{said}」超出范围：应{}", wanted.zh),
        en: format!("`{said}` is out of range: it must be {}", wanted.en),
    };
    Diagnostic::new(Code::WH0314, span, message)
}

/// A number with too many digits.
pub(in crate::model::from_syntax) fn too_long(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」的位数太多", "`{said}` has too many digits");
    Diagnostic::new(Code::WH0111, span, message)
}

fn named(unit: &Unit) -> Words {
    if unit.name().is_empty() {
        words!("（无单位）", "no unit")
    } else {
        words!("「{unit}」", "`{unit}`")
    }
}

fn back_to(problem: Diagnostic, declared: Declared<'_>) -> Diagnostic {
    match declared {
        Some((span, name)) if span != problem.span() => {
            problem.and(span, words!("「{name}」在这里声明", "`{name}` is declared here"))
        }
        _ => problem,
    }
}
