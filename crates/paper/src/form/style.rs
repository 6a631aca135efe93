//! The formats of cells: one face, thin lines, and colour only where something is typed or wrong.

use rust_xlsxwriter::Color;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::FormatBorder;

/// The face of texts, which every Chinese office has.
const FACE: &str = "宋体";
/// The face of titles.
const TITLE_FACE: &str = "黑体";
const LINES: Color = Color::RGB(0x00B8_B8B8);
const HEAD: Color = Color::RGB(0x00E9_EEF4);
const BAND: Color = Color::RGB(0x00F5_F7FA);
const INPUT: Color = Color::RGB(0x00FF_FBE8);
const QUIET: Color = Color::RGB(0x0070_7070);
/// The face of a cell without a format, by whose digits spreadsheets measure columns: every office has it, or one of the
/// same widths.
const MEASURE: &str = "Arial";
/// The height of a row and the width of a column that say nothing else, in pixels: a digit takes 7.
pub(crate) const ROW: u32 = 20;
pub(crate) const COLUMN: u32 = 64;
/// What fails.
pub(crate) const FAILED: Color = Color::RGB(0x00B0_2418);
/// What loses points.
pub(crate) const LOST: Color = Color::RGB(0x0098_5B00);

/// What a cell has that says nothing else.
pub(crate) fn measure() -> Format {
    Format::new().set_font_name(MEASURE).set_font_size(10)
}

/// Plain text.
pub(crate) fn text() -> Format {
    Format::new().set_font_name(FACE).set_font_size(10).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// A cell of a table, with a little room before its text.
pub(crate) fn cell() -> Format {
    bordered().set_indent(1)
}

/// A cell of a table that is read in the middle.
pub(crate) fn centred() -> Format {
    bordered().set_align(FormatAlign::Center)
}

fn bordered() -> Format {
    text().set_border(FormatBorder::Thin).set_border_color(LINES)
}

/// What is said beside.
pub(crate) fn quiet() -> Format {
    cell().set_font_color(QUIET).set_font_size(9)
}

/// What is said beside, outside any table.
pub(crate) fn note() -> Format {
    text().set_font_color(QUIET).set_font_size(9)
}

/// The heading of a column.
pub(crate) fn heading() -> Format {
    centred().set_bold().set_background_color(HEAD)
}

/// A chapter or section.
pub(crate) fn chapter() -> Format {
    cell().set_bold().set_background_color(HEAD)
}

/// A clause.
pub(crate) fn clause() -> Format {
    cell().set_bold().set_background_color(BAND)
}

/// A number or word of a clause.
pub(crate) fn clause_centred() -> Format {
    centred().set_bold().set_background_color(BAND)
}

/// The title of a sheet.
pub(crate) fn title() -> Format {
    Format::new()
        .set_font_name(TITLE_FACE)
        .set_font_size(15)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// The cell that is typed into.
pub(crate) fn input() -> Format {
    centred().set_background_color(INPUT).set_unlocked()
}

/// The cell for what one likes to say.
pub(crate) fn remark() -> Format {
    cell().set_unlocked()
}
