//! How deeply a statement nests, counted before the grammar reads it: a bound on the reader's stack.

use crate::source::Span;
use crate::syntax::fold;
use crate::syntax::keyword::Keyword;

/// Deeper statements are refused. A parenthesis weighs 1; braces and nesting words, which cost every later stage
/// more, weigh [`HEAVY`]. Reading, printing and dropping the deepest statement fits a stack of 2 MiB unoptimised.
const DEEPEST: usize = 200;

const HEAVY: usize = 4;

/// The open brackets of a statement, and the words that nest without a bracket (若, 每, …).
#[derive(Debug, Default)]
pub(super) struct Nesting {
    brackets: Vec<Bracket>,
    /// The weight of the open brackets.
    open: usize,
    /// The weight of nesting words outside every bracket.
    outside: usize,
    /// The weight of nesting words in all places together.
    words: usize,
    last: Option<Keyword>,
}

#[derive(Debug)]
struct Bracket {
    mark: char,
    span: Span,
    /// Whether it opens a band table, where 否则 opens a row.
    bands: bool,
    weight: usize,
    words: usize,
}

impl Nesting {
    /// Notes a word; `false` where it nests too deeply.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let keyword = Keyword::named(word.get(..fold::letters(word)).unwrap_or_default());
        // 否则 若 goes on with a chain; it does not nest.
        let weight = match keyword {
            Some(Keyword::If) if self.last == Some(Keyword::Else) => 0,
            Some(Keyword::If | Keyword::Each | Keyword::By | Keyword::Require | Keyword::Foreach) => HEAVY,
            Some(Keyword::OrElse) => 1,
            _ => 0,
        };
        self.last = keyword;
        self.words += weight;
        match self.brackets.last_mut() {
            Some(bracket) => bracket.words += weight,
            None => self.outside += weight,
        }
        weight == 0 || self.depth() <= DEEPEST
    }

    /// Opens a bracket; `true` where that is too deep.
    pub(super) fn open(&mut self, mark: char, span: Span) -> bool {
        let bands = self.last == Some(Keyword::Bands);
        self.last = None;
        let weight = if plain(mark) == '(' { 1 } else { HEAVY };
        self.open += weight;
        self.brackets.push(Bracket { mark, span, bands, weight, words: 0 });
        self.depth() > DEEPEST
    }

    /// Closes a bracket; an error names the bracket that stands in the way, or none where nothing is open.
    pub(super) fn close(&mut self, mark: char) -> Result<(), Option<(char, Span)>> {
        self.last = None;
        let bracket = self.brackets.pop().ok_or(None)?;
        self.words = self.words.saturating_sub(bracket.words);
        self.open = self.open.saturating_sub(bracket.weight);
        if partner(plain(bracket.mark)) == plain(mark) {
            Ok(())
        } else {
            Err(Some((bracket.mark, bracket.span)))
        }
    }

    /// Notes a separator: what follows nests afresh.
    pub(super) fn separator(&mut self) {
        self.last = None;
        let words = match self.brackets.last_mut() {
            Some(bracket) => &mut bracket.words,
            None => &mut self.outside,
        };
        self.words = self.words.saturating_sub(*words);
        *words = 0;
    }

    /// The innermost open bracket, in its plain form.
    pub(super) fn innermost(&self) -> Option<char> {
        self.brackets.last().map(|bracket| plain(bracket.mark))
    }

    /// Whether the innermost bracket holds the rows of a band table.
    pub(super) fn in_bands(&self) -> bool {
        self.brackets.last().is_some_and(|bracket| bracket.bands)
    }

    /// The innermost bracket that is still open.
    pub(super) fn unclosed(&self) -> Option<(char, Span)> {
        self.brackets.last().map(|bracket| (bracket.mark, bracket.span))
    }

    fn depth(&self) -> usize {
        self.open + self.words
    }
}

fn plain(mark: char) -> char {
    match mark {
        '【' => '[',
        '】' => ']',
        other => crate::fullwidth::to_ascii(other),
    }
}

fn partner(mark: char) -> char {
    match mark {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
