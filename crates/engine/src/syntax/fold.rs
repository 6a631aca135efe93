//! Marks as people type them, folded to the one set the grammar knows.

use crate::fullwidth;

/// What the grammar sees for a character outside quoted text, written into `buffer`.
pub(super) fn fold(character: char, buffer: &mut String) {
    buffer.clear();
    match character {
        '≥' | '≧' | '⩾' => buffer.push_str(">="),
        '≤' | '≦' | '⩽' => buffer.push_str("<="),
        '≠' => buffer.push_str("!="),
        '～' | '〜' | '—' | '–' | '―' => buffer.push('~'),
        '【' => buffer.push('['),
        '】' => buffer.push(']'),
        '、' => buffer.push(','),
        '✕' | '✖' | '⨯' => buffer.push('×'),
        '➗' | '∕' | '⁄' => buffer.push('÷'),
        '\u{feff}' | '\u{200b}' => buffer.push(' '),
        other if other.is_whitespace() => buffer.push(' '),
        other => buffer.push(fullwidth::to_ascii(other)),
    }
}

/// The mark that closes text opened by `character`, where it opens any.
pub(super) fn closing_quote(character: char) -> Option<char> {
    match character {
        '"' | '＂' => Some(character),
        '“' | '”' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}

/// Whether a character is one of the usual ones of a name, which fold to themselves: a Chinese character, an ASCII
/// letter or digit.
pub(super) fn is_plain_name_character(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | 'a'..='z' | 'A'..='Z' | '0'..='9' | '_')
}

/// Where the digits that end a word begin, as in 扣2分; the length of the word where it is of one kind.
pub(super) fn letters(word: &str) -> usize {
    let digit = |character: char| match character {
        '\u{4e00}'..='\u{9fff}' => false,
        other => other.is_numeric(),
    };
    word.find(digit).filter(|_| !word.is_ascii()).unwrap_or(word.len())
}

/// Whether a character can be part of a name; the grammar says the same.
pub(super) fn is_name_character(character: char) -> bool {
    is_plain_name_character(character) || character.is_alphanumeric()
}
