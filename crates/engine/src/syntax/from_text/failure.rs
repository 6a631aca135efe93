//! What pest's one error says, in the author's words.

use pest::error::Error;
use pest::error::ErrorVariant;
use pest::error::InputLocation;

use crate::diagnostic::suggestion;
use crate::syntax::fold::is_name_character;
use crate::syntax::from_text::node::Place;
use crate::syntax::grammar::Rule;
use crate::syntax::keyword::Keyword;
use crate::syntax::keyword::Role;
use crate::syntax::label;
use crate::syntax::problem::Problem;
use crate::words::Words;

/// More alternatives than this help nobody.
const MOST_EXPECTED: usize = 5;

/// The problem behind a line that the grammar refused; `grades` are those of a verdict above, if any.
pub(super) fn problem(place: Place<'_>, error: &Error<Rule>, grades: &[&str]) -> Problem {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let text = place.line.text.as_str();
    let before = text.get(..at).unwrap_or_default().trim_end();
    let rest = text.get(at..).unwrap_or_default();
    let at = text.len() - rest.trim_start().len();
    let found = token(rest.trim_start());
    let span = place.line.span(at, at + found.len());
    let allowed = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    if found == "=" && !allowed.contains(&Rule::assign) {
        return Problem::SingleEquals { span };
    }
    if before.is_empty() {
        return opening(found, span, grades);
    }
    if let Some(glued) = glued_here(found, span).or_else(|| glued_before(place, before)) {
        return glued;
    }
    let found = if found == "\n" { String::new() } else { found.to_owned() };
    Problem::Unexpected { found, expected: expected(allowed), span }
}

/// The word or mark at which reading stopped.
fn token(rest: &str) -> &str {
    let word = rest.find(|c: char| !is_name_character(c)).unwrap_or(rest.len());
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.find('"')).map(|end| end + 2);
    let length = match rest.chars().next() {
        Some('"') => quoted.unwrap_or(rest.len()),
        Some('<' | '>' | '!' | '=') if rest.get(1..2) == Some("=") => 2,
        Some(first) if !is_name_character(first) => first.len_utf8(),
        _ => word,
    };
    rest.get(..length).unwrap_or_default()
}

/// A statement that opens with something else than its keyword.
fn opening(word: &str, span: crate::source::Span, grades: &[&str]) -> Problem {
    let known = Keyword::named(word).is_some_and(|keyword| keyword.role() != Role::Local);
    if known || word.is_empty() || !word.starts_with(is_name_character) {
        return Problem::OpensNothing { word: word.to_owned(), span };
    }
    let openers = || Keyword::ALL.iter().filter(|keyword| keyword.opens_statement());
    let spellings = openers()
        .flat_map(|keyword| [keyword.zh(), keyword.en()])
        .filter(|spelling| spelling.chars().count() > 1);
    let nearest = suggestion::nearest(word, spellings.chain(grades.iter().copied())).map(str::to_owned);
    let long = nearest.as_ref().is_some_and(|nearest| nearest.chars().count() == word.chars().count());
    match glued_here(word, span) {
        Some(glued) if !long => glued,
        _ => Problem::UnknownKeyword { word: word.to_owned(), nearest, span },
    }
}

/// `每暴露垃圾`: a word that opens with a keyword, and is none itself.
fn glued_here(word: &str, span: crate::source::Span) -> Option<Problem> {
    if Keyword::named(word).is_some() {
        return None;
    }
    let (keyword, spelling) = Keyword::ALL
        .iter()
        .flat_map(|keyword| {
            keyword.aliases().iter().copied().chain([keyword.zh()]).map(move |zh| (*keyword, zh))
        })
        .filter(|(keyword, zh)| joins(*keyword) && word.starts_with(zh) && word.len() > zh.len())
        .max_by_key(|(_, zh)| zh.len())?;
    let rest = word.get(spelling.len()..)?;
    if rest.starts_with(|c: char| c.is_numeric()) {
        return None;
    }
    Some(Problem::Glued { keyword, word: word.to_owned(), apart: format!("{spelling} {rest}"), span })
}

/// `满意率低于 85%`: reading stopped after a word that closes with a keyword.
fn glued_before(place: Place<'_>, before: &str) -> Option<Problem> {
    let start = before
        .rfind(|c: char| !is_name_character(c))
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = before.get(start..)?;
    let (keyword, spelling) = Keyword::ALL
        .iter()
        .flat_map(|keyword| {
            keyword.aliases().iter().copied().chain([keyword.zh()]).map(move |zh| (*keyword, zh))
        })
        .filter(|(keyword, zh)| joins(*keyword) && word.ends_with(zh) && word.len() > zh.len())
        .max_by_key(|(_, zh)| zh.len())?;
    if Keyword::named(word).is_some() {
        return None;
    }
    let name = word.get(..word.len() - spelling.len())?;
    let span = place.line.span(start, start + word.len());
    Some(Problem::Glued { keyword, word: word.to_owned(), apart: format!("{name} {spelling}"), span })
}

/// Keywords that people write without a blank.
fn joins(keyword: Keyword) -> bool {
    (keyword.opens_statement()
        && keyword.role() != Role::Word
        && !matches!(keyword, Keyword::Columns | Keyword::Row))
        || (keyword.is_reserved()
            && !matches!(
                keyword,
                Keyword::Yes
                    | Keyword::No
                    | Keyword::Chapters
                    | Keyword::Clauses
                    | Keyword::From
                    | Keyword::Starred
            ))
}

fn expected(allowed: &[Rule]) -> Vec<Words> {
    let mut words: Vec<Words> = Vec::new();
    let end = allowed.iter().filter(|rule| **rule == Rule::EOI);
    for word in allowed.iter().filter(|rule| **rule != Rule::EOI).chain(end).map(|rule| label::of(*rule)) {
        if !words.contains(&word) && !word.zh.is_empty() {
            words.push(word);
        }
    }
    if words.contains(&label::of(Rule::expression)) {
        let kinds =
            [Rule::name, Rule::number, Rule::string, Rule::date, Rule::paren, Rule::k_round].map(label::of);
        words.retain(|word| !kinds.contains(word));
    }
    words.truncate(MOST_EXPECTED);
    words
}
