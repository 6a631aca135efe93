//! Workbooks: .xlsx, .xls and .ods, first rendered as text ([`render`]), then read as observations ([`read`]).

mod archive;
mod book;
mod damage;
mod fact_sheets;
mod format;
mod number;
mod ods;
mod ods_cell;
mod records;
mod rendition;
mod sheet;
mod xls;
mod xlsx;

use std::panic::catch_unwind;

use weiheng::Source;

pub use crate::workbook::book::read;
pub use crate::workbook::book::understood;
pub use crate::workbook::damage::Damage;
use crate::workbook::format::Format;
use crate::workbook::rendition::Cells;
use crate::workbook::rendition::Rendition;

/// The name of the hidden sheet by which a form is recognised.
pub(crate) const FORM: &str = "weiheng";

/// A sheet as it was read.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) cells: Cells,
}

/// Renders a workbook as text: a line a row, tabs between the cells, every cell as a person sees it. `None` where the
/// bytes are text, whatever the name of the file says. Hidden sheets are left out, but for the one that tells which
/// form it is.
///
/// ```
/// assert_eq!(weiheng_tabular::workbook::render("甲市.xlsx", "单元,垃圾".as_bytes()), None);
/// let damage = weiheng_tabular::workbook::render("甲市.xls", b"<html><table>").unwrap().unwrap_err();
/// assert_eq!(damage.diagnostic(Default::default()).message.zh, "这是网页（HTML），不是工作簿");
/// ```
pub fn render(name: &str, bytes: &[u8]) -> Option<Result<Source, Damage>> {
    if bytes.is_empty() && format::is_named_so(name) {
        return Some(Err(Damage::Empty));
    }
    Some(
        format::of(bytes)?.and_then(|format| rendered(format, bytes)).map(|rendition| rendition.source(name)),
    )
}

fn rendered(format: Format, bytes: &[u8]) -> Result<Rendition, Damage> {
    // The library that reads .xls indexes into damaged files without looking; what it makes of them is damage too.
    let parts = catch_unwind(|| match format {
        Format::Xlsx => xlsx::sheets(bytes),
        Format::Xls => xls::sheets(bytes),
        Format::Ods => ods::sheets(bytes),
    });
    let parts = parts.unwrap_or_else(|_| Err(Damage::Broken("out of bounds".to_owned())))?;
    let mut rendition = Rendition::default();
    for part in parts.into_iter().filter(|part| !part.hidden || part.name == FORM) {
        rendition.sheet(&part.name, part.cells)?;
    }
    Ok(rendition)
}
