//! The pages of docs/codes, run: what they mark is reported, and nothing else.

use std::path::Path;

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

/// The `wh` blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let fences = page.split("```wh\n").skip(1);
    fences.filter_map(|rest| rest.split("\n```").next()).map(|block| format!("{block}\n")).collect()
}

/// The line, the code and the words that a block expects.
fn expected(block: &str) -> Vec<(usize, String, String)> {
    let marked = (1..).zip(block.lines()).filter_map(|(at, line)| Some((at, line.split_once("# ! ")?.1)));
    let marks = marked.map(|(at, mark)| {
        let (code, words) = mark.split_once(' ').unwrap_or((mark, ""));
        (at, code.to_owned(), words.trim().trim_matches('"').to_owned())
    });
    marks.collect()
}

fn is_as_marked(text: &str, diagnostic: &Diagnostic, mark: &(usize, String, String)) -> bool {
    let (line, code, words) = mark;
    let labels = diagnostic.labels.iter().map(|label| &label.words);
    let mut said = labels.chain([&diagnostic.message]);
    line_of(text, diagnostic) == *line
        && diagnostic.code.as_str() == code
        && said.any(|said| said.zh.contains(words) || said.en.contains(words))
}

fn faults(name: &str, page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for block in blocks(page) {
        let (marks, found) = (expected(&block), check(&block));
        let as_marked = marks.len() == found.len()
            && marks.iter().zip(&found).all(|(mark, found)| is_as_marked(&block, found, mark));
        if !as_marked {
            let said: Vec<String> = found.iter().map(|diagnostic| shown(&block, diagnostic)).collect();
            faults.push(format!("{name}: marked {marks:?}\n    found {}", said.join("\n    ")));
        }
    }
    faults
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the pages lie beside the engine, not in it")]
fn the_pages_of_the_codes_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/codes");
    let mut all = Vec::new();
    for code in crate::diagnostic::Code::ALL {
        let ours = ["WH02", "WH03"].iter().any(|stage| code.as_str().starts_with(stage));
        if !ours {
            continue;
        }
        match std::fs::read_to_string(folder.join(format!("{code}.md"))) {
            Ok(page) => all.extend(faults(code.as_str(), &page)),
            Err(_) => all.push(format!("{code}: no page")),
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
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
