//! .ods, event by event: what is repeated is put down as often as it stands there, within the limits of a rendition.

use std::collections::BTreeSet;
use std::io::BufReader;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::workbook::Part;
use crate::workbook::archive;
use crate::workbook::damage::Damage;
use crate::workbook::ods_cell::OdsCell;
use crate::workbook::rendition::Cells;

/// The sheets with their filled cells.
pub(crate) fn sheets(bytes: &[u8]) -> Result<Vec<Part>, Damage> {
    archive::check(bytes)?;
    let mut archive = archive::open(bytes)?;
    if is_encrypted(&mut archive)? {
        return Err(Damage::Password);
    }
    let content = archive.by_name("content.xml").map_err(|error| archive::broken(&error))?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    xml.config_mut().expand_empty_elements = true;
    let mut sheets = Sheets::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|error| broken(&error))? {
            Event::Eof => break,
            event => sheets.take(&event)?,
        }
    }
    if sheets.sheet.is_some() {
        return Err(Damage::Broken("content.xml ends inside a table".to_owned()));
    }
    Ok(sheets.parts)
}

/// What has been read so far.
#[derive(Default)]
struct Sheets {
    parts: Vec<Part>,
    /// The styles of hidden sheets, and the style that is being declared.
    hidden: BTreeSet<String>,
    style: String,
    sheet: Option<Part>,
    row: u32,
    row_repeated: u32,
    column: u32,
    filled: Vec<(u32, u32, String)>,
    cell: Option<OdsCell>,
    /// How many comments and drawings are open, whose paragraphs are not those of the cell.
    asides: usize,
}

/// Rows and columns beyond those of Excel are not read.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

impl Sheets {
    fn take(&mut self, event: &Event<'_>) -> Result<(), Damage> {
        match event {
            Event::Start(start) => self.start(start),
            Event::End(end) => self.end(end.name().as_ref()),
            Event::Text(text) => self.text(&text.xml10_content()),
            Event::CData(text) => self.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character.to_string(),
                    _ => entity(reference.as_ref()).to_owned(),
                };
                self.text(&resolved)
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Damage> {
        match start.name().as_ref() {
            "style:style" => self.style = attribute(start, "style:name")?.unwrap_or_default(),
            "style:table-properties" if attribute(start, "table:display")?.as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table:table" => {
                let style = attribute(start, "table:style-name")?.unwrap_or_default();
                let name = attribute(start, "table:name")?.unwrap_or_default();
                let hidden = self.hidden.contains(&style);
                self.sheet = Some(Part { name, hidden, cells: Cells::default() });
                self.row = 0;
            }
            "table:table-row" => {
                self.row_repeated = repeated(start, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" => self.cell = Some(OdsCell::of(start)?),
            "table:covered-table-cell" => {
                self.column = self.column.saturating_add(repeated(start, "table:number-columns-repeated")?);
            }
            name if is_aside(name) => self.asides += 1,
            _ if self.asides > 0 => {}
            name => {
                if let Some(cell) = &mut self.cell {
                    cell.element(name, start)?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Damage> {
        match name {
            name if is_aside(name) => self.asides = self.asides.saturating_sub(1),
            "table:table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let repeated = cell.repeated.min(MOST_COLUMNS.saturating_sub(self.column));
                let text = cell.read();
                if !text.trim().is_empty() {
                    self.filled.push((self.column, repeated, text));
                }
                self.column = self.column.saturating_add(repeated);
            }
            "table:table-row" => self.end_row()?,
            "table:table" => self.parts.extend(self.sheet.take()),
            _ => {}
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Damage> {
        let end = self.row.saturating_add(self.row_repeated).min(MOST_ROWS);
        let filled = std::mem::take(&mut self.filled);
        if let Some(sheet) = self.sheet.as_mut().filter(|_| !filled.is_empty()) {
            for row in self.row..end {
                for (column, repeated, text) in &filled {
                    for column in *column..column.saturating_add(*repeated) {
                        sheet.cells.put(row, column, text)?;
                    }
                }
            }
        }
        self.row = end;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Damage> {
        match &mut self.cell {
            Some(cell) if self.asides == 0 => cell.write(text),
            _ => Ok(()),
        }
    }
}

/// Whether an element lies on a cell and is not what the cell says: a comment, or a picture.
fn is_aside(name: &str) -> bool {
    name == "office:annotation" || name.starts_with("draw:")
}

/// What a document of its own names need not be known: only these five are in use.
fn entity(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "apos" => "'",
        "quot" => "\"",
        _ => "",
    }
}

/// An attribute of an element.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Damage> {
    let found = start.try_get_attribute(name).map_err(|error| Damage::Broken(error.to_string()))?;
    let value = found.map(|found| found.normalized_value(XmlVersion::Implicit1_0).map(String::from));
    value.transpose().map_err(|error| broken(&error))
}

/// How often a row or a cell stands there.
pub(super) fn repeated(start: &BytesStart<'_>, name: &str) -> Result<u32, Damage> {
    let times = attribute(start, name)?;
    Ok(times.and_then(|times| times.parse().ok()).unwrap_or(1))
}

fn is_encrypted<R: Read + std::io::Seek>(archive: &mut ZipArchive<R>) -> Result<bool, Damage> {
    let mut manifest = match archive.by_name("META-INF/manifest.xml") {
        Ok(manifest) => manifest,
        Err(ZipError::FileNotFound) => return Ok(false),
        Err(error) => return Err(archive::broken(&error)),
    };
    let mut text = Vec::new();
    manifest.read_to_end(&mut text).map_err(|error| Damage::Broken(error.to_string()))?;
    Ok(String::from_utf8_lossy(&text).contains("encryption-data"))
}

fn broken(error: &quick_xml::Error) -> Damage {
    Damage::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::io::Write;

    use zip::CompressionMethod;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn rendered(content: &str) -> String {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        for (name, text) in [("mimetype", kind), ("content.xml", content)] {
            archive.start_file(name, stored).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        crate::workbook::render("a.ods", &bytes).unwrap().unwrap().text
    }

    #[test]
    fn comments_and_pictures_on_a_cell_are_not_what_it_says() {
        let aside = "<office:annotation><text:p>雨天</text:p></office:annotation>\
            <draw:g><draw:frame><draw:text-box><text:p>照片一</text:p></draw:text-box></draw:frame>\
            <draw:frame><draw:image><text:p>照片二</text:p></draw:image></draw:frame></draw:g>";
        let content = format!(
            "<table:table table:name=\"一\"><table:table-row>\
            <table:table-cell>{aside}</table:table-cell>\
            <table:table-cell office:value-type=\"string\">{aside}<text:p>有</text:p></table:table-cell>\
            </table:table-row></table:table>"
        );
        assert_eq!(rendered(&content), "\t有\n");
    }
}
