//! Cuts a file into headings and logical statements by hand: the grammar reads each of them alone, so that an error
//! in one never hides the next.

use crate::diagnostic::Diagnostics;
use crate::source::SourceId;
use crate::source::Span;
use crate::syntax::fold;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Role;
use crate::syntax::line::Line;
use crate::syntax::nesting::Nesting;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Comment;

/// A file in pieces.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// Headings and statements, in order.
    pub(super) lines: Vec<Line>,
    /// Every comment.
    pub(super) comments: Vec<Comment>,
    /// What was wrong with brackets, quotes and sizes.
    pub(super) problems: Diagnostics,
}

/// A longer statement is refused unread.
const LONGEST_STATEMENT: usize = 64 * 1024;

/// Cuts a text into logical lines.
pub(super) fn cut(source: SourceId, text: &str) -> Cut {
    let mut cutter = Cutter { source, cut: Cut::default(), open: None, loose: Vec::new() };
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let bom = if offset == 0 { content.len() - content.trim_start_matches('\u{feff}').len() } else { 0 };
        cutter.line(content.get(bom..).unwrap_or_default(), offset + bom);
        offset += line.len();
    }
    cutter.finish();
    cutter.ends();
    cutter.cut
}

struct Cutter {
    source: SourceId,
    cut: Cut,
    open: Option<Open>,
    /// How far in the comments stand that stand alone behind the last line that says something.
    loose: Vec<usize>,
}

/// The statement that is being put together.
struct Open {
    line: Line,
    nesting: Nesting,
    problem: Option<Problem>,
    too_long: bool,
}

impl Cutter {
    fn line(&mut self, content: &str, offset: usize) {
        let start = Start::of(content);
        let indent = content.len() - content.trim_start().len();
        if start.nothing {
            let blank = indent == content.len();
            match self.cut.comments.last_mut().filter(|_| blank && !self.loose.is_empty()) {
                Some(comment) => comment.before_blank = true,
                None if !blank => self.loose.push(indent),
                None => {}
            }
            self.scan(content, offset);
            return;
        }
        self.followed_by(indent);
        if !self.joins(&start) {
            self.finish();
            let line = Line::new(self.source, start.heading);
            self.open = Some(Open { line, nesting: Nesting::default(), problem: None, too_long: false });
        }
        self.scan(content, offset);
    }

    /// What stands so far in follows the loose comments.
    fn followed_by(&mut self, indent: usize) {
        let comments = self.cut.comments.iter_mut().rev();
        for (comment, own) in comments.zip(self.loose.drain(..).rev()) {
            comment.of_above = own > indent;
        }
    }

    /// Nothing follows the last lines.
    fn ends(&mut self) {
        let last = self.cut.comments.last_mut().filter(|_| !self.loose.is_empty());
        last.into_iter().for_each(|comment| comment.before_blank = false);
        self.followed_by(0);
    }

    /// Whether a line belongs to the statement above; if so, the break between them is written.
    fn joins(&mut self, start: &Start) -> bool {
        let Some(open) = &mut self.open else { return false };
        if start.heading || open.line.heading {
            return false;
        }
        open.line.trim_end();
        let end = open.line.whole().end as usize;
        let continues = matches!(start.keyword, Some(Keyword::And | Keyword::Or))
            || (start.keyword == Some(Keyword::Else) && !open.nesting.in_bands())
            || (ends_open(&open.line.text) && !start.opens_statement());
        let breaks = match open.nesting.innermost() {
            None if continues => " ",
            None => return false,
            Some('{') if start.declares => return false,
            Some('{') if continues => " ",
            Some('{') => {
                open.nesting.separator();
                "\n"
            }
            Some(_) if start.opens_statement() || start.declares => return false,
            Some(_) => " ",
        };
        open.line.push(breaks, end, end);
        true
    }

    fn finish(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.line.trim_end();
        let unclosed = open.nesting.unclosed().map(|(mark, span)| Problem::NotClosed { mark, span });
        if let Some(problem) = open.problem.or(unclosed) {
            self.cut.problems.push(problem.into());
            open.line.broken = true;
        }
        self.cut.lines.push(open.line);
    }

    fn scan(&mut self, content: &str, offset: usize) {
        let mut rest = content;
        let mut folded = String::new();
        while let Some(character) = rest.chars().next().filter(|_| !self.too_long()) {
            let at = offset + content.len() - rest.len();
            if matches!(character, '#' | '＃') {
                self.comment(rest, at, content.trim_start().len() == rest.len());
                return;
            }
            let length = match fold::closing_quote(character) {
                Some(close) => self.quoted(rest, at, close),
                None if fold::is_name_character(character) => self.word(rest, at, &mut folded),
                None => {
                    self.mark(character, at, &mut folded);
                    character.len_utf8()
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    fn comment(&mut self, rest: &str, at: usize, alone: bool) {
        let text = format!("#{}", rest.trim_start_matches(['#', '＃']).trim_end());
        let span = Span::new(self.source, at, at + rest.trim_end().len());
        self.cut.comments.push(Comment { text, span, alone, before_blank: false, of_above: false });
    }

    /// Takes quoted text; its own quotes are hidden from the grammar, which reads them from the file again.
    fn quoted(&mut self, rest: &str, at: usize, close: char) -> usize {
        let opening = rest.chars().next().unwrap_or(close);
        let start = opening.len_utf8();
        let marks = if close == '」' { ("「", "」") } else { ("\"", "\"") };
        let inside = rest.get(start..).unwrap_or_default();
        let Some(length) = inside.find(close) else {
            let span = Span::new(self.source, at, at + start);
            self.blame(Problem::NotClosed { mark: opening, span });
            return rest.len();
        };
        let end = start + length + close.len_utf8();
        self.push(marks.0, at, at + start);
        let mut from = start;
        for part in inside.get(..length).unwrap_or_default().split_inclusive(['"', '」']) {
            let plain = part.trim_end_matches(['"', '」']);
            self.push_unfolded(plain, at + from);
            if plain.len() < part.len() {
                self.push("'", at + from + plain.len(), at + from + part.len());
            }
            from += part.len();
        }
        self.push(marks.1, at + end - close.len_utf8(), at + end);
        end
    }

    fn word(&mut self, rest: &str, at: usize, folded: &mut String) -> usize {
        let mut characters = rest.char_indices().take(LONGEST_STATEMENT + 1); // more are refused below
        let end = characters.find(|(_, character)| !fold::is_name_character(*character));
        let length = end.map_or(rest.len(), |(index, _)| index);
        let word = rest.get(..length).unwrap_or_default();
        if word.chars().all(fold::is_plain_name_character) {
            self.push_unfolded(word, at);
        } else {
            for (index, character) in word.char_indices() {
                fold::fold(character, folded);
                self.push(folded, at + index, at + index + character.len_utf8());
            }
        }
        if self.too_long() {
            return rest.len();
        }
        let span = Span::new(self.source, at, at + length);
        if let Some(open) = self.open.as_mut().filter(|open| !open.line.heading)
            && !open.nesting.word(word)
        {
            self.blame(Problem::TooDeep { span });
        }
        length
    }

    fn mark(&mut self, character: char, at: usize, folded: &mut String) {
        let end = at + character.len_utf8();
        fold::fold(character, folded);
        self.push(folded, at, end);
        let span = Span::new(self.source, at, end);
        let Some(open) = self.open.as_mut().filter(|open| !open.line.heading) else { return };
        let problem = match folded.as_str() {
            "(" | "[" | "{" => open.nesting.open(character, span).then_some(Problem::TooDeep { span }),
            ")" | "]" | "}" => open.nesting.close(character).err().map(|opened| match opened {
                Some((mark, span)) => Problem::NotClosed { mark, span },
                None => Problem::NotOpened { mark: character, span },
            }),
            ";" | "," => {
                open.nesting.separator();
                None
            }
            _ => None,
        };
        if let Some(problem) = problem {
            self.blame(problem);
        }
    }

    fn push(&mut self, folded: &str, start: usize, end: usize) {
        let Some(open) = &mut self.open else { return };
        if open.line.text.len() + folded.len() <= LONGEST_STATEMENT {
            open.line.push(folded, start, end);
        } else {
            open.too_long = true;
            let span = open.line.span(0, open.line.text.chars().next().map_or(0, char::len_utf8));
            self.blame(Problem::TooLong { span });
        }
    }

    fn push_unfolded(&mut self, text: &str, start: usize) {
        match &mut self.open {
            Some(open) if open.line.text.len() + text.len() <= LONGEST_STATEMENT => {
                open.line.push_unfolded(text, start);
            }
            _ => self.push(text, start, start + text.len()),
        }
    }

    /// Whether the statement has been refused for its length, so that the rest of it is not looked at.
    fn too_long(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.too_long)
    }

    /// Only the first problem of a statement counts.
    fn blame(&mut self, problem: Problem) {
        if let Some(open) = &mut self.open {
            open.problem.get_or_insert(problem);
        }
    }
}

/// How a line of the file begins.
struct Start {
    nothing: bool,
    keyword: Option<Keyword>,
    heading: bool,
    declares: bool,
}

impl Start {
    fn of(content: &str) -> Self {
        let text = content.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let length = text.find(|c: char| !fold::is_name_character(c)).unwrap_or(text.len());
        let word = text.get(..length).unwrap_or_default();
        let word = word.get(..fold::letters(word)).unwrap_or_default();
        let keyword = Keyword::named(word);
        let rest = text.get(word.len()..).unwrap_or_default().trim_start();
        let follows = !rest
            .starts_with([':', '：', '=', '＝', ',', '，', '、', ';', '；', '}', '｝', '|', '>', '＞'])
            && !rest.is_empty();
        let role = keyword.map(Keyword::role);
        let changes_part = keyword.is_some_and(Keyword::changes) && opens_with_heading(rest);
        Self {
            nothing: text.is_empty() || text.starts_with(['#', '＃']),
            keyword,
            heading: follows && (role == Some(Role::Heading) || changes_part),
            declares: follows
                && (role == Some(Role::Declaration) && keyword != Some(Keyword::Let)
                    || keyword == Some(Keyword::Applies)),
        }
    }

    /// Whether it surely opens a statement of its own (若 and 按 may also open a value).
    fn opens_statement(&self) -> bool {
        self.keyword.is_some_and(Keyword::opens_statement)
    }
}

/// Whether a text opens with the name of a rank: behind 改, 删 and 增 it makes a heading.
fn opens_with_heading(text: &str) -> bool {
    let length = text.find(|c: char| !fold::is_name_character(c)).unwrap_or(text.len());
    let word = text.get(..length).unwrap_or_default();
    let word = word.get(..fold::letters(word)).unwrap_or_default();
    Keyword::named(word).is_some_and(|keyword| keyword.role() == Role::Heading)
}

/// Whether a text ends in something that needs more.
fn ends_open(text: &str) -> bool {
    const WORDS: [Keyword; 7] =
        [Keyword::And, Keyword::Or, Keyword::Not, Keyword::Is, Keyword::IsNot, Keyword::In, Keyword::To];
    let last = text.rsplit(|c: char| !fold::is_name_character(c)).next().unwrap_or_default();
    text.ends_with(['+', '-', '×', '÷', '*', '/', '=', '<', '>', ',', ':', '|', '~'])
        || WORDS.iter().any(|keyword| keyword.zh() == last || keyword.en() == last)
}
