//! How wide a text is and how high the row that holds it: spreadsheets do not say before they draw.

/// The height of one line, in points.
pub(crate) const LINE: u32 = 14;

/// The width of a text in columns of a digit: Chinese characters take two.
pub(crate) fn width(text: &str) -> u32 {
    text.chars().map(|character| if wide(character) { 2 } else { 1 }).sum()
}

/// How many lines a text takes in a column so wide.
pub(crate) fn lines(text: &str, column: u32) -> u32 {
    // A little is left free at both sides.
    let room = column.saturating_sub(2).max(2);
    text.lines().map(|line| width(line).div_ceil(room).max(1)).sum::<u32>().max(1)
}

/// The height of a row of which the fullest cell has so many lines.
pub(crate) fn height(lines: u32) -> u32 {
    lines.max(1).saturating_mul(LINE).saturating_add(5)
}

fn wide(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{2ff}')
}

#[cfg(test)]
mod tests {
    use super::lines;
    use super::width;

    #[test]
    fn chinese_takes_two() {
        assert_eq!(width("市容 A"), 6);
        assert_eq!(lines("市容环境卫生", 14), 1);
        assert_eq!(lines("市容环境卫生", 13), 2);
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("一\n二", 10), 2);
    }
}
