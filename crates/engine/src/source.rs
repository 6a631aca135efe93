//! Where text came from: files and the places in them.

/// Which of the caller's texts a [`Span`] lies in (a clause file, an observation file).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u16);

/// A stretch of a text: byte offsets, `start` included, `end` excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` to `end` of `source`; offsets beyond 4 GiB are held at the limit.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: narrow(start), end: narrow(end) }
    }

    /// The shortest stretch that holds both. Both must lie in one source; otherwise `self` is returned.
    pub fn to(self, other: Self) -> Self {
        if self.source != other.source {
            return self;
        }
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The bytes of `text` that this stretch covers, or nothing where it does not fit the text.
    ///
    /// ```
    /// use weiheng::{SourceId, Span};
    /// assert_eq!(Span::new(SourceId(0), 0, 3).of("条 1"), "条");
    /// ```
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// A named text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What to call it in messages: a path, or the id of a built-in standard.
    pub name: String,
    /// The text, decoded; a byte order mark is kept so that offsets stay true.
    pub text: String,
}

impl Source {
    /// A text under its name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    ///
    /// ```
    /// use weiheng::Source;
    /// let source = Source::new("a.wh", "标准 例\n条 1");
    /// assert_eq!(source.line_column(11), (2, 1));
    /// ```
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column =
            before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }
}
