//! How parts hold their points: 可负, 可超, 折算自, 取, 权重, 缺项.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::exact::Exact;
use crate::model::from_syntax::headers::Header;
use crate::source::Span;
use crate::words;

/// A header about points in a part that has none.
pub(in crate::model::from_syntax) fn without_points(span: Span, header: Header) -> Diagnostic {
    let (zh, en) = header.spelled();
    let (message, help) = match header {
        Header::RollUp => (
            words!(
                "「{zh}」要求本部分和其下每一项都有大于零的分值",
                "`{en}` needs points above zero here and in every part below"
            ),
            words!("在各标题后写分值", "give every heading its points"),
        ),
        Header::Gaps => (
            words!(
                "「{zh}」写在没有分值、或其下没有分值的部分",
                "`{en}` stands in a part without points, or with none below it"
            ),
            words!("在标题后写分值，或移到上一级", "give the heading points, or move it to the part above"),
        ),
        _ => (
            words!("「{zh}」所在的部分没有分值", "`{en}` stands in a part without points"),
            words!("在标题后写分值，可以是 0分", "give the heading points; they may be 0"),
        ),
    };
    Diagnostic::new(Code::WH0230, span, message).help(help)
}

/// A score that may leave its points, and is scaled by what applies.
pub(in crate::model::from_syntax) fn beyond_and_rescaled(span: Span, header: Header) -> Diagnostic {
    let (zh, en) = header.spelled();
    let message = words!(
        "「{zh}」与「缺项 折算」并用，界外的分如何折算没有约定",
        "`{en}` together with `gaps rescale`: nothing says how a score beyond the points is scaled"
    );
    Diagnostic::new(Code::WH0231, span, message).help(words!(
        "改用「缺项 满分」「缺项 零分」，或删去「{zh}」",
        "use `gaps full` or `gaps zero`, or remove `{en}`"
    ))
}

/// A score without a floor (or ceiling) whose losses (or earnings) have no end.
pub(in crate::model::from_syntax) fn without_end(span: Span, below: bool) -> Diagnostic {
    let (message, help) = if below {
        (
            words!("可负而没有底：失分没有上限", "below zero without a floor, and nothing bounds the losses"),
            words!(
                "写「可负 到 -20分」之类，或给观测写范围、给扣分写「至多」",
                "write `below_zero to -20 points` or the like, give the facts ranges, or cap the deductions"
            ),
        )
    } else {
        (
            words!("可超而没有顶：得分没有上限", "above the points, and nothing bounds the earnings"),
            words!(
                "给观测写范围，或给得分写「至多」",
                "give the facts ranges, or cap the earnings with `at_most`"
            ),
        )
    };
    Diagnostic::new(Code::WH0330, span, message).help(help)
}

/// 可负 where no more than the points can be lost.
pub(in crate::model::from_syntax) fn never_below(span: Span, most: Exact, start: Exact) -> Diagnostic {
    let message = words!(
        "「可负」不起作用：从 {start}分起，最多失 {most}分",
        "`below_zero` never matters: of {start} points at most {most} are lost"
    );
    Diagnostic::new(Code::WH0312, span, message)
        .help(words!("核对分值，或删去「可负」", "compare the points, or remove `below_zero`"))
}

/// A part whose result hangs on one that hangs on it.
pub(in crate::model::from_syntax) fn waits(span: Span, part: &str, other: &str, needed: Span) -> Diagnostic {
    let message = if part == other {
        words!(
            "「{part}」要看自己的结果或自己的评定，算完才有",
            "`{part}` looks at its own result or verdict, which is there after it is scored"
        )
    } else {
        words!(
            "「{part}」要看「{other}」的结果，而后者又要等前者",
            "`{part}` looks at the result of `{other}`, which has to wait for it"
        )
    };
    Diagnostic::new(Code::WH0232, span, message)
        .and(needed, words!("这一部分的结果", "the result of this part"))
        .help(words!("去掉其中一个方向的引用", "remove one of the two references"))
}

/// Parts with other points than the whole, and no word about what is taken of them.
pub(in crate::model::from_syntax) fn two_readings(span: Span) -> Diagnostic {
    let message = words!(
        "各项分值与本部分不同，没有说明取的是得分还是得分率",
        "the parts have other points than the whole, and nothing says whether scores or score rates are taken"
    );
    Diagnostic::new(Code::WH0331, span, message).help(words!(
        "按各项得分的比例写「取 … 得分率」，按分数本身写「取 … 得分」",
        "write `take … score_rate` for their shares, `take … score` for the points themselves"
    ))
}

/// Full parts that do not make the whole full.
pub(in crate::model::from_syntax) fn not_full(
    span: Span,
    heading: &str,
    own: Exact,
    full: Exact,
) -> Diagnostic {
    let message = words!(
        "「{heading}」是 {own}分，各项满分时取得 {full}分",
        "`{heading}` is {own} points, its parts in full make {full} points"
    );
    Diagnostic::new(Code::WH0301, span, message).help(words!(
        "改正分值；若按比例合成，写「得分率」",
        "correct the points; where shares are meant, write `score_rate`"
    ))
}

/// A part without a weight where weights are taken.
pub(in crate::model::from_syntax) fn no_weight(span: Span, heading: &str, taken: Span) -> Diagnostic {
    let message = words!("「{heading}」没有写权重", "`{heading}` has no weight");
    Diagnostic::new(Code::WH0332, span, message)
        .and(taken, words!("这里取加权平均", "the weighted mean is taken here"))
        .help(words!("在标题后写「权重 30%」之类", "write `weight 30%` or the like in its heading"))
}

/// Weights that do not add up to the whole.
pub(in crate::model::from_syntax) fn weights(
    span: Span,
    heading: &str,
    sum: Exact,
    places: &[Span],
) -> Diagnostic {
    let percent = sum.times(Exact::from(100)).unwrap_or(sum);
    let message = words!(
        "「{heading}」各项权重相加为 {percent}%，不是 100%",
        "the weights below `{heading}` add up to {percent}%, not to 100%"
    );
    let problem = Diagnostic::new(Code::WH0332, span, message);
    let shown = places.iter().take(6);
    shown
        .fold(problem, |problem, place| problem.and(*place, words!("权重", "a weight")))
        .help(words!("改正权重，使其相加为 100%", "correct the weights so that they add up to 100%"))
}

/// A weight that nothing looks at.
pub(in crate::model::from_syntax) fn idle_weight(span: Span) -> Diagnostic {
    let message = words!(
        "上一级没有取加权，这个权重没有用处",
        "the part above takes no weighted mean, so this weight does nothing"
    );
    Diagnostic::new(Code::WH0332, span, message).help(words!(
        "在上一级写「取 加权」，或删去权重",
        "write `take weighted` in the part above, or remove the weight"
    ))
}
