//! The names by which several units are told apart.

use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::words;

/// Checks that of several units each has a name and no two the same; a single unit needs none.
///
/// ```
/// use weiheng::{Span, observation::unit_names};
/// let span = Span::default();
/// assert!(unit_names::check(&[(None, span)]).is_empty());
/// assert_eq!(unit_names::check(&[(Some("甲"), span), (None, span)]).len(), 1);
/// ```
pub fn check(units: &[(Option<&str>, Span)]) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if units.len() < 2 {
        return problems;
    }
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for (name, span) in units {
        match name.map(str::trim).filter(|name| !name.is_empty()) {
            None => problems.push(nameless(*span)),
            Some(name) => match seen.get(name) {
                Some(first) => problems.push(repeated(name, *span, *first)),
                None => {
                    seen.insert(name, *span);
                }
            },
        }
    }
    problems
}

/// That a unit has no name.
pub fn nameless(span: Span) -> Diagnostic {
    Diagnostic::new(Code::WH0410, span, words!("这个单元没有名称", "this unit has no name"))
        .help(words!("给每个单元写明 单元", "give every unit its 单元 (unit)"))
}

fn repeated(name: &str, span: Span, first: Span) -> Diagnostic {
    let name = crate::observation::problem::shortened(name);
    Diagnostic::new(Code::WH0410, span, words!("单元「{name}」出现了两次", "unit `{name}` appears twice"))
        .and(first, words!("先出现在这里", "first here"))
        .help(words!("合并两处记录，或改正名称", "merge the two records, or correct the name"))
}
