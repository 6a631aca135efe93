//! Files of worked cases: read as the end of a clause file, where nothing but examples may stand.

use crate::diagnostic::Code;
use crate::diagnostic::Diagnostics;
use crate::source::SourceId;
use crate::source::Span;
use crate::syntax::from_text::heading::Outline;
use crate::syntax::from_text::read_into;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Cases;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;

/// What reading a file of cases returns.
#[derive(Clone, Debug, Default)]
pub struct ParsedCases {
    /// Every example that could be read.
    pub cases: Cases,
    /// What was wrong with the rest, sorted by place.
    pub diagnostics: Diagnostics,
}

impl Cases {
    /// Reads a file of cases. Like the reading of a clause file it never fails.
    pub fn from_text(source: SourceId, text: &str) -> ParsedCases {
        let mut outline = Outline::default();
        outline.open(nameless(source), &mut Diagnostics::new());
        let parsed = read_into(outline, source, text);
        let mut diagnostics = Diagnostics::new();
        // A heading is out of place wherever it stands.
        parsed
            .diagnostics
            .into_iter()
            .filter(|one| one.code != Code::WH0109)
            .for_each(|one| diagnostics.push(one));
        let mut parts = parsed.tree.parts.into_iter();
        let own = parts.next();
        let headings: Vec<Span> = own.iter().flat_map(|own| &own.children).flat_map(spans).collect();
        let (examples, others) = own
            .map(|own| own.body)
            .unwrap_or_default()
            .into_iter()
            .partition(|statement| matches!(statement.kind, StatementKind::Example(_)));
        let others: Vec<_> = others;
        let elsewhere = headings.into_iter().chain(parts.flat_map(|part| spans(&part)));
        for span in others.iter().map(|statement| statement.span).chain(elsewhere) {
            diagnostics.push(Problem::NoCase { span }.into());
        }
        let cases = Self { examples, comments: parsed.tree.comments };
        ParsedCases { cases, diagnostics: diagnostics.sorted() }
    }
}

/// What the examples of a file of cases stand in.
fn nameless(source: SourceId) -> Part {
    let span = Span::new(source, 0, 0);
    Part {
        rank: Rank::Standard,
        id: Spelled { text: String::new(), span },
        label: None,
        points: None,
        weight: None,
        starred: false,
        body: Vec::new(),
        children: Vec::new(),
        span,
        change: None,
    }
}

/// The places of a heading and of those below it.
fn spans(part: &Part) -> Vec<Span> {
    let below = part.children.iter().flat_map(spans);
    [part.span].into_iter().chain(below).collect()
}
