//! A node of what a line was read as, with its place in the file.

use std::ops::Range;

use crate::source::Span;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::line::Line;
use crate::syntax::parse::Entry;
use crate::syntax::parse::Parse;
use crate::syntax::problem::Problem;
use crate::syntax::rule_keyword;
use crate::syntax::tree::Spelled;

/// What reading returns: the thing, or the one problem of its statement.
pub(super) type Read<T> = Result<T, Box<Problem>>;

/// What every reader needs beside the node: the line it was cut from and the file.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) line: &'t Line,
    pub(super) text: &'t str,
}

/// A node of the parse, which knows where it stands.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    pub(super) place: Place<'t>,
    parse: &'t Parse,
    at: usize,
    entry: Entry,
}

impl<'t> Node<'t> {
    /// What stands in the rule by which a whole line was read.
    pub(super) fn within(place: Place<'t>, parse: &'t Parse) -> Read<Self> {
        Self::nth(place, parse, 1).ok_or_else(|| Box::new(Problem::Defect { span: place.line.whole() }))
    }

    fn nth(place: Place<'t>, parse: &'t Parse, at: usize) -> Option<Self> {
        parse.entries.get(at).map(|entry| Self { place, parse, at, entry: *entry })
    }

    /// The rule that made it.
    pub(super) fn rule(&self) -> Rule {
        self.entry.rule
    }

    /// Its folded text.
    pub(super) fn text(&self) -> &'t str {
        self.place.line.text.get(self.entry.range()).unwrap_or_default()
    }

    /// Its place in the file.
    pub(super) fn span(&self) -> Span {
        let start = self.entry.range().start;
        self.place.line.span(start, start + self.text().trim_end().len())
    }

    /// The bytes of its folded line that it takes, blanks at its end included.
    pub(super) fn range(&self) -> Range<usize> {
        self.entry.range()
    }

    /// What stands in it, in order, marks and keywords included.
    pub(super) fn children(&self) -> impl Iterator<Item = Self> + use<'t> {
        let (place, parse, end) = (self.place, self.parse, self.entry.after());
        let first = Self::nth(place, parse, self.at + 1);
        let before_end = move |node: &Self| node.at < end;
        std::iter::successors(first.filter(before_end), move |node| {
            Self::nth(place, parse, node.entry.after()).filter(before_end)
        })
    }

    /// Everything in it that one rule made.
    pub(super) fn all(&self, rule: Rule) -> impl Iterator<Item = Self> + use<'t> {
        self.children().filter(move |child| child.rule() == rule)
    }

    /// The first thing in it that one rule made, if any.
    pub(super) fn maybe(&self, rule: Rule) -> Option<Self> {
        self.all(rule).next()
    }

    /// Whether one rule made anything in it.
    pub(super) fn has(&self, rule: Rule) -> bool {
        self.maybe(rule).is_some()
    }

    /// The first thing in it that one rule made: the grammar promises one.
    pub(super) fn child(&self, rule: Rule) -> Read<Self> {
        self.maybe(rule).ok_or_else(|| self.defect())
    }

    /// The first thing in it: the grammar promises one.
    pub(super) fn first(&self) -> Read<Self> {
        self.children().next().ok_or_else(|| self.defect())
    }

    /// The first keyword in it: the grammar promises one.
    pub(super) fn keyword(&self) -> Read<Keyword> {
        self.children().find_map(|child| rule_keyword::of(child.rule())).ok_or_else(|| self.defect())
    }

    /// The grammar and the reader disagree: the only place that blames the engine.
    pub(super) fn defect(&self) -> Box<Problem> {
        Box::new(Problem::Defect { span: self.span() })
    }
}

/// `word`, `name`, `verdict_name`, `string`, …: the text without its brackets or quotes.
pub(super) fn read_spelled(node: &Node<'_>) -> Spelled {
    let span = node.span();
    let quoted = node.text().starts_with(['「', '"']);
    let mut raw = span.of(node.place.text).chars();
    let text = if quoted {
        raw.next();
        raw.next_back();
        raw.as_str().trim().to_owned()
    } else {
        node.text().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Spelled { text, span }
}

/// The first child of a rule as text, where there is one.
pub(super) fn maybe_spelled(node: &Node<'_>, rule: Rule) -> Option<Spelled> {
    node.maybe(rule).map(|child| read_spelled(&child))
}

/// A keyword with a meaning as a value: stored in its Chinese spelling, whichever was written.
pub(super) fn read_word(node: &Node<'_>) -> Read<Spelled> {
    Ok(Spelled { text: node.keyword()?.zh().to_owned(), span: node.span() })
}
