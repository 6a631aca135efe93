//! Accounts: unknown, never booked, booked to in vain, negative, mixed, needing what comes later.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::words;
use crate::words::Words;

/// A name that is no account.
pub(in crate::model::from_syntax) fn unknown(span: Span, name: &str, near: Option<&str>) -> Diagnostic {
    let message = words!("没有名为「{name}」的账", "no account is named `{name}`");
    let problem = Diagnostic::new(Code::WH0201, span, message);
    match near.filter(|near| *near != name) {
        Some(near) => problem.help(words!("是否指「{near}」", "did you mean `{near}`")),
        None => problem.help(words!(
            "先在标准开头写「账 {name} 元」之类",
            "declare it at the top of the standard, such as `account {name} yuan`"
        )),
    }
}

/// Booking to an account that is worked out from others.
pub(in crate::model::from_syntax) fn computed(span: Span, name: &str, declared: Span) -> Diagnostic {
    let message = words!(
        "账「{name}」是算出来的，不能再记",
        "the account `{name}` is worked out: nothing is booked to it"
    );
    Diagnostic::new(Code::WH0218, span, message).and(declared, words!("在这里声明", "declared here")).help(
        words!(
            "记到它所由算出的账上，或删去「=」之后的算式",
            "book to an account from which it is worked out, or remove what follows `=`"
        ),
    )
}

/// One limit over amounts of several kinds.
pub(in crate::model::from_syntax) fn limited(span: Span) -> Diagnostic {
    apart(span, words!("一个封顶管不了几种金额", "one limit cannot hold amounts of several kinds"))
}

/// 择重 among amounts of several kinds.
pub(in crate::model::from_syntax) fn weighed(span: Span) -> Diagnostic {
    apart(
        span,
        words!(
            "「择重」里有几种金额，不能互相比较",
            "amounts of several kinds cannot be weighed against one another"
        ),
    )
}

fn apart(span: Span, message: Words) -> Diagnostic {
    Diagnostic::new(Code::WH0219, span, message).help(words!(
        "扣分与各个账分成几句来写",
        "write the points and each account as statements of their own"
    ))
}

/// An account where clauses are scored.
pub(in crate::model::from_syntax) fn not_in_clause(span: Span, name: &str) -> Diagnostic {
    let message = words!(
        "账「{name}」的金额只能用在「评定」和后面的账中",
        "the amount of the account `{name}` can be used in a verdict and in later accounts only"
    );
    Diagnostic::new(Code::WH0208, span, message)
        .help(words!("记一笔写「记 {name} 金额」", "to book to it, write `book {name} amount`"))
}

/// An account that needs itself or one declared after it.
pub(in crate::model::from_syntax) fn not_before(span: Span, name: &str, declared: Span) -> Diagnostic {
    let message = words!(
        "账「{name}」不在本账之前声明，还没有金额",
        "the account `{name}` is not declared before this one: it has no amount yet"
    );
    Diagnostic::new(Code::WH0220, span, message)
        .and(declared, words!("在这里声明", "declared here"))
        .help(words!("把它移到前面；账不能用到自己", "declare it first; an account cannot use itself"))
}

/// An amount below zero for an account that takes none.
pub(in crate::model::from_syntax) fn negative(
    span: Span,
    said: &str,
    name: &str,
    declared: Span,
) -> Diagnostic {
    let message = words!(
        "「{said}」小于零，而账「{name}」没有写「可负」",
        "`{said}` is below zero, and the account `{name}` is not `signed`"
    );
    Diagnostic::new(Code::WH0318, span, message).and(declared, words!("在这里声明", "declared here")).help(
        words!("在账后写「可负」，或记到另一个账", "add `signed` to the account, or book to another one"),
    )
}

/// An account to which nothing is booked.
pub(in crate::model::from_syntax) fn never_booked(span: Span, name: &str) -> Diagnostic {
    let message = words!("账「{name}」从未记过", "nothing is ever booked to the account `{name}`");
    Diagnostic::new(Code::WH0319, span, message).help(words!(
        "写「记 {name} 金额」，或删去这个账",
        "write `book {name} amount`, or remove the account"
    ))
}
