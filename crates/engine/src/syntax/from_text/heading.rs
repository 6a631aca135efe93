//! Headings, and the parts they open.

use crate::diagnostic::Diagnostics;
use crate::source::Span;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Place;
use crate::syntax::from_text::node::Read;
use crate::syntax::from_text::node::maybe_spelled;
use crate::syntax::from_text::node::read_spelled;
use crate::syntax::from_text::number::read_number;
use crate::syntax::from_text::number::with_unit;
use crate::syntax::from_text::word::rank_of;
use crate::syntax::from_text::word::read_rank;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Change;
use crate::syntax::tree::Destination;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;

/// A line that opens a part: a heading, alone or behind 改 or 增, or 删 with its reason.
pub(super) fn read_part(node: &Node<'_>) -> Read<Part> {
    let keyword = || -> Read<Span> { Ok(node.first()?.span()) };
    let (heading, change) = match node.rule() {
        Rule::heading => return read_heading(node),
        Rule::amended_part => (node.child(Rule::heading)?, Change::Amend(keyword()?)),
        Rule::inserted_part => {
            let destination = node.maybe(Rule::destination).map(|place| read_destination(&place));
            (node.child(Rule::heading)?, Change::Insert(destination.transpose()?, keyword()?))
        }
        _ => {
            let reason = read_spelled(&node.child(Rule::string)?);
            (node.child(Rule::part_name)?, Change::Delete(reason, keyword()?))
        }
    };
    Ok(Part { change: Some(change), ..read_heading(&heading)? })
}

/// `destination`.
fn read_destination(node: &Node<'_>) -> Read<Destination> {
    let part = node.child(Rule::part_name)?;
    let id = part.maybe(Rule::id).or(part.maybe(Rule::quoted_name)).ok_or_else(|| part.defect())?;
    Ok(Destination {
        after: node.has(Rule::k_after),
        rank: read_rank(&part.child(Rule::rank)?)?,
        id: read_spelled(&id),
        span: node.span(),
    })
}

/// `heading`, and the rank and id that are all of `part_name`.
fn read_heading(node: &Node<'_>) -> Read<Part> {
    let id = node.maybe(Rule::id).or(node.maybe(Rule::quoted_name)).ok_or_else(|| node.defect())?;
    let points = node.maybe(Rule::number).map(|points| with_unit(read_number(&points)?)).transpose()?;
    let weight =
        node.maybe(Rule::weight).map(|weight| read_number(&weight.child(Rule::number)?)).transpose()?;
    Ok(Part {
        rank: read_rank(&node.child(Rule::rank)?)?,
        id: read_spelled(&id),
        label: maybe_spelled(node, Rule::string),
        points,
        weight,
        starred: node.has(Rule::k_starred),
        body: Vec::new(),
        children: Vec::new(),
        span: node.span(),
        change: None,
    })
}

/// A heading that could not be read, as far as its first words go, so that what follows has a place.
pub(super) fn salvage_heading(place: Place<'_>) -> Part {
    let text = &place.line.text;
    let mut words = text.split_whitespace().peekable();
    let change = words.next_if(|word| Keyword::named(word).is_some_and(Keyword::changes));
    let first = words.next().unwrap_or_default();
    let letters = first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len());
    let (keyword, rest) = first.split_at_checked(letters).unwrap_or((first, ""));
    let id = if rest.is_empty() { words.next().unwrap_or_default() } else { rest };
    let at = text.find(id).unwrap_or_default();
    Part {
        rank: Keyword::named(keyword).and_then(rank_of).unwrap_or(Rank::Clause),
        id: Spelled { text: id.to_owned(), span: place.line.span(at, at + id.len()) },
        label: None,
        points: None,
        weight: None,
        starred: false,
        body: Vec::new(),
        children: Vec::new(),
        span: place.line.whole(),
        change: change.map(|_| Change::Amend(place.line.whole())),
    }
}

/// The parts as they are put together: the open ones are a path from the standard to the newest.
#[derive(Default)]
pub(super) struct Outline {
    closed: Vec<Part>,
    open: Vec<Part>,
}

impl Outline {
    /// Opens a part below the nearest open one of a higher rank.
    pub(super) fn open(&mut self, part: Part, diagnostics: &mut Diagnostics) {
        while self.open.last().is_some_and(|last| last.rank >= part.rank || is_deleted(last)) {
            self.close();
        }
        if let Some(problem) = self.misplaced(&part) {
            diagnostics.push(problem.into());
        }
        self.open.push(part);
    }

    /// The part that takes the next statement.
    pub(super) fn current(&mut self) -> Option<&mut Part> {
        self.open.last_mut()
    }

    /// Every part, closed.
    pub(super) fn finish(mut self) -> Vec<Part> {
        while !self.open.is_empty() {
            self.close();
        }
        self.closed
    }

    fn close(&mut self) {
        let Some(part) = self.open.pop() else { return };
        match self.open.last_mut() {
            Some(above) => above.children.push(part),
            None => self.closed.push(part),
        }
    }

    fn misplaced(&self, part: &Part) -> Option<Problem> {
        let span: Span = part.span;
        match part.rank {
            Rank::Standard => {
                let first = self.closed.iter().find(|part| part.rank == Rank::Standard)?;
                Some(Problem::SecondStandard { first: first.span, span })
            }
            _ if self.closed.is_empty() && self.open.is_empty() => {
                Some(Problem::BeforeStandard { word: keyword_of(part.rank).zh().to_owned(), span })
            }
            Rank::Item
                if part.change.is_none() && !self.open.iter().any(|open| open.rank == Rank::Clause) =>
            {
                Some(Problem::ItemOutsideClause { span })
            }
            _ => None,
        }
    }
}

/// What 删 names takes no parts below it.
fn is_deleted(part: &Part) -> bool {
    matches!(part.change, Some(Change::Delete(..)))
}

/// The keyword of a heading.
pub(in crate::syntax) fn keyword_of(rank: Rank) -> Keyword {
    match rank {
        Rank::Standard => Keyword::Standard,
        Rank::Chapter => Keyword::Chapter,
        Rank::Section => Keyword::Section,
        Rank::Clause => Keyword::Clause,
        Rank::Item => Keyword::Item,
    }
}
