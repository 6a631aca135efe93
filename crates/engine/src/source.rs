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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// What to call it in messages: a path, or the id of a built-in standard.
    pub name: String,
    /// The text, decoded; a byte order mark is kept so that offsets stay true. Of a workbook it is a rendition: a line
    /// a row, blank rows included, tabs between the cells.
    pub text: String,
    /// The sheets of a workbook in the order of their text; empty for everything else.
    pub sheets: Vec<Sheet>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Where each of its rows begins in the text, the first row first.
    pub rows: Vec<u32>,
}

/// A cell of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetCell<'a> {
    /// The name of the sheet.
    pub sheet: &'a str,
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1.
    pub column: u32,
}

impl Source {
    /// A text under its name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), sheets: Vec::new() }
    }

    /// Line and column (both from 1, the column in characters) of a byte offset.
    ///
    /// ```
    /// use weiheng::Source;
    /// let source = Source::new("a.wh", "标准 例\n条 1");
    /// assert_eq!(source.line_column(11), (2, 1));
    /// ```
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let before = self.before(offset, 0);
        let line = before.matches('\n').count() + 1;
        let column =
            before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }

    /// The cell of a workbook that holds a byte offset; `None` where the text is no workbook.
    ///
    /// ```
    /// use weiheng::Source;
    /// use weiheng::source::Sheet;
    /// let sheet = Sheet { name: "填报".to_owned(), rows: vec![0, 8] };
    /// let book = Source { sheets: vec![sheet], ..Source::new("甲市.xlsx", "观测\t\n垃圾\t3") };
    /// let cell = book.cell(15).unwrap();
    /// assert_eq!((cell.sheet, cell.address()), ("填报", "B2".to_owned()));
    /// ```
    pub fn cell(&self, offset: u32) -> Option<SheetCell<'_>> {
        let begun = |sheet: &&Sheet| sheet.rows.first().is_some_and(|first| *first <= offset);
        let sheet = self.sheets.iter().take_while(begun).last()?;
        let row = sheet.rows.partition_point(|start| *start <= offset);
        let start = *sheet.rows.get(row.checked_sub(1)?)?;
        let column = self.before(offset, start).matches('\t').count() + 1;
        Some(SheetCell {
            sheet: &sheet.name,
            row: u32::try_from(row).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        })
    }

    /// The text from `start` to an offset, which is moved back to where a character begins.
    fn before(&self, offset: u32, start: u32) -> &str {
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.get(start as usize..end).unwrap_or_default()
    }
}

impl SheetCell<'_> {
    /// The cell as a spreadsheet calls it: `F12`.
    pub fn address(self) -> String {
        address(self.row, self.column)
    }
}

/// What a spreadsheet calls a cell; row and column from 1.
///
/// ```
/// use weiheng::source::address;
/// assert_eq!((address(12, 6), address(1, 703)), ("F12".to_owned(), "AAA1".to_owned()));
/// ```
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(above) = rest.checked_sub(1) {
        letters.extend(char::from_digit(above % 26 + 10, 36).map(|letter| letter.to_ascii_uppercase()));
        rest = above / 26;
    }
    format!("{}{row}", letters.iter().rev().collect::<String>())
}
