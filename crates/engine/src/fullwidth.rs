//! Full-width forms, as Chinese input methods type them.

/// The ASCII character that a full-width form stands for; every other character unchanged.
///
/// ```
/// assert_eq!(weiheng::fullwidth::to_ascii('％'), '%');
/// assert_eq!(weiheng::fullwidth::to_ascii('垃'), '垃');
/// ```
pub fn to_ascii(character: char) -> char {
    match character {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        '。' => '.',
        '–' | '—' | '−' => '-',
        other => other,
    }
}

/// A whole text with its full-width forms replaced.
pub fn text_to_ascii(text: &str) -> String {
    text.chars().map(to_ascii).collect()
}
