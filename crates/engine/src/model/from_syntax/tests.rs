//! A whole clause file, checked and shown. The pages of docs/codes are run by the suite of the workspace.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::Outcome;
use crate::model::Standard;
use crate::source::Source;
use crate::source::SourceId;
use crate::syntax::overlay;
use crate::syntax::overlay::Effective;
use crate::syntax::overlay::NoLibrary;

/// What reading a text says, and what checking it does.
fn loaded(text: &str) -> (Diagnostics, Outcome<Standard>) {
    let source = Source::new("test", text);
    let mut layer = overlay::layers(&source, SourceId(0), &mut NoLibrary).pop().expect("the file itself");
    let read = std::mem::take(&mut layer.parsed.diagnostics);
    (read, Standard::from_syntax(&mut Effective::alone(layer).0))
}

/// What reading and checking a text says.
fn check(text: &str) -> Vec<Diagnostic> {
    let (mut all, outcome) = loaded(text);
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
    let standard = loaded(text).1.value;
    let shown = standard.map(|standard| standard.show()).unwrap_or_default();
    assert_eq!(shown, include_str!("sample.show"));
}
