//! How the values of a form are written where nothing has to be understood: those of a table, those of objects.

use weiheng::Date;
use weiheng::observation::date_of;

use crate::footing::is_note_text;
use crate::footing::is_total;
use crate::stream::array::plain_text;
use crate::stream::door::Door;
use crate::stream::frame::unquoted;
use crate::stream::number::number;

/// A way of writing values.
pub(crate) trait Notation {
    /// What mostly stands for yes.
    const YES: [&str; 3];
    /// What mostly stands for no.
    const NO: [&str; 3];

    /// The name of a unit.
    fn name(text: &str) -> Option<&str>;
    /// What is handed on.
    fn kept(text: &str) -> Option<&str>;
    /// A date; `Some(None)` where there is none.
    #[expect(clippy::option_option, reason = "no date is an answer too")]
    fn date(text: &str) -> Option<Option<Date>>;
    /// A value in steps of its fact; the code is that of 不适用.
    fn steps(text: &str, door: &Door, code: Option<i64>) -> Option<i64>;
    /// Whether nothing is said.
    fn is_blank(text: &str) -> bool;
}

/// Cells of a table.
#[derive(Debug)]
pub(crate) struct Written;

/// Scalars of JSON, whatever is escaped apart.
#[derive(Debug)]
pub(crate) struct Json;

impl Notation for Written {
    const YES: [&str; 3] = ["true", "是", "1"];
    const NO: [&str; 3] = ["false", "否", "0"];

    fn name(text: &str) -> Option<&str> {
        let foot = |first: char| "合总小累平tsamTSAM注备说填制审负单联检签nN".contains(first);
        let name = unquoted(text).filter(|name| is_plain_name(name))?;
        let is_foot = name.starts_with(foot) && (is_total(name) || is_note_text(name));
        (!is_foot).then_some(name)
    }

    fn kept(text: &str) -> Option<&str> {
        unquoted(text).map(str::trim)
    }

    fn date(text: &str) -> Option<Option<Date>> {
        match unquoted(text)? {
            "" => Some(None),
            text => date_of(text).map(Some),
        }
    }

    fn steps(text: &str, door: &Door, code: Option<i64>) -> Option<i64> {
        plain_text(unquoted(text)?, door, code)
    }

    fn is_blank(text: &str) -> bool {
        text.is_empty()
    }
}

impl Notation for Json {
    const YES: [&str; 3] = ["true", "\"是\"", "1"];
    const NO: [&str; 3] = ["false", "\"否\"", "0"];

    /// A string, or the digits of a register.
    fn name(text: &str) -> Option<&str> {
        match number(text.as_bytes()) {
            Some((0.., 0, length)) if length == text.len() => Some(text),
            _ => string(text).filter(|name| is_plain_name(name)),
        }
    }

    /// A string, a number or a truth, as it is written.
    fn kept(text: &str) -> Option<&str> {
        let is_number = || number(text.as_bytes()).is_some_and(|(_, _, length)| length == text.len());
        if text == "true" || text == "false" || is_number() { Some(text) } else { string(text) }
    }

    fn date(text: &str) -> Option<Option<Date>> {
        date_of(string(text)?).map(Some)
    }

    fn steps(text: &str, door: &Door, code: Option<i64>) -> Option<i64> {
        match text {
            "true" | "false" => door.truth(text == "true"),
            _ if text.starts_with('"') => door.word(string(text).filter(|word| !word.is_empty())?),
            _ => {
                let (digits, decimals, length) = number(text.as_bytes())?;
                let is_code = decimals == 0 && code == Some(digits);
                if is_code || length < text.len() { None } else { door.number(digits, decimals) }
            }
        }
    }

    fn is_blank(text: &str) -> bool {
        text == "null"
    }
}

/// What a string without escapes says.
fn string(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = |byte: u8| !matches!(byte, b'"' | b'\\' | 0..0x20);
    inside.bytes().all(is_plain).then_some(inside)
}

/// Whether a name needs no second look.
fn is_plain_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with(char::is_whitespace) && !name.ends_with(char::is_whitespace)
}
