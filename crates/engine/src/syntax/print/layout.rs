//! Lines, groups and comments: where the printer breaks.

use crate::source::Span;
use crate::syntax::tree::Comment;

/// A piece of a line that may hold groups in braces.
#[derive(Debug)]
pub(super) enum Doc {
    /// Text without breaks.
    Text(String),
    /// Pieces after one another, a blank between each two.
    Many(Vec<Doc>),
    /// `{ … }`.
    Group(Group),
    /// `[ … ]`: rows of a record list, a row a line where they do not fit on one.
    List(Vec<(Span, Doc)>),
    /// Text that is filled up to a width where it opens a line, so that what follows stands in a column.
    Padded(String, usize),
    /// A chain: a branch a line where it stands by itself.
    Lines(Vec<(Span, Doc)>),
}

/// Rows in braces: a row a line, or on one line where they may and fit.
#[derive(Debug)]
pub(super) struct Group {
    /// Whether every row has a line of its own even where all would fit on one: a table reads like the printed one.
    pub(super) tall: bool,
    /// What stands between two rows on one line.
    pub(super) separator: &'static str,
    /// The rows with their places in the file they were read from.
    pub(super) rows: Vec<(Span, Doc)>,
    /// The end of what holds the group: comments up to there stay inside.
    pub(super) end: u32,
}

impl Doc {
    /// A piece of text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// On one line.
    pub(super) fn flat(&self) -> String {
        match self {
            Self::Text(text) | Self::Padded(text, _) => text.clone(),
            Self::Lines(lines) => flat_rows(lines, " "),
            Self::List(rows) => format!("[ {} ]", flat_rows(rows, " ")),
            Self::Many(docs) => docs.iter().map(Self::flat).collect::<Vec<_>>().join(" "),
            Self::Group(group) if group.rows.is_empty() => "{ }".to_owned(),
            Self::Group(group) => {
                format!("{{ {} }}", flat_rows(&group.rows, group.separator))
            }
        }
    }

    /// On a line of its own: columns are filled up.
    fn in_columns(&self) -> String {
        match self {
            Self::Padded(text, columns) => {
                format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
            }
            Self::Many(docs) => docs.iter().map(Self::in_columns).collect::<Vec<_>>().join(" "),
            other => other.flat(),
        }
    }

    fn is_tall(&self) -> bool {
        match self {
            Self::Text(_) | Self::Padded(..) | Self::List(_) | Self::Lines(_) => false,
            Self::Many(docs) => docs.iter().any(Self::is_tall),
            Self::Group(group) => {
                (group.tall && !group.rows.is_empty()) || group.rows.iter().any(|(_, row)| row.is_tall())
            }
        }
    }

    fn breaks(&self) -> bool {
        match self {
            Self::Text(_) | Self::Padded(..) | Self::Lines(_) => false,
            Self::List(rows) => !rows.is_empty(),
            Self::Many(docs) => docs.iter().any(Self::breaks),
            Self::Group(group) => !group.rows.is_empty(),
        }
    }
}

fn flat_rows(rows: &[(Span, Doc)], separator: &str) -> String {
    rows.iter().map(|(_, row)| row.flat()).collect::<Vec<_>>().join(separator)
}

/// The page being written.
pub(super) struct Layout<'t> {
    page: String,
    line: String,
    comments: std::slice::Iter<'t, Comment>,
    /// Whether the last line of the page may still take a comment at its end.
    open_ended: bool,
    /// What is being put.
    current: Option<Span>,
    /// For each line of the page, the places of what it says.
    places: Vec<Vec<Span>>,
}

/// Columns are not filled up further than this.
pub(super) const WIDEST_COLUMN: usize = 32;

/// Wider groups are broken.
const WIDEST: usize = 100;

impl<'t> Layout<'t> {
    /// An empty page for a file with these comments.
    pub(super) fn new(comments: &'t [Comment]) -> Self {
        Self {
            page: String::new(),
            line: String::new(),
            comments: comments.iter(),
            open_ended: false,
            current: None,
            places: Vec::new(),
        }
    }

    /// An empty line, except at the top; comments at line ends come before it.
    pub(super) fn blank(&mut self, before: u32) {
        self.trailing(before);
        if !self.page.is_empty() && !self.page.ends_with("\n\n") {
            self.page.push('\n');
            self.places.push(Vec::new());
            self.open_ended = false;
        }
    }

    /// The comments before a place that belong to what stands above it.
    pub(super) fn comments_of_above(&mut self, before: u32) {
        self.trailing(before);
        let next = |layout: &Self| {
            layout.comments.as_slice().first().filter(|next| next.of_above && next.span.start < before)
        };
        while let Some(comment) = next(self) {
            self.comments.next();
            self.comment(comment, 2);
        }
    }

    /// One statement, heading or row, on as many lines as it takes.
    pub(super) fn put(&mut self, span: Span, doc: &Doc, indent: usize, suffix: &str) {
        if let Doc::Lines(lines) = doc {
            let last = lines.len().saturating_sub(1);
            for (at, (span, line)) in lines.iter().enumerate() {
                self.put(*span, line, indent, if at == last { suffix } else { "" });
            }
            return;
        }
        self.comments_before(span.start, indent);
        let around = self.current.replace(span);
        self.line = " ".repeat(indent);
        let flat = doc.in_columns();
        let fits =
            indent + width(&flat) + suffix.len() <= WIDEST && !self.comment_within(span.start, span.end);
        if (fits && !doc.is_tall()) || !doc.breaks() {
            self.line.push_str(&flat);
        } else {
            self.broken(doc, indent);
        }
        self.line.push_str(suffix);
        self.end_line();
        self.current = around;
    }

    /// The last line says something of another place too.
    pub(super) fn also_of(&mut self, span: Span) {
        self.places.last_mut().into_iter().for_each(|places| places.push(span));
    }

    /// Whether a comment stands between two places.
    pub(super) fn comment_within(&self, start: u32, end: u32) -> bool {
        self.comments.clone().any(|comment| comment.span.start >= start && comment.span.start < end)
    }

    /// The finished page.
    pub(super) fn finish(self) -> String {
        self.finish_with_places().0
    }

    /// The finished page, and for each of its lines the places of what it says.
    pub(super) fn finish_with_places(mut self) -> (String, Vec<Vec<Span>>) {
        self.comments_of_above(u32::MAX);
        self.comments_before(u32::MAX, 0);
        self.page.truncate(self.page.trim_end().len());
        if !self.page.is_empty() {
            self.page.push('\n');
        }
        (self.page, self.places)
    }

    fn broken(&mut self, doc: &Doc, indent: usize) {
        match doc {
            Doc::Text(text) => self.line.push_str(text),
            Doc::Padded(..) => self.line.push_str(&doc.in_columns()),
            Doc::Lines(_) => self.line.push_str(&doc.flat()),
            Doc::List(rows) => {
                self.line.push('[');
                self.end_line();
                for (span, row) in rows {
                    self.put(*span, row, indent + 2, "");
                }
                self.line = format!("{}]", " ".repeat(indent));
            }
            Doc::Many(docs) => {
                for (index, doc) in docs.iter().enumerate() {
                    if index > 0 {
                        self.line.push(' ');
                    }
                    self.broken(doc, indent);
                }
            }
            Doc::Group(group) if group.rows.is_empty() => self.line.push_str("{ }"),
            Doc::Group(group) => {
                let flat = doc.flat();
                let ends = group.rows.first().zip(group.rows.last());
                let noted = ends.is_some_and(|((first, _), _)| self.comment_within(first.start, group.end));
                if !doc.is_tall() && !noted && width(&self.line) + width(&flat) <= WIDEST {
                    self.line.push_str(&flat);
                } else {
                    self.rows(group, indent);
                }
            }
        }
    }

    fn rows(&mut self, group: &Group, indent: usize) {
        self.line.push('{');
        self.end_line();
        let suffix = if group.separator.trim() == ";" { "" } else { group.separator.trim_end() };
        let last = group.rows.len().saturating_sub(1);
        for (index, (span, row)) in group.rows.iter().enumerate() {
            self.put(*span, row, indent + 2, if index < last { suffix } else { "" });
        }
        self.comments_before(group.end, indent + 2);
        self.line = format!("{}}}", " ".repeat(indent));
    }

    fn end_line(&mut self) {
        self.page.push_str(self.line.trim_end());
        self.page.push('\n');
        self.places.push(self.current.into_iter().collect());
        self.line.clear();
        self.open_ended = true;
    }

    /// A comment that ended a line ends the last line written, where it has none yet.
    fn trailing(&mut self, before: u32) {
        let next = self.comments.as_slice().first();
        if let Some(comment) = next.filter(|comment| comment.span.start < before && !comment.alone)
            && self.open_ended
        {
            self.comments.next();
            self.page.truncate(self.page.trim_end_matches('\n').len());
            self.page.push_str(&format!(" {}\n", comment.text));
            self.open_ended = false;
        }
    }

    fn comments_before(&mut self, before: u32, indent: usize) {
        self.trailing(before);
        while let Some(comment) =
            self.comments.as_slice().first().filter(|comment| comment.span.start < before)
        {
            self.comments.next();
            self.comment(comment, indent);
        }
    }

    fn comment(&mut self, comment: &Comment, indent: usize) {
        let blank = if comment.before_blank && comment.alone { "\n" } else { "" };
        self.page.push_str(&format!("{}{}\n{blank}", " ".repeat(indent), comment.text));
        self.places.push(Vec::new());
        if !blank.is_empty() {
            self.places.push(Vec::new());
        }
        self.open_ended = false;
    }
}

/// Columns on a screen: Chinese characters take two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|character| if u32::from(character) < 0x1100 { 1 } else { 2 }).sum()
}
