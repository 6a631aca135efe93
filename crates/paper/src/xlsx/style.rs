//! The formats of a workbook.

use rust_xlsxwriter::Format;
use rust_xlsxwriter::FormatAlign;
use rust_xlsxwriter::FormatBorder;

/// The formats of cells.
pub(crate) struct Styles {
    /// The title of a sheet.
    pub(crate) title: Format,
    /// The head of a column, and the word before a value.
    pub(crate) head: Format,
    /// Words.
    pub(crate) text: Format,
    /// Words that matter most.
    pub(crate) strong: Format,
    /// Numbers.
    pub(crate) number: Format,
    /// Numbers with their sign.
    pub(crate) change: Format,
    /// Numbers said in words.
    pub(crate) right: Format,
}

impl Styles {
    /// The formats of every report.
    pub(crate) fn new() -> Self {
        let plain = || Format::new().set_font_name("宋体").set_font_size(10.5).set_align(FormatAlign::Top);
        let cell = || plain().set_border(FormatBorder::Thin).set_border_color(GREY).set_text_wrap();
        let head = || cell().set_bold().set_background_color(LIGHT).set_align(FormatAlign::Center);
        Self {
            title: plain()
                .set_bold()
                .set_font_size(16)
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            head: head().set_align(FormatAlign::VerticalCenter),
            text: cell().set_align(FormatAlign::Left),
            strong: cell().set_align(FormatAlign::Left).set_bold().set_font_size(14),
            number: cell().set_align(FormatAlign::Right),
            change: cell().set_align(FormatAlign::Right).set_num_format("+General;-General;0"),
            right: cell().set_align(FormatAlign::Right),
        }
    }
}

/// Lines between cells.
const GREY: u32 = 0x80_80_80;
/// Behind heads.
const LIGHT: u32 = 0xF1_F1_EF;
