//! How a sheet comes out on paper: A4, one page wide, headings on every page, no clause torn from its heading.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;

use crate::wording::say;

/// The width of a page between its margins, in points.
const PORTRAIT: u32 = 510;
const LANDSCAPE: u32 = 757;
/// The height of a page between its margins.
const PORTRAIT_HEIGHT: u32 = 700;
const LANDSCAPE_HEIGHT: u32 = 455;

/// A sheet to be printed.
pub(crate) struct Page<'p> {
    pub(crate) landscape: bool,
    /// The widths of its columns, in digits.
    pub(crate) widths: &'p [u32],
    /// The last row, counted from 0.
    pub(crate) last: u32,
    /// The row of headings that is repeated.
    pub(crate) heading: Option<u32>,
    /// What stands at the head of every page.
    pub(crate) head: &'p str,
    pub(crate) language: Language,
}

impl Page<'_> {
    /// Sets a sheet up.
    pub(crate) fn set(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, width) in (0_u16..).zip(self.widths) {
            sheet.set_column_width(column, *width)?;
        }
        let last = u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or_default();
        sheet.set_paper_size(9);
        if self.landscape {
            sheet.set_landscape();
        }
        sheet.set_margins(0.5, 0.5, 0.7, 0.6, 0.3, 0.3);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_print_center_horizontally(true);
        sheet.set_print_area(0, 0, self.last, last)?;
        let of = match self.language {
            Language::Zh => "第 &P 页 共 &N 页",
            Language::En => "page &P of &N",
        };
        sheet.set_header(header(self.head));
        sheet.set_footer(format!("&C&9{of}&R&9{}", say(self.language, "卫衡", "weiheng")));
        if let Some(heading) = self.heading {
            sheet.set_repeat_rows(heading, heading)?;
            sheet.set_freeze_panes(heading.saturating_add(1), 0)?;
        }
        sheet.set_screen_gridlines(false);
        sheet.protect();
        Ok(())
    }

    /// By how much it comes out smaller, in a hundred, so that its columns fit.
    fn scale(&self) -> u16 {
        let (wide, room) = (self.points().max(1), if self.landscape { LANDSCAPE } else { PORTRAIT });
        u16::try_from(room.saturating_mul(100).checked_div(wide).unwrap_or(100).clamp(40, 100)).unwrap_or(100)
    }

    /// The width of all columns in points, with some to spare for faces that are wider.
    fn points(&self) -> u32 {
        self.widths.iter().map(|width| width.saturating_mul(7).saturating_add(5)).sum::<u32>() * 78 / 100
    }

    /// The rows before which a page ends, so that rows that belong together stay together. `blocks`: the first row of
    /// each and its height in points; `above`: the height of what stands over the first.
    pub(crate) fn breaks(&self, above: u32, repeated: u32, blocks: &[(u32, u32)]) -> Vec<u32> {
        let height = if self.landscape { LANDSCAPE_HEIGHT } else { PORTRAIT_HEIGHT };
        let room = height.saturating_mul(100).checked_div(u32::from(self.scale())).unwrap_or(height);
        let (mut used, mut breaks) = (above, Vec::new());
        for (row, block) in blocks {
            if used.saturating_add(*block) > room && used > repeated {
                breaks.push(*row);
                used = repeated;
            }
            used = used.saturating_add(*block);
            // What is longer than a page goes on by itself.
            while used > room {
                used = used.saturating_sub(room.saturating_sub(repeated));
            }
        }
        breaks
    }
}

/// The head of a page. An ampersand of a name is written twice, and a digit of it is none of the size of the letters.
fn header(head: &str) -> String {
    let head: String = head.chars().take(100).collect();
    format!("&L&9 {}", head.replace('&', "&&"))
}

#[cfg(test)]
mod tests {
    use super::header;

    #[test]
    fn a_name_means_itself_in_a_header() {
        assert_eq!(header("2014 年 A&B 标准"), "&L&9 2014 年 A&&B 标准");
    }
}
