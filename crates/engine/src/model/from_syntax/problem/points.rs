//! Points: budgets, caps, divisions, sources, verdicts.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Label;
use crate::exact::Exact;
use crate::source::Span;
use crate::unit::Unit;
use crate::words;
use crate::words::Words;

/// Children whose points do not add up to the parent's; the first of the places is the one to look at.
pub(in crate::model::from_syntax) fn budget(
    heading: &str,
    own: Exact,
    children: Exact,
    places: Vec<(Span, Words)>,
) -> Diagnostic {
    let message = words!(
        "「{heading}」是 {own}分，其下各项相加为 {children}分",
        "`{heading}` is {own} points, its children add up to {children} points"
    );
    let mut problem = Diagnostic::new(Code::WH0301, Span::default(), message);
    problem.labels = places.into_iter().take(7).map(|(span, words)| Label { span, words }).collect();
    problem.help(words!(
        "改正其中的分值，使各项相加等于上级",
        "correct the points so that the children add up to the parent"
    ))
}

/// A cap above what can be reached.
pub(in crate::model::from_syntax) fn cap_unreached(
    span: Span,
    unit: &Unit,
    cap: Exact,
    most: Exact,
) -> Diagnostic {
    let (cap_zh, most_zh) = (unit.show(cap), unit.show(most));
    let english =
        |amount: Exact| if unit.is_points() { format!("{amount} points") } else { unit.show(amount) };
    let (cap_en, most_en) = (english(cap), english(most));
    let message = words!(
        "封顶 {cap_zh}达不到：最多 {most_zh}",
        "the cap of {cap_en} is never reached: at most {most_en}"
    );
    Diagnostic::new(Code::WH0302, span, message)
        .help(words!("核对单价与封顶，或删去「至多」", "compare the price with the cap, or remove `at most`"))
}

/// A cap above the points of the item.
pub(in crate::model::from_syntax) fn cap_over_points(span: Span, cap: Exact, points: Exact) -> Diagnostic {
    let message = words!(
        "封顶 {cap}分大于本条的 {points}分",
        "the cap of {cap} points is above the {points} points of the clause"
    );
    Diagnostic::new(Code::WH0302, span, message).help(words!(
        "改正封顶，或删去「至多」：扣完为止",
        "correct the cap, or remove `at most`: the points end first"
    ))
}

/// One deduction above the points of the item.
pub(in crate::model::from_syntax) fn amount_over_points(
    span: Span,
    amount: Exact,
    points: Exact,
) -> Diagnostic {
    let message = words!(
        "一次 {amount}分大于本条的 {points}分",
        "{amount} points at once are above the {points} points of the clause"
    );
    Diagnostic::new(Code::WH0307, span, message).help(words!(
        "核对原文；全部扣完写「不得分」",
        "compare the source; for all of them write `no points`"
    ))
}

/// A part that both earns and loses.
pub(in crate::model::from_syntax) fn earns_and_loses(span: Span, earns: Span, loses: Span) -> Diagnostic {
    let message = words!(
        "本条既得分又扣分，没有说明从何分起",
        "this part both earns and loses, and does not say from where it starts"
    );
    Diagnostic::new(Code::WH0308, span, message)
        .and(earns, words!("这里得分", "earns here"))
        .and(loses, words!("这里扣分", "loses here"))
        .help(words!(
            "写「从零起」，或只用「得」或「扣」",
            "write `from zero`, or use `earn` or `deduct` only"
        ))
}

/// A clause that starts from its points and never loses any.
pub(in crate::model::from_syntax) fn never_loses(span: Span, heading: &str) -> Diagnostic {
    let message = words!(
        "「{heading}」从满分起，而各句都不扣分：永远是满分",
        "`{heading}` starts from its points, and nothing in it ever loses any"
    );
    Diagnostic::new(Code::WH0333, span, message).help(words!(
        "写出失分的一面，如「否则 不得分」「否则 扣 …」；要从零挣分的，写「从零起」",
        "say when points are lost, such as `else no_points`; to start from nothing write `from_zero`"
    ))
}

/// A division by what may be zero.
pub(in crate::model::from_syntax) fn divisor(span: Span, said: &str) -> Diagnostic {
    let message = words!("除数「{said}」可能为零", "the divisor `{said}` may be zero");
    Diagnostic::new(Code::WH0309, span, message).help(words!(
        "写「(… 无则 不适用)」或「(… 无则 值)」，或先以「若 {said} > 0」限定；要待定的写「若 {said} 为 0 待定」",
        "write `(… otherwise na)` or `(… otherwise value)`, or put it under `if {said} > 0`; `if {said} is 0 pending` leaves it open"
    ))
}

/// A share or mean of a list that may be empty.
pub(in crate::model::from_syntax) fn empty_list(span: Span, said: &str) -> Diagnostic {
    let message =
        words!("「{said}」可能一行也没有，除数为零", "`{said}` may have no rows, which divides by zero");
    Diagnostic::new(Code::WH0309, span, message).help(words!(
        "写「(… 无则 不适用)」或「(… 无则 值)」，或为名录写「应有 n」",
        "write `(… otherwise na)` or `(… otherwise value)`, or declare how many rows are expected"
    ))
}

/// A score that may have no finite decimal.
pub(in crate::model::from_syntax) fn fraction(span: Span) -> Diagnostic {
    let message = words!(
        "这里的得分未必是有限小数，而标准没有写「取整」",
        "this score may have no finite decimal, and the standard does not round"
    );
    Diagnostic::new(Code::WH0310, span, message).help(words!(
        "在标准开头写「取整 四舍五入 到 0.01分」之类，或用「取整(…)」；原文不取整的写「取整 不取整」",
        "add a `round` header to the standard, or use `round(…)` here; `round none` where the text does not round"
    ))
}

/// A clause whose source nobody has verified.
pub(in crate::model::from_syntax) fn unverified(span: Span, heading: &str, own: bool) -> Diagnostic {
    let message = if own {
        words!("「{heading}」是自拟的", "`{heading}` was composed by the author of the file")
    } else {
        words!("「{heading}」的依据待核", "the source of `{heading}` is not verified")
    };
    let help = if own {
        words!(
            "有原文的，写明出处并对照后改为「核实」",
            "where there is a printed text, name it, compare, then say `verified`"
        )
    } else {
        words!("对照原文后改为「核实」", "compare it with the printed text, then say `verified`")
    };
    Diagnostic::new(Code::WH0311, span, message).help(help)
}

/// A part in which nothing acts.
pub(in crate::model::from_syntax) fn nothing_acts(span: Span, heading: &str) -> Diagnostic {
    let message = words!("「{heading}」没有任何扣分、得分或要求", "nothing acts in `{heading}`");
    Diagnostic::new(Code::WH0312, span, message).help(words!(
        "写出扣分、得分、要求或否决；原文没有说清的写「待定」",
        "write what it deducts, earns, requires or vetoes; where the source is silent write `pending`"
    ))
}

/// A verdict whose last rule does not always hold.
pub(in crate::model::from_syntax) fn no_last_rule(span: Span) -> Diagnostic {
    let message = words!("评定没有以「否则」收尾", "the verdict does not end with `otherwise`");
    Diagnostic::new(Code::WH0313, span, message)
        .help(words!("最后一行写「等次 否则」", "end with a line `grade otherwise`"))
}

/// A grade that no rule gives.
pub(in crate::model::from_syntax) fn grade_never_given(span: Span, grade: &str) -> Diagnostic {
    let message = words!("没有一行给出「{grade}」", "no rule gives `{grade}`");
    Diagnostic::new(Code::WH0313, span, message)
        .help(words!("补上一行，或从等次中删去", "add a rule for it, or remove the grade"))
}

/// More than two grades, and no word on which of them pass.
pub(in crate::model::from_syntax) fn no_passing(span: Span, grade: &str) -> Diagnostic {
    let message = words!("没有说明哪些等次算通过", "which grades pass is not said");
    Diagnostic::new(Code::WH0313, span, message).help(words!(
        "在等次后写「及格 {grade}」之类",
        "say the lowest grade that passes, such as `passing {grade}`"
    ))
}

/// Rules after one that always holds.
pub(in crate::model::from_syntax) fn rule_after_last(span: Span) -> Diagnostic {
    let message = words!("「否则」之后还有规则", "a rule stands after `otherwise`");
    Diagnostic::new(Code::WH0313, span, message)
        .help(words!("把「否则」移到最后", "move the `otherwise` line to the end"))
}
