//! What can be wrong with overrides, and its words.

use crate::date::Date;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::observation::problem::shortened;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// What every override must say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Missing {
    Fact,
    Value,
    Authority,
    Reason,
    Date,
}

/// A cell that must be filled.
pub(super) fn missing(what: Missing, place: Span, line: u32) -> Diagnostic {
    let (zh, en) = match what {
        Missing::Fact => ("观测", "观测 (fact)"),
        Missing::Value => ("改为", "改为 (value)"),
        Missing::Authority => ("批准", "批准 (authority)"),
        Missing::Reason => ("理由", "理由 (reason)"),
        Missing::Date => ("日期", "日期 (date)"),
    };
    let message = words!("第{line}行的复核没有写「{zh}」", "the override on line {line} does not say {en}");
    let help = match what {
        Missing::Value => words!(
            "写上复核后的值；撤销原来的记录写 未查",
            "write the value it is taken to be; to withdraw what was recorded write 未查"
        ),
        _ => words!(
            "每条复核都要写明 观测、改为、批准、理由、日期",
            "every override says 观测, 改为, 批准, 理由 and 日期"
        ),
    };
    Diagnostic::new(Code::WH0422, place, message).help(help)
}

/// It no longer counts before it first does: on a day that is said, or else that on which it was made.
pub(super) fn ends_before_it_begins((first, is_said): (Date, bool), last: Date, span: Span) -> Diagnostic {
    let message = match is_said {
        true => words!(
            "有效期至 {last}，早于有效期自 {first}",
            "it counts until {last}, which is before it counts from {first}"
        ),
        false => words!(
            "有效期至 {last}，早于复核日期 {first}",
            "it counts until {last}, which is before it was made on {first}"
        ),
    };
    let help = match is_said {
        true => words!("改正其中一个日期", "correct one of the dates"),
        false => words!(
            "改正其中一个日期；只改以前的检查的，写上 有效期自",
            "correct one of the dates; where it corrects an earlier visit only, give it an 有效期自 (from)"
        ),
    };
    Diagnostic::new(Code::WH0422, span, message).help(help)
}

/// A date that is none.
pub(super) fn not_a_date(text: &str, span: Span) -> Diagnostic {
    let text = shortened(text);
    let message =
        words!("「{text}」不是日期，应如 2024-05-20", "`{text}` is no date, expected one such as 2024-05-20");
    Diagnostic::new(Code::WH0409, span, message)
}

/// A member or a column that an override does not have.
pub(super) fn no_such_column(name: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let name = shortened(name);
    let message = words!("复核没有「{name}」这一栏", "overrides have no column `{name}`");
    let help = match near {
        Some(near) => words!("是不是「{near}」？", "did you mean `{near}`?"),
        None => words!(
            "各栏是 单元、观测、改为、批准、理由、日期、有效期自、有效期至、备注",
            "the columns are 单元, 观测, 改为, 批准, 理由, 日期, 有效期自, 有效期至 and 备注"
        ),
    };
    Diagnostic::new(Code::WH0421, span, message).help(help)
}

/// Something else than an override.
pub(super) fn not_an_override(span: Span) -> Diagnostic {
    let message = words!("这里应是一条复核，写成对象", "an override is expected here, as an object");
    Diagnostic::new(Code::WH0421, span, message).help(words!(
        "写成 {{\"观测\": …, \"改为\": …, \"批准\": …, \"理由\": …, \"日期\": …}}",
        "write {{\"观测\": …, \"改为\": …, \"批准\": …, \"理由\": …, \"日期\": …}}"
    ))
}

/// The unit is not among those that are assessed.
pub(super) fn no_such_unit(name: Option<&str>, near: Option<&str>, span: Span) -> Diagnostic {
    let Some(name) = name.map(shortened) else {
        let message = words!(
            "有几个单元，这条复核没有写是哪一个",
            "there are several units, and this override names none"
        );
        return Diagnostic::new(Code::WH0423, span, message)
            .help(words!("写上 单元", "name it under 单元 (unit)"));
    };
    let message = words!("没有单元「{name}」可复核", "there is no unit `{name}` to override");
    suggested(Diagnostic::new(Code::WH0423, span, message), near)
}

/// No standard has the fact.
pub(super) fn no_such_fact(name: &str, near: Option<&str>, span: Span) -> Diagnostic {
    let name = shortened(name);
    let message = words!("标准中没有观测「{name}」可复核", "the standard has no fact `{name}` to override");
    suggested(Diagnostic::new(Code::WH0423, span, message), near)
}

/// The list has no such row, item or field.
pub(super) fn no_such_place(said: Words, near: Option<&str>, span: Span) -> Diagnostic {
    suggested(Diagnostic::new(Code::WH0423, span, said), near)
}

/// Two overrides of one reading.
pub(super) fn disagree(target: &str, span: Span, earlier: Span) -> Diagnostic {
    let target = shortened(target);
    let message = words!("「{target}」有两条不一致的复核", "two overrides of `{target}` disagree");
    Diagnostic::new(Code::WH0424, span, message)
        .and(earlier, words!("先改在这里", "overridden first here"))
        .help(words!(
            "留下有效的一条；作废的一条写上 有效期至，只管以后的写上 有效期自",
            "keep the one that holds; give one that ended an 有效期至 (until), one for later visits an 有效期自 (from)"
        ))
}

/// The result of a clause, which no override may set.
pub(super) fn of_a_clause(clause: &str, facts: &[&str], span: Span) -> Diagnostic {
    let clause = shortened(clause);
    let message =
        words!("不能直接改条款「{clause}」的结果", "the result of clause `{clause}` cannot be overridden");
    let (zh, en) = (facts.join("、"), facts.join(", "));
    let help = if facts.is_empty() {
        words!(
            "在「观测」栏写上要复核的观测：得分由观测算出，改分而不改观测，账就对不上",
            "name the fact to override under 观测: a score follows from the facts"
        )
    } else {
        words!(
            "复核它的观测：{zh}。得分由观测算出，改分而不改观测，账就对不上",
            "override one of its facts: {en}. A score follows from the facts"
        )
    };
    Diagnostic::new(Code::WH0425, span, message).help(help)
}

fn suggested(problem: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => problem.help(words!("是不是「{near}」？", "did you mean `{near}`?")),
        None => problem,
    }
}
