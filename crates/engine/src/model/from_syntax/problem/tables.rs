//! Rows of cases.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::syntax::tree::Spelled;
use crate::words;

/// 单元 in an example with 列.
pub(in crate::model::from_syntax) fn with_units(unit: Span, columns: Span) -> Diagnostic {
    let message =
        words!("「单元」不能和「列」写在一例里", "`unit` and `columns` do not stand in one example");
    Diagnostic::new(Code::WH0503, unit, message)
        .and(columns, words!("列在这里", "the columns are here"))
        .help(words!(
            "每行是一个单元自成一例；几个单元一起评的，另起一个「例」",
            "each row is one unit and a case of its own; open another `example` for units scored together"
        ))
}

/// No column says what must come out.
pub(in crate::model::from_syntax) fn expects_nothing(columns: Span) -> Diagnostic {
    let message = words!("这些列没有一个说期望什么", "none of the columns says what must come out");
    Diagnostic::new(Code::WH0503, columns, message)
        .help(words!("加一列，如：| 期望 条 9", "add a column such as `| expect clause 9`"))
}

/// Columns without a row.
pub(in crate::model::from_syntax) fn no_rows(columns: Span) -> Diagnostic {
    let message = words!("「列」之下没有「行」", "no `row` stands below the `columns`");
    Diagnostic::new(Code::WH0503, columns, message)
        .help(words!("写上各行，如：行 36% | 合格", "write the rows, such as `row 36% | met`"))
}

/// A fact in two columns, or in 设 and a column.
pub(in crate::model::from_syntax) fn given_twice(fact: &Spelled, first: Span) -> Diagnostic {
    let name = &fact.text;
    let message = words!("「{name}」给了两次", "`{name}` is given twice");
    Diagnostic::new(Code::WH0224, fact.span, message)
        .saying(words!("又是一列", "a column too"))
        .and(first, words!("已在这里给出", "given here already"))
        .help(words!(
            "各行相同的写在「设」里，不同的写成一列",
            "give it in `given` where all rows agree, else in one column"
        ))
}
