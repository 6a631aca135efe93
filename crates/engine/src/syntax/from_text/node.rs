//! The one place that touches pest's trees: a node with its place in the file.

use std::ops::Range;

use pest::Parser;
use pest::iterators::Pair;

use crate::source::Span;
use crate::syntax::grammar::Grammar;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::line::Line;
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
#[derive(Clone)]
pub(super) struct Node<'t> {
    pub(super) place: Place<'t>,
    pair: Pair<'t, Rule>,
}

impl<'t> Node<'t> {
    /// Reads a whole line with one rule; the inner node of the rule.
    pub(super) fn parse(place: Place<'t>, rule: Rule) -> Result<Self, pest::error::Error<Rule>> {
        let mut pairs = Grammar::parse(rule, &place.line.text)?;
        let outer = pairs.next().and_then(|pair| pair.into_inner().next());
        let location = pest::Position::from_start(&place.line.text);
        outer.map(|pair| Self { place, pair }).ok_or_else(|| {
            let variant = pest::error::ErrorVariant::CustomError { message: String::new() };
            pest::error::Error::new_from_pos(variant, location)
        })
    }

    /// A node of the same line.
    pub(super) fn beside(&self, pair: Pair<'t, Rule>) -> Self {
        Self { place: self.place, pair }
    }

    /// pest's own pair, for the operator ranks.
    pub(super) fn into_pairs(self) -> pest::iterators::Pairs<'t, Rule> {
        self.pair.into_inner()
    }

    /// The rule that made it.
    pub(super) fn rule(&self) -> Rule {
        self.pair.as_rule()
    }

    /// Its folded text.
    pub(super) fn text(&self) -> &'t str {
        self.pair.as_str()
    }

    /// Its place in the file.
    pub(super) fn span(&self) -> Span {
        let span = self.pair.as_span();
        let end = span.start() + self.pair.as_str().trim_end().len();
        self.place.line.span(span.start(), end)
    }

    /// The bytes of its folded line that it takes, blanks at its end included.
    pub(super) fn range(&self) -> Range<usize> {
        let span = self.pair.as_span();
        span.start()..span.end()
    }

    /// What stands in it, in order, marks and keywords included.
    pub(super) fn children(&self) -> impl Iterator<Item = Self> + use<'t> {
        let place = self.place;
        self.pair.clone().into_inner().map(move |pair| Self { place, pair })
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
