//! Workbooks with bytes changed at random, in the archive and in the parts inside it; and small files that are huge
//! once they are unpacked.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;

use weiheng::SourceId;
use weiheng_tabular::workbook;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::suite::hostile::Attack;
use crate::suite::hostile::attack;
use crate::suite::workbook::of_corpus;

const FORM: &str = "[填报]\n条款 | 观测 | 单位 | 填写\n | 单元 | | 东街\n | 评定日 | | 2024-05-01\n\
    1 | 暴露垃圾 | 处 | 3\n2 | 满意率 | % | 87.5%\n3 | 时长 | 小时 | =33/2 -> 16.5\n\
    [名录：市场]\n名录：市场\n序号 | 名称 | 占道\n1 | 东市 | 2\n[weiheng hidden]\nformat | 1\nstandard | 街道\n";

/// What workbooks may bring.
pub(super) fn all() -> Vec<(String, Attack)> {
    vec![
        attack("changed bytes in a workbook", || {
            let whole = crate::suite::workbook::bytes(FORM)?;
            (0..300).for_each(|seed| read(&changed(&whole, seed)));
            Ok(())
        }),
        attack("a workbook cut at any byte", || {
            let whole = crate::suite::workbook::bytes(FORM)?;
            (0..whole.len()).step_by(97).for_each(|end| read(whole.get(..end).unwrap_or_default()));
            Ok(())
        }),
        attack("changed bytes in the parts of an .xlsx", || {
            let whole = crate::suite::workbook::bytes(FORM)?;
            parts_changed(&whole, 400)
        }),
        attack("changed bytes in the parts of an .ods", || parts_changed(&of_corpus("street.ods")?, 300)),
        attack("changed bytes in an .xls", || {
            let whole = of_corpus("street.xls")?;
            (0..1_500).for_each(|seed| read(&changed(&whole, seed)));
            Ok(())
        }),
        attack("an archive that unpacks to a gigabyte", || refused(&bomb()?, "太大")),
        attack("an .ods that repeats a cell a billion times", || refused(&repeated()?, "太大")),
        attack("a million blank rows with a format", million_blank_rows),
        attack("a cell in the last corner of a sheet", last_corner),
    ]
}

/// Reads bytes in whatever way; all that matters is that it ends without a panic.
fn read(bytes: &[u8]) {
    if let Some(Ok(source)) = workbook::render("a.xlsx", bytes) {
        drop(workbook::read(SourceId(0), &source));
    }
}

fn refused(bytes: &[u8], words: &str) -> Result<(), String> {
    match workbook::render("a.xlsx", bytes) {
        Some(Err(damage)) if damage.diagnostic(SourceId(0)).message.zh.contains(words) => Ok(()),
        Some(Err(damage)) => Err(format!("{damage:?}")),
        Some(Ok(_)) => Err("it was read".to_owned()),
        None => Err("it was taken for text".to_owned()),
    }
}

/// The bytes with a few of them changed, the same for the same seed.
fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % most.max(1)
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..=next(6) {
        let at = next(bytes.len());
        let value = u8::try_from(next(256)).unwrap_or_default();
        if let Some(byte) = bytes.get_mut(at) {
            *byte = value;
        }
    }
    bytes
}

/// Changes one part of an archive at a time, so that the change is not merely a wrong checksum.
fn parts_changed(bytes: &[u8], seeds: u64) -> Result<(), String> {
    let parts = unpacked(bytes)?;
    for seed in 0..seeds {
        let chosen = usize::try_from(seed).unwrap_or_default() % parts.len().max(1);
        let parts = parts.iter().enumerate();
        let parts: Vec<(&str, Vec<u8>)> = parts
            .map(|(at, (name, content))| {
                (name.as_str(), if at == chosen { changed(content, seed) } else { content.clone() })
            })
            .collect();
        read(&packed(&parts)?);
    }
    Ok(())
}

fn unpacked(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|error| error.to_string())?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).map_err(|error| error.to_string())?;
        parts.push((part.name().map_err(|error| error.to_string())?.into_owned(), content));
    }
    Ok(parts)
}

fn packed(parts: &[(&str, Vec<u8>)]) -> Result<Vec<u8>, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        archive.write_all(content).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// A sheet of blanks: a gigabyte of them is a megabyte in the archive.
fn bomb() -> Result<Vec<u8>, String> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default().large_file(true))
        .map_err(|error| error.to_string())?;
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..1_024 {
        archive.write_all(&blanks).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

fn repeated() -> Result<Vec<u8>, String> {
    let content = "<office:document-content><table:table table:name=\"一\">\
        <table:table-row table:number-rows-repeated=\"1048576\">\
        <table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>\
        </table:table-row></table:table></office:document-content>";
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [("mimetype", mimetype), ("content.xml", content)] {
        archive.start_file(name, stored).map_err(|error| error.to_string())?;
        archive.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// As when somebody gives a format to whole columns: read, since what is written there is little.
fn million_blank_rows() -> Result<(), String> {
    let mut parts = unpacked(&crate::suite::workbook::bytes(FORM)?)?;
    let rows: String =
        (20..=1_048_576).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>")).collect();
    let sheet = parts.iter_mut().find(|(name, _)| name == "xl/worksheets/sheet1.xml").ok_or("no sheet")?;
    let text = String::from_utf8_lossy(&sheet.1).replace("</sheetData>", &format!("{rows}</sheetData>"));
    sheet.1 = text.into_bytes();
    let parts: Vec<(&str, Vec<u8>)> =
        parts.iter().map(|(name, content)| (name.as_str(), content.clone())).collect();
    let source = workbook::render("a.xlsx", &packed(&parts)?)
        .ok_or("text")?
        .map_err(|damage| format!("{damage:?}"))?;
    let units = workbook::read(SourceId(0), &source).value.ok_or("it has problems")?;
    if source.text.len() < 1_000 && units.len() == 1 {
        Ok(())
    } else {
        Err("blank rows were kept".to_owned())
    }
}

/// One value far away: the rendition has a line for each row above it, and no more.
fn last_corner() -> Result<(), String> {
    let text = format!("{FORM}[远]\nrow 1048576\n1\n");
    let source = workbook::render("a.xlsx", &crate::suite::workbook::bytes(&text)?);
    let source = source.ok_or("text")?.map_err(|damage| format!("{damage:?}"))?;
    let cell = source.cell(u32::try_from(source.text.len() - 2).unwrap_or_default());
    match cell.map(|cell| cell.address()) {
        Some(address) if address == "A1048576" => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
