//! Two recordings that cannot both hold.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::observation::bind::Binder;
use crate::observation::bind::Place;
use crate::observation::problem::shortened;
use crate::source::Span;
use crate::words;

/// One name with two values.
pub(super) struct Disagreement<'a> {
    pub(super) name: &'a str,
    pub(super) place: Place<'a>,
    pub(super) earlier: Span,
}

impl From<Disagreement<'_>> for Diagnostic {
    fn from(disagreement: Disagreement<'_>) -> Self {
        let name = shortened(disagreement.name);
        Self::new(
            Code::WH0405,
            disagreement.place.span,
            words!("「{name}」记了两个不同的值", "`{name}` was recorded twice with different values"),
        )
        .and(disagreement.earlier, words!("先记在这里", "recorded first here"))
        .help(words!(
            "留下正确的一个；各检查员意见不一时，JSON 中写 {{\"争议\": [\"3\", \"5\"]}}",
            "keep the right one; where inspectors disagree, write {{\"disputed\": [\"3\", \"5\"]}} in JSON"
        ))
    }
}

impl Binder {
    /// Reports two rows of one key.
    pub(super) fn same_key(&mut self, record: &str, key: &str, place: Place<'_>, earlier: Span) {
        let message = words!(
            "名录「{record}」有两行的「{key}」相同",
            "two rows of record list `{record}` have the same `{key}`"
        );
        let problem = Diagnostic::new(Code::WH0405, place.span, message)
            .and(earlier, words!("先出现在这里", "first here"))
            .help(words!("合并这两行，或改正「{key}」", "merge the rows, or correct `{key}`"));
        self.diagnostics.push(problem);
    }
}
