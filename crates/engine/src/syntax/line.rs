//! One logical line: text folded to one set of marks, with the way back to the file.

use std::ops::Range;

use crate::source::SourceId;
use crate::source::Span;

/// A heading or a statement, cut out of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Whether it opens with a heading word.
    pub(super) heading: bool,
    /// Whether its brackets, quotes or size were refused; the grammar does not see it.
    pub(super) broken: bool,
    /// The folded text. Inside braces a line break is kept as `\n`.
    pub(super) text: String,
    /// For each byte of the text, where its character stands in the file.
    places: Vec<(u32, u32)>,
    source: SourceId,
}

/// Half of the statements are shorter than this many bytes. All lines of a file are there at once, and memory that is
/// touched for the first time costs more than to grow some of them.
const USUAL: usize = 64;

impl Line {
    /// An empty line of a source.
    pub(super) fn new(source: SourceId, heading: bool) -> Self {
        let (text, places) = (String::with_capacity(USUAL), Vec::with_capacity(USUAL));
        Self { heading, source, text, places, broken: false }
    }

    /// Adds folded text that stands for the characters `start..end` of the file.
    pub(super) fn push(&mut self, folded: &str, start: usize, end: usize) {
        let place = Span::new(self.source, start, end);
        self.text.push_str(folded);
        self.places.resize(self.text.len(), (place.start, place.end));
    }

    /// Adds text just as it stands in the file from `start` on.
    pub(super) fn push_unfolded(&mut self, text: &str, start: usize) {
        self.text.push_str(text);
        for (index, character) in text.char_indices() {
            let length = character.len_utf8();
            let place = Span::new(self.source, start + index, start + index + length);
            self.places.extend(std::iter::repeat_n((place.start, place.end), length));
        }
    }

    /// Removes blanks at the end.
    pub(super) fn trim_end(&mut self) {
        let length = self.text.trim_end().len();
        self.text.truncate(length);
        self.places.truncate(length);
    }

    /// The place in the file of the bytes `start..end` of the folded text.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.places.get(at).copied();
        let after = self.places.last().map_or(0, |last| last.1);
        let from = place(start).map_or(after, |place| place.0);
        let to = match end.checked_sub(1).filter(|_| end > start) {
            Some(last) => place(last).map_or(after, |place| place.1),
            None => from,
        };
        Span { source: self.source, start: from, end: to }
    }

    /// The bytes of a range alone.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let places = self.places.get(range).unwrap_or_default().to_owned();
        Self { text, places, heading: false, broken: false, source: self.source }
    }

    /// The place of the whole line.
    pub(super) fn whole(&self) -> Span {
        self.span(0, self.text.len())
    }
}
