//! The pages of a form on paper: LibreOffice prints it, and every page ends where the form says.

use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

/// A sheet of a workbook: its name, whether it is printed, and its text.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) text: String,
}

/// The sheets of a workbook, in their order.
pub(crate) fn sheets(workbook: &[u8]) -> Vec<Sheet> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook is an archive");
    let mut file = |path: &str| {
        let mut text = String::new();
        archive.by_name(path).expect("a part of a workbook").read_to_string(&mut text).expect("it is text");
        text
    };
    let names = file("xl/workbook.xml");
    let sheets = (1..).zip(names.split("<sheet ").skip(1)).map(|(at, sheet)| {
        let (_, name) = sheet.split_once("name=\"").expect("a name");
        let (name, rest) = name.split_once('"').expect("a name ends");
        let hidden = rest.split('>').next().is_some_and(|rest| rest.contains("state=\"hidden\""));
        Sheet { name: name.to_owned(), hidden, text: file(&format!("xl/worksheets/sheet{at}.xml")) }
    });
    sheets.collect()
}

/// How many pages a form takes when pages end where it says and nowhere else.
pub(crate) fn meant(workbook: &[u8]) -> usize {
    let sheets = sheets(workbook);
    let printed = sheets.iter().filter(|sheet| !sheet.hidden);
    printed.map(|sheet| sheet.text.matches("<brk ").count() + 1).sum()
}

/// How many pages a PDF has.
pub(crate) fn printed(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let pages = text.split("/Type/Page").skip(1).filter(|rest| !rest.starts_with('s'));
    pages.count()
}
