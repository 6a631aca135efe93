//! One shape for everything that can be wrong with what people write.

mod code;
pub mod suggestion;

pub use code::Code;
pub use code::Severity;

use crate::source::Span;
use crate::words::Words;

/// One problem: what is wrong, where, and how to repair it.
///
/// The message stands alone on one line; labels mark the text, the first of them the place to look at; the help
/// says the repair. Drawing is left to the caller (the command draws, tests print).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// What is wrong, on one line without a full stop.
    pub message: Words,
    /// The places, the primary one first.
    pub labels: Vec<Label>,
    /// The repair, where one is known.
    pub help: Option<Words>,
    /// What led there, one line each, where a place cannot show it.
    pub notes: Vec<Words>,
}

/// A marked place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The marked text.
    pub span: Span,
    /// What to say there; may be empty.
    pub words: Words,
}

impl Diagnostic {
    /// A problem at one place.
    pub fn new(code: Code, span: Span, message: Words) -> Self {
        Self {
            code,
            message,
            labels: vec![Label { span, words: Words::default() }],
            help: None,
            notes: Vec::new(),
        }
    }

    /// The same, with words at the primary place.
    #[must_use]
    pub fn saying(mut self, words: Words) -> Self {
        if let Some(primary) = self.labels.first_mut() {
            primary.words = words;
        }
        self
    }

    /// The same, with a further place.
    #[must_use]
    pub fn and(mut self, span: Span, words: Words) -> Self {
        self.labels.push(Label { span, words });
        self
    }

    /// The same, with the repair.
    #[must_use]
    pub fn help(mut self, words: Words) -> Self {
        self.help = Some(words);
        self
    }

    /// Error or warning.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// The primary place.
    pub fn span(&self) -> Span {
        self.labels.first().map(|label| label.span).unwrap_or_default()
    }
}

/// Problems of one run, in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// All of another run.
    pub fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
    }

    /// Whether there are none at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The problems, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The same problems sorted by place, then code; the same problem at the same place is kept once.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| (a.span(), a.code, &a.message).cmp(&(b.span(), b.code, &b.message)));
        self.0.dedup();
        self
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(problems: I) -> Self {
        Self(problems.into_iter().collect())
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// What a checking stage returns: the value where nothing was wrong enough to withhold it, and every problem.
#[derive(Clone, Debug)]
pub struct Outcome<T> {
    /// The value; `None` where an error stands in the way.
    pub value: Option<T>,
    /// Errors and warnings, sorted by place.
    pub diagnostics: Diagnostics,
}
