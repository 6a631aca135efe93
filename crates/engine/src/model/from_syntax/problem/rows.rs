//! Rows of lists: their order and their groups.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;

/// A fold that looks at the order of rows which have none; `key` is a key that orders nothing.
pub(in crate::model::from_syntax) fn no_order(
    span: Span,
    (declared, list): &(Span, String),
    key: Option<&(Span, String)>,
) -> Diagnostic {
    let problem = match key {
        None => {
            let message = words!("「{list}」的行没有先后", "the rows of `{list}` have no order");
            Diagnostic::new(Code::WH0221, span, message)
                .and(*declared, words!("没有写「按」", "no `by` here"))
        }
        Some((key_span, key)) => {
            let message = words!(
                "「{list}」按「{key}」，排不出先后",
                "`{key}`, the key of `{list}`, puts nothing in order"
            );
            Diagnostic::new(Code::WH0221, span, message)
                .and(*key_span, words!("「{key}」在这里声明", "`{key}` is declared here"))
        }
    };
    problem.help(words!(
        "名录写作「名录 … 按 期次 {{ … }}」，期次是计数、数值、日期、时刻或等级",
        "declare it as `records … by when {{ … }}`, where `when` is a count, quantity, date, time or grade"
    ))
}

/// A field of rows where only the group is at hand.
pub(in crate::model::from_syntax) fn not_of_group(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "一组有几行，「{name}」不是一个值",
        "a group has several rows, so `{name}` is no single value"
    );
    Diagnostic::new(Code::WH0222, span, message)
        .help(words!("先汇总，例如「平均(本组, {name})」", "fold it first, such as `mean(group, {name})`"))
}

/// A list inside the rows of a group where only the group is at hand.
pub(in crate::model::from_syntax) fn list_not_of_group(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "一组有几行，每行有自己的「{name}」",
        "a group has several rows, each of which has a `{name}` of its own"
    );
    Diagnostic::new(Code::WH0222, span, message).help(words!(
        "先汇总，例如「合计(本组, 计数({name}))」",
        "fold it first, such as `sum(group, count({name}))`"
    ))
}

/// A list inside the rows of another, where none of those is at hand.
pub(in crate::model::from_syntax) fn not_in_row(span: Span, name: &str, outer: &str) -> Diagnostic {
    let message = words!(
        "「{name}」在「{outer}」的每一行里，这里不在它的行里",
        "each row of `{outer}` has a `{name}` of its own, and no such row is at hand here"
    );
    Diagnostic::new(Code::WH0322, span, message).help(words!(
        "例如「合计({outer}, 计数({name}))」，或写在「逐 {outer} …」之内",
        "say `sum({outer}, count({name}))`, or stand inside `each {outer} …`"
    ))
}

/// Groups where a value must stand.
pub(in crate::model::from_syntax) fn groups_unfolded(span: Span) -> Diagnostic {
    let message = words!("分了组的名录不是一个值", "groups of rows are no value");
    Diagnostic::new(Code::WH0222, span, message).help(words!(
        "例如「合计(名录 按 日期, 平均(本组, 值))」",
        "fold them, such as `sum(list by day, mean(group, value))`"
    ))
}

/// 本组 where there is no group.
pub(in crate::model::from_syntax) fn no_group(span: Span) -> Diagnostic {
    let message = words!("这里没有分组", "there is no group here");
    Diagnostic::new(Code::WH0223, span, message).help(words!(
        "「本组」只在「合计(名录 按 字段, …)」之类的里面",
        "`group` stands inside a fold such as `sum(list by field, …)` only"
    ))
}

/// A name in the rows of an inner list that stands for something else in the row around them.
pub(in crate::model::from_syntax) fn shadows(span: Span, name: &str, first: Span) -> Diagnostic {
    let message = words!(
        "里层的「{name}」和外层的同名",
        "`{name}` of the inner rows has the name of something in the row around them"
    );
    Diagnostic::new(Code::WH0321, span, message)
        .and(first, words!("外层的在这里", "the outer one is here"))
        .help(words!(
            "里层看得见外层的字段，请改一个名称",
            "inner rows see the outer fields: rename one of them"
        ))
}

/// A key that is a list itself.
pub(in crate::model::from_syntax) fn no_key(span: Span, key: &str) -> Diagnostic {
    let message = words!("「{key}」不是一个值，不能按它分组", "`{key}` is no single value to make groups by");
    Diagnostic::new(Code::WH0223, span, message)
        .help(words!("按选项、日期、文字之类的字段分组", "group by a choice, a date, a text or the like"))
}

/// A list of items as a field of rows.
pub(in crate::model::from_syntax) fn items_in_rows(span: Span, name: &str) -> Diagnostic {
    let message = words!("名录的行里不能有清单：{name}", "`{name}`: rows hold no lists of items");
    Diagnostic::new(Code::WH0214, span, message).help(words!(
        "每一项写成一个字段：「某项 : 是否」",
        "make each item a field of its own: `item : yes_no`"
    ))
}
