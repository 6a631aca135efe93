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

/// Whether a character can be part of a name; the grammar says the same.
pub(super) fn is_name_character(character: char) -> bool {
    character == '_' || character.is_alphanumeric()
}
