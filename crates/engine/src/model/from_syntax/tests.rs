//! A whole clause file, checked and shown. The pages of docs/codes are run by the suite of the workspace.

use crate::diagnostic::Diagnostic;
use crate::model::Standard;
use crate::source::Source;
use crate::source::SourceId;
use crate::syntax::tree::Tree;

/// What reading and checking a text says.
fn check(text: &str) -> Vec<Diagnostic> {
    let parsed = Tree::from_text(SourceId(0), text);
    let outcome = Standard::from_syntax(&parsed.tree, &Source::new("test", text));
    let mut all = parsed.diagnostics;
    all.extend(outcome.diagnostics);
    all.sorted().into_iter().collect()
}

fn line_of(text: &str, diagnostic: &Diagnostic) -> usize {
    Source::new("test", text).line_column(diagnostic.span().start).0
}

fn shown(text: &str, diagnostic: &Diagnostic) -> String {
    let (code, zh, en) = (diagnostic.code, &diagnostic.message.zh, &diagnostic.message.en);
    let under = diagnostic.span().of(text);
    format!("{}: {code} {zh} | {en} [{under}]", line_of(text, diagnostic))
}

#[test]
fn a_page_of_the_language_has_nothing_wrong() {
    let text = include_str!("sample.wh");
    let found: Vec<String> = check(text).iter().map(|diagnostic| shown(text, diagnostic)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_was_understood_is_shown_as_it_was_written() {
    let text = include_str!("sample.wh");
    let parsed = Tree::from_text(SourceId(0), text);
    let standard = Standard::from_syntax(&parsed.tree, &Source::new("test", text)).value;
    let shown = standard.map(|standard| standard.show()).unwrap_or_default();
    assert_eq!(shown, include_str!("sample.show"));
}
