//! How a sheet comes out on paper: A4, one page wide, headings on every page, no clause torn from its heading.
//!
//! Excel takes no notice of page breaks where it fits a sheet to the page itself, so the scale is worked out here.

use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use weiheng::Language;

use crate::wording::say;

/// The width of a page between its margins, in points, a little of it left free.
const PORTRAIT: u32 = 510;
const LANDSCAPE: u32 = 757;
/// The height of a page between its margins.
const PORTRAIT_HEIGHT: u32 = 700;
const LANDSCAPE_HEIGHT: u32 = 455;
/// No spreadsheet prints smaller than so many in a hundred.
const SMALLEST: u32 = 10;
/// So many page breaks does Excel take on a sheet.
const BREAKS: usize = 1023;

/// A row of a sheet, as it is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The row, counted from 0.
    pub(crate) row: u32,
    /// Its height in points.
    pub(crate) height: u32,
    /// Whether something starts here, so that a page may end before it.
    pub(crate) starts: bool,
}

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
        sheet.set_print_scale(self.scale());
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
        let scale = room.saturating_mul(100).checked_div(wide).unwrap_or(100);
        u16::try_from(scale.clamp(SMALLEST, 100)).unwrap_or(100)
    }

    /// The width of all columns in points: three quarters of their pixels, and a fifteenth to spare for screens that
    /// draw digits wider.
    fn points(&self) -> u32 {
        self.widths.iter().map(|width| width.saturating_mul(7).saturating_add(5)).sum::<u32>() * 80 / 100
    }

    /// The rows before which a page ends, so that rows that belong together stay together; what is longer than a page
    /// is parted between its rows. `above`: the height of what stands over the first line; `repeated`: that of the
    /// headings.
    pub(crate) fn breaks(&self, above: u32, repeated: u32, lines: &[Line]) -> Vec<u32> {
        let height = if self.landscape { LANDSCAPE_HEIGHT } else { PORTRAIT_HEIGHT };
        let room = height.saturating_mul(100).checked_div(u32::from(self.scale())).unwrap_or(height);
        let (mut first, mut start, mut used) = (0, 0, above);
        let mut breaks = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if line.starts {
                start = at;
            }
            while used.saturating_add(line.height) > room && first < at {
                first = if start > first { start } else { at };
                let kept = lines.get(first..at).unwrap_or_default();
                used = kept.iter().map(|line| line.height).sum::<u32>().saturating_add(repeated);
                breaks.extend(lines.get(first).map(|line| line.row));
            }
            used = used.saturating_add(line.height);
        }
        breaks.truncate(BREAKS);
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
    use weiheng::Language;

    use super::Line;
    use super::Page;
    use super::header;

    fn page(widths: &[u32]) -> Page<'_> {
        Page { landscape: false, widths, last: 0, heading: None, head: "", language: Language::Zh }
    }

    /// Lines of these heights; those below 0 go on with what stands above them.
    fn lines(heights: &[i32]) -> Vec<Line> {
        let line =
            |(row, height): (u32, &i32)| Line { row, height: height.unsigned_abs(), starts: *height > 0 };
        (10..).zip(heights).map(line).collect()
    }

    #[test]
    fn a_name_means_itself_in_a_header() {
        assert_eq!(header("2014 年 A&B 标准"), "&L&9 2014 年 A&&B 标准");
    }

    #[test]
    fn columns_fit_the_page() {
        assert_eq!(page(&[40, 40]).scale(), 100);
        // 1410 pixels are 1058 points, on paper 476 of 523.
        assert_eq!(page(&[100, 100]).scale(), 45);
        assert_eq!(page(&[1000; 20]).scale(), 10);
    }

    #[test]
    fn a_page_ends_where_something_starts() {
        let breaks = |heights: &[i32]| page(&[40]).breaks(50, 20, &lines(heights));
        assert_eq!(breaks(&[300, 300, 300]), [12]);
        // What goes on at the end of the page is taken to the next from its start.
        assert_eq!(breaks(&[300, 200, -200, 200]), [11]);
        assert_eq!(breaks(&[300, 200, -200, 200, 100]), [11, 14]);
    }

    #[test]
    fn what_is_longer_than_a_page_is_parted_between_its_rows() {
        let breaks = |heights: &[i32]| page(&[40]).breaks(50, 20, &lines(heights));
        assert_eq!(breaks(&[400, -400, -400, 200]), [11, 12]);
        assert_eq!(breaks(&[100, 400, -400]), [11, 12]);
        assert_eq!(breaks(&[900, 10]), [11], "no page is empty");
    }
}
