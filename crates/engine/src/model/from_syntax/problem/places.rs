//! Statements out of place, twice in one place, missing, or not supported.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::model::from_syntax::headers::Header;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// A header that belongs to the standard.
pub(in crate::model::from_syntax) fn only_in_standard(span: Span, header: Header) -> Diagnostic {
    let (zh, en) = header.spelled();
    let message =
        words!("「{zh}」只能写在「标准」标题之下", "`{en}` belongs under the `standard` heading only");
    if header == Header::Verdict {
        return Diagnostic::new(Code::WH0208, span, words!(
            "没有名称的「评定」只能写在「标准」标题之下",
            "a `verdict` without a name belongs under the `standard` heading only"
        ))
        .help(words!(
            "给它一个名称：评定 名称 {{ … }}；是全文的结论，就移到第一个「章」或「条」之前",
            "name it, `verdict name {{ … }}`; where it is that of the whole, move it before the first chapter or clause"
        ));
    }
    Diagnostic::new(Code::WH0208, span, message).help(words!(
        "移到文件开头，第一个「章」或「条」之前",
        "move it to the top, before the first chapter or clause"
    ))
}

/// A header that is written twice.
pub(in crate::model::from_syntax) fn header_twice(span: Span, header: Header, first: Span) -> Diagnostic {
    let (zh, en) = header.spelled();
    let message = words!("「{zh}」在同一处写了两次", "`{en}` is written twice in one part");
    Diagnostic::new(Code::WH0213, span, message)
        .and(first, words!("先在这里", "first here"))
        .help(words!("只留一个", "keep one of them"))
}

/// A word that only a verdict may use.
pub(in crate::model::from_syntax) fn only_in_verdict(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」只能用在「评定」中", "`{said}` can be used in a verdict only");
    Diagnostic::new(Code::WH0208, span, message).help(words!(
        "若是观测的名称，写作「「{said}」」并先声明",
        "if it is the name of a fact, put it in 「」 and declare it"
    ))
}

/// A word about the whole in the verdict of a part.
pub(in crate::model::from_syntax) fn only_in_whole_verdict(span: Span, said: &str) -> Diagnostic {
    let message = words!(
        "「{said}」要各条算完才有，不能用在条内的「评定」中",
        "`{said}` is known after every part is scored, and not in the verdict of a part"
    );
    Diagnostic::new(Code::WH0208, span, message).help(words!(
        "用本条的 得分、得分率、合格，或把这个评定移到第一个「章」或「条」之前",
        "use score, score_rate or met of this part, or move the verdict before the first chapter or clause"
    ))
}

/// The grade of a verdict of the whole, outside of verdicts of the whole.
pub(in crate::model::from_syntax) fn grade_of_whole(span: Span, name: &str, declared: Span) -> Diagnostic {
    let message = words!(
        "「{name}」是全文的评定，各条算完才有，只能用在全文的「评定」中",
        "`{name}` is a verdict of the whole, known after every part, for other verdicts of the whole only"
    );
    Diagnostic::new(Code::WH0208, span, message).and(declared, words!("在这里评定", "decided here")).help(
        words!("把它写在一条之内，各条就可以用", "let it stand in a clause, and other clauses can use it"),
    )
}

/// 合格 outside a fold over parts.
pub(in crate::model::from_syntax) fn met_of_nothing(span: Span) -> Diagnostic {
    let message = words!("「合格」没有说明是哪些条款", "`met` does not say of which parts");
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("写作「全部(条, 合格)」之类", "write `all(clauses, met)` or the like"))
}

/// 不合格 or 要求 in a part with points.
pub(in crate::model::from_syntax) fn requirement_with_points(span: Span) -> Diagnostic {
    let message = words!(
        "有分值的条款不用「要求」和「不合格」",
        "a clause with points does not use `require` or `fail`"
    );
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("改用「若 … 不得分」或「扣」", "use `if … no points` or `deduct`"))
}

/// Points where there are none to move.
pub(in crate::model::from_syntax) fn no_points_to_move(span: Span) -> Diagnostic {
    let message =
        words!("本条及其上级都没有分值，无分可动", "neither this part nor any above it has points to move");
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("在标题后写分值，或改用「要求」", "give the heading points, or use `require`"))
}

/// 得满分 or 不得分 in a part without points.
pub(in crate::model::from_syntax) fn all_or_nothing_of_nothing(span: Span) -> Diagnostic {
    let message =
        words!("本条没有分值，无所谓满分", "this part has no points of its own to give or to refuse");
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("在标题后写分值，或改用「要求」", "give the heading points, or use `require`"))
}

/// A statement that may not stand in a row, a record or a heading.
pub(in crate::model::from_syntax) fn not_here(span: Span) -> Diagnostic {
    let message = words!("这种语句不能写在这里", "this statement cannot stand here");
    Diagnostic::new(Code::WH0208, span, message).help(words!(
        "「名录」内只写字段和「令」，「逐」内只写「令」和扣分、得分的语句",
        "a record holds fields and derived values, a loop over rows derived values and acts"
    ))
}

/// A second standard in one file.
pub(in crate::model::from_syntax) fn second_standard(span: Span, first: Span) -> Diagnostic {
    let message = words!("一个文件只写一个标准", "a file holds one standard");
    Diagnostic::new(Code::WH0208, span, message)
        .and(first, words!("标准从这里开始", "the standard starts here"))
        .help(words!("另存为一个文件", "put it into a file of its own"))
}

/// No standard at all.
pub(in crate::model::from_syntax) fn no_standard(span: Span) -> Diagnostic {
    let message = words!("文件中没有「标准」标题", "the file has no `standard` heading");
    Diagnostic::new(Code::WH0209, span, message)
        .help(words!("在文件开头写「标准 名称」", "open the file with `standard name`"))
}

/// 满分 or a judged fact out of n in a part without points.
pub(in crate::model::from_syntax) fn points_needed(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」需要本条的分值", "`{said}` needs the points of this part");
    Diagnostic::new(Code::WH0209, span, message)
        .help(words!("在标题后写分值，例如 10分", "give the heading points, such as `10 points`"))
}

/// 评 without bands, a range or 折 n分制.
pub(in crate::model::from_syntax) fn range_needed(span: Span, said: &str) -> Diagnostic {
    let message = words!("「{said}」没有写评分的范围", "`{said}` does not say between what it is judged");
    Diagnostic::new(Code::WH0209, span, message)
        .help(words!("写明范围，例如「评 0 至 10分」", "say so, for example `judged 0 to 10 points`"))
}

/// A word where only certain words may stand (级别, 缺项, 来源).
pub(in crate::model::from_syntax) fn not_a_policy(
    span: Span,
    said: &str,
    header: Header,
    words: &str,
) -> Diagnostic {
    let (zh, en) = header.spelled();
    let message = words!("「{zh}」没有「{said}」这种写法", "`{en}` knows no `{said}`");
    Diagnostic::new(Code::WH0210, span, message).help(words!("可写：{words}", "one of {words}"))
}

/// A saying that the model cannot hold yet.
pub(in crate::model::from_syntax) fn unsupported(span: Span, what: Words, help: Words) -> Diagnostic {
    Diagnostic::new(Code::WH0214, span, what).help(help)
}

/// Parameter values out of order.
pub(in crate::model::from_syntax) fn dates_out_of_order(span: Span, name: &str) -> Diagnostic {
    let message =
        words!("参数「{name}」的起始日期没有依次递增", "the dates of parameter `{name}` do not ascend");
    Diagnostic::new(Code::WH0212, span, message).help(words!(
        "从早到晚排列，只有第一个值可以不写日期",
        "order them by date; only the first may have none"
    ))
}
