//! A cell of an .ods.

use quick_xml::events::BytesStart;

use crate::workbook::damage::Damage;
use crate::workbook::number;
use crate::workbook::ods::attribute;
use crate::workbook::ods::repeated;

/// A cell on its way: what it declares, and the paragraphs that it shows.
pub(super) struct OdsCell {
    /// How often it stands there.
    pub(super) repeated: u32,
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    shown: String,
    paragraphs: usize,
}

/// Longer texts are no observations.
const LONGEST: usize = 1024 * 1024;

impl OdsCell {
    /// The cell that an element begins.
    pub(super) fn of(start: &BytesStart<'_>) -> Result<Self, Damage> {
        let error = attribute(start, "calcext:value-type")?.as_deref() == Some("error");
        let kind = attribute(start, "office:value-type")?.filter(|_| !error).unwrap_or_default();
        let held = match kind.as_str() {
            "string" => "office:string-value",
            "date" => "office:date-value",
            "time" => "office:time-value",
            "boolean" => "office:boolean-value",
            _ => "office:value",
        };
        Ok(Self {
            repeated: repeated(start, "table:number-columns-repeated")?,
            value: attribute(start, held)?,
            formula: attribute(start, "table:formula")?,
            kind,
            shown: String::new(),
            paragraphs: 0,
        })
    }

    /// An element inside the cell.
    pub(super) fn element(&mut self, name: &str, start: &BytesStart<'_>) -> Result<(), Damage> {
        match name {
            "text:p" => {
                self.paragraphs += 1;
                if self.paragraphs > 1 { self.write("\n") } else { Ok(()) }
            }
            "text:line-break" => self.write("\n"),
            "text:tab" => self.write(" "),
            "text:s" => {
                let spaces = repeated(start, "text:c")?;
                self.write(&" ".repeat(usize::try_from(spaces).unwrap_or(usize::MAX).min(LONGEST)))
            }
            _ => Ok(()),
        }
    }

    /// A piece of the text that it shows.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Damage> {
        if self.shown.len().saturating_add(text.len()) > LONGEST {
            return Err(Damage::TooLarge);
        }
        if self.paragraphs > 0 {
            self.shown.push_str(text);
        }
        Ok(())
    }

    /// What the cell says.
    pub(super) fn read(self) -> String {
        let value = self.value.unwrap_or_default();
        let number = || value.parse::<f64>().ok();
        let read = match self.kind.as_str() {
            "percentage" => number().map(number::percent),
            "float" | "currency" => number().map(number::plain),
            "boolean" => Some(value.to_ascii_uppercase()),
            "date" => Some(value.strip_suffix("T00:00:00").unwrap_or(&value).replace('T', " ")),
            "time" => clock(&value),
            "string" if !value.is_empty() => Some(value.clone()),
            _ => None,
        };
        match (read, self.formula) {
            (Some(read), _) => read,
            (None, Some(formula)) if self.shown.trim().is_empty() && self.kind != "string" => {
                format!("={}", formula.trim_start_matches("of:").trim_start_matches('='))
            }
            (None, _) => self.shown,
        }
    }
}

/// `PT07H30M00S` as `07:30`.
fn clock(text: &str) -> Option<String> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let seconds = seconds.trim_start_matches('0');
    let seconds = if seconds.is_empty() { String::new() } else { format!(":{seconds:0>2}") };
    Some(format!("{hours:02}:{minutes:02}{seconds}"))
}
