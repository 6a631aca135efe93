//! What kind of file some bytes are: told by the bytes, since names lie.

use crate::workbook::damage::Damage;

/// A kind of workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Excel since 2007, and WPS: .xlsx and .xlsm.
    Xlsx,
    /// Excel before 2007: .xls.
    Xls,
    /// LibreOffice: .ods.
    Ods,
}

/// What a compound file begins with: Office before 2007, and encrypted files since.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What an archive begins with: a file, or the end of one that holds none.
const ARCHIVE: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// The kind of workbook that some bytes are; `None` where they look like text, a reason where they are something else
/// that people send in place of a workbook.
pub(crate) fn of(bytes: &[u8]) -> Option<Result<Format, Damage>> {
    if ARCHIVE.iter().any(|sign| bytes.starts_with(sign)) {
        return Some(archive(bytes));
    }
    if bytes.starts_with(COMPOUND) {
        return Some(compound(bytes));
    }
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start().to_ascii_lowercase();
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| start.starts_with(sign));
    if begins(&[b"<html", b"<!doctype html", b"<table", b"<head", b"<meta"]) {
        return Some(Err(Damage::other("网页（HTML）", "a web page (HTML)")));
    }
    // Other XML may be what a phone sent.
    if begins(&[b"<?xml"]) && is_of_excel(bytes) {
        return Some(Err(Damage::other(" XML 文件", "an XML file")));
    }
    if begins(&[b"%pdf"]) {
        return Some(Err(Damage::other(" PDF 文件", "a PDF file")));
    }
    None
}

/// Whether a file has the name of a workbook: all that is known of one with nothing in it.
pub(crate) fn is_named_so(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".xlsx", ".xlsm", ".xls", ".ods"].iter().any(|ending| name.ends_with(ending))
}

/// The directory of an archive names its parts in plain bytes.
fn archive(bytes: &[u8]) -> Result<Format, Damage> {
    let names = |name: &[u8]| contains(bytes, name);
    if names(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") {
        Ok(Format::Ods)
    } else if names(b"xl/workbook.bin") {
        Err(Damage::other("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"))
    } else if names(b"xl/") {
        Ok(Format::Xlsx)
    } else if names(b"word/document.xml") {
        Err(Damage::other(" Word 文档", "a Word document"))
    } else if names(b"[Content_Types].xml") {
        Ok(Format::Xlsx)
    } else {
        Err(Damage::NotAWorkbook)
    }
}

/// The directory of a compound file names its streams in UTF-16.
fn compound(bytes: &[u8]) -> Result<Format, Damage> {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if names("EncryptedPackage") {
        Err(Damage::Password)
    } else if names("WordDocument") {
        Err(Damage::other(" Word 文档", "a Word document"))
    } else {
        Ok(Format::Xls)
    }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = wanted.first().and_then(|first| rest.iter().position(|byte| byte == first)) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(wanted) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Whether XML is a workbook as Excel 2003 wrote it.
fn is_of_excel(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..2048).unwrap_or(bytes);
    let name = b"urn:schemas-microsoft-com:office:spreadsheet";
    beginning.windows(name.len()).any(|words| words == name)
}

#[cfg(test)]
mod tests {
    use super::Format;
    use super::of;
    use crate::workbook::damage::Damage;

    #[test]
    fn bytes_tell_what_a_file_is() {
        assert_eq!(of("单元,垃圾".as_bytes()), None);
        assert_eq!(of("PK值,垃圾".as_bytes()), None);
        assert_eq!(of(b""), None);
        assert_eq!(of(b"PK\x03\x04..xl/workbook.xml"), Some(Ok(Format::Xlsx)));
        assert_eq!(of(b"PK\x05\x06"), Some(Err(Damage::NotAWorkbook)));
        for other in [
            &b"\xef\xbb\xbf <HTML>"[..],
            b"<?xml?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
            b"%PDF-1.7",
            b"PK\x03\x04..word/document.xml",
        ] {
            assert!(matches!(of(other), Some(Err(Damage::Other(_)))), "{other:?}");
        }
    }
}
