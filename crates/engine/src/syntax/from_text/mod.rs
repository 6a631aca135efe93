//! Reading: every logical line alone, then put together under its heading.

mod above;
mod act;
mod band;
mod batch;
mod cases;
mod declaration;
mod example;
mod expression;
mod fact;
mod factor;
mod failure;
pub(super) mod heading;
mod node;
mod number;
mod ranks;
mod table;
pub(super) mod window;
mod word;

pub use crate::syntax::from_text::cases::ParsedCases;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Diagnostics;
use crate::source::SourceId;
use crate::syntax::from_text::heading::Outline;
use crate::syntax::from_text::node::Node;
use crate::syntax::from_text::node::Place;
use crate::syntax::from_text::node::Read;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Role;
use crate::syntax::line::Line;
use crate::syntax::lines;
use crate::syntax::parse::Parse;
use crate::syntax::problem::Problem;
use crate::syntax::tree::Statement;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

/// What reading returns: a tree of everything that is legal, and what was wrong with the rest.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    /// Everything that could be read.
    pub tree: Tree,
    /// One problem for each statement that could not, sorted by place.
    pub diagnostics: Diagnostics,
}

/// A file with more problems than this is something else than a clause file.
const MOST_PROBLEMS: usize = 1000;

impl Tree {
    /// Reads a clause file. It never fails: a bad statement is left out and never hides the next.
    pub fn from_text(source: SourceId, text: &str) -> Parsed {
        read_into(Outline::default(), source, text)
    }
}

/// Reads a text into an outline.
fn read_into(outline: Outline, source: SourceId, text: &str) -> Parsed {
    let cut = lines::cut(source, text);
    let mut reader = Reader { outline, lost: Lost::Nothing, diagnostics: cut.problems };
    for line in &cut.lines {
        reader.line(Place { line, text });
    }
    let Reader { outline, diagnostics, .. } = reader;
    let mut first = Diagnostics::new();
    diagnostics.sorted().into_iter().take(MOST_PROBLEMS).for_each(|diagnostic| first.push(diagnostic));
    Parsed { tree: Tree { parts: outline.finish(), comments: cut.comments }, diagnostics: first }
}

struct Reader {
    outline: Outline,
    lost: Lost,
    diagnostics: Diagnostics,
}

/// A statement that could not be read, whose further lines say nothing new.
#[derive(PartialEq, Eq)]
enum Lost {
    Nothing,
    Verdict,
    Example,
    Columns,
}

impl Reader {
    fn line(&mut self, place: Place<'_>) {
        if place.line.heading {
            self.heading(place);
        } else if place.line.broken {
            self.lose(place.line);
        } else if self.belongs_to_verdict(place.line) {
            self.verdict_rule(place);
        } else {
            match Keyword::named(opening_letters(&place.line.text)) {
                Some(Keyword::Columns) => self.columns(place),
                Some(Keyword::Row) => self.row(place),
                _ => self.statement(place),
            }
        }
    }

    fn heading(&mut self, place: Place<'_>) {
        self.lost = Lost::Nothing;
        let part = if place.line.broken {
            heading::salvage_heading(place)
        } else {
            match read(place, Rule::heading_line, &[], heading::read_part) {
                Ok(part) => part,
                Err(problem) => {
                    self.blame(*problem);
                    heading::salvage_heading(place)
                }
            }
        };
        self.outline.open(part, &mut self.diagnostics);
    }

    /// Whether a line opens with a grade of the verdict above it.
    fn belongs_to_verdict(&mut self, line: &Line) -> bool {
        let first = first_word(&line.text);
        self.grades().contains(&first)
    }

    fn grades(&mut self) -> Vec<&str> {
        match self.outline.current().and_then(|part| part.body.last()).map(|statement| &statement.kind) {
            Some(StatementKind::Verdict(verdict)) => {
                verdict.grades.iter().map(|grade| grade.text.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }

    fn verdict_rule(&mut self, place: Place<'_>) {
        match read(place, Rule::verdict_line, &[], declaration::read_verdict_rule) {
            Ok(rule) => {
                if let Some(last) = self.outline.current().and_then(|part| part.body.last_mut())
                    && let StatementKind::Verdict(verdict) = &mut last.kind
                {
                    last.span = last.span.to(rule.span);
                    verdict.rules.push(rule);
                }
            }
            Err(problem) => self.blame(*problem),
        }
    }

    fn statement(&mut self, place: Place<'_>) {
        let grades = self.grades().into_iter().map(str::to_owned).collect::<Vec<_>>();
        let grades: Vec<&str> = grades.iter().map(String::as_str).collect();
        let rule = page(Keyword::named(first_word(&place.line.text)));
        let read = read(place, rule, &grades, |node| {
            Ok(match node.rule() {
                Rule::example => Piece::Example(example::read_example(node)?),
                Rule::given_line => Piece::Given(example::read_given_line(node)?),
                Rule::expect_line => Piece::Expect(example::read_expect_line(node)?),
                Rule::unit_line => Piece::Unit(example::read_unit_line(node)?),
                _ => Piece::Statements(declaration::read_statement(node)?),
            })
        });
        match read {
            Ok(piece) => self.accept(piece, place.line),
            Err(problem) => {
                let follows = self.lost == Lost::Verdict && is_verdict_rule(place);
                if !follows {
                    self.blame(*problem);
                }
                self.lose(place.line);
            }
        }
    }

    fn accept(&mut self, piece: Piece, line: &Line) {
        let span = line.whole();
        let lost = std::mem::replace(&mut self.lost, Lost::Nothing);
        let Some(part) = self.outline.current() else {
            let word = first_word(&line.text);
            let span = line.span(0, word.len());
            return self.blame(Problem::BeforeStandard { word: word.to_owned(), span });
        };
        let piece = match piece {
            Piece::Statements(statements) => return part.body.extend(statements),
            Piece::Example(example) => {
                return part.body.push(Statement { kind: StatementKind::Example(example), span });
            }
            piece => piece,
        };
        if let Some(Statement { kind: StatementKind::Example(example), span: whole }) = part.body.last_mut() {
            match piece {
                Piece::Given(given) => example.given.extend(given),
                Piece::Expect(expected) => example.expected.extend(expected),
                Piece::Unit(unit) => example.say(unit),
                Piece::Statements(_) | Piece::Example(_) => {}
            }
            *whole = whole.to(span);
        } else if lost == Lost::Example {
            self.lost = lost;
        } else {
            let word = first_word(&line.text);
            let keyword = Keyword::named(word).unwrap_or(Keyword::Given);
            self.blame(Problem::NoExample { keyword, span: line.span(0, word.len()) });
        }
    }

    fn lose(&mut self, line: &Line) {
        match opener(&line.text) {
            Some(Keyword::Verdict) => self.lost = Lost::Verdict,
            Some(Keyword::Example) => self.lost = Lost::Example,
            Some(Keyword::Columns) => self.lost = Lost::Columns,
            _ => {}
        }
    }

    fn blame(&mut self, problem: Problem) {
        self.diagnostics.push(Diagnostic::from(problem));
    }
}

/// What a statement line holds.
enum Piece {
    Statements(Vec<Statement>),
    Example(crate::syntax::tree::Example),
    Given(Vec<crate::syntax::tree::Given>),
    Expect(Vec<crate::syntax::tree::Expectation>),
    Unit(crate::syntax::tree::UnitLine),
}

/// The rule that reads a statement with this first word.
fn page(first: Option<Keyword>) -> Rule {
    match first {
        Some(
            Keyword::Fact
            | Keyword::Given
            | Keyword::Expect
            | Keyword::Unit
            | Keyword::Example
            | Keyword::Let
            | Keyword::Parameter
            | Keyword::Verdict
            | Keyword::Amend
            | Keyword::Delete,
        ) => Rule::declaration_line,
        Some(keyword) if keyword.role() == Role::Declaration => Rule::header_line,
        Some(Keyword::Applies | Keyword::Full | Keyword::Round | Keyword::Take) => Rule::header_line,
        Some(keyword) if matches!(keyword.role(), Role::Act | Role::Word) => Rule::act_line,
        _ => Rule::statement_line,
    }
}

/// Reads one line with one rule.
fn read<T>(
    place: Place<'_>,
    rule: Rule,
    grades: &[&str],
    reader: impl FnOnce(&Node<'_>) -> Read<T>,
) -> Read<T> {
    match Parse::of(&place.line.text, rule) {
        Ok(parse) => reader(&Node::within(place, &parse)?),
        Err(error) => Err(Box::new(failure::problem(place, &error, grades))),
    }
}

fn is_verdict_rule(place: Place<'_>) -> bool {
    Parse::of(&place.line.text, Rule::verdict_line).is_ok()
}

/// The keyword that says what a statement is; that of 改 评定 is 评定.
fn opener(text: &str) -> Option<Keyword> {
    let word = first_word(text);
    match Keyword::named(word) {
        Some(Keyword::Amend) => Keyword::named(first_word(text.trim_start().get(word.len()..)?)),
        keyword => keyword,
    }
}

/// The first word without the digits behind it, as in 行36%.
fn opening_letters(text: &str) -> &str {
    let word = first_word(text);
    word.get(..crate::syntax::fold::letters(word)).unwrap_or(word)
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    if let Some(quoted) = text.strip_prefix('「') {
        return quoted.split('」').next().unwrap_or_default();
    }
    let end = text.find(|c: char| !crate::syntax::fold::is_name_character(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}
