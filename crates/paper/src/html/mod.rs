//! Reports as one HTML page: no script, nothing from the network, made to be printed on A4.

mod summary;
mod table;

pub use summary::summaries;

use askama::Template;
use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::Finding;

use crate::html::table::Table;
use crate::outline::Headline;
use crate::outline::Outline;
use crate::outline::Tone;
use crate::outline::clean;
use crate::qr;
use crate::wording::say;

/// The report on one unit, with the record of its observations.
pub fn report(assessment: &Assessment, language: Language) -> Result<String, askama::Error> {
    let outline = Outline::with_record(assessment, language);
    let Outline { headline, bars, sections } = outline;
    let mut bars = Some(bars).filter(|bars| !bars.is_empty());
    let tables = (1..).zip(&sections);
    let tables = tables.map(|(number, section)| Table::of(section, bars.take(), language).numbered(number));
    let page = UnitPage {
        language,
        label: clean(&assessment.standard.label),
        unit: assessment.unit.as_deref().map(clean),
        headline,
        tables: tables.collect(),
        is_open: is_open(assessment),
        receipt: assessment.receipt.as_ref().map(|receipt| ReceiptCode::of(receipt.compact())),
        names_sources: assessment.parts.iter().any(|part| part.status.is_some()),
    };
    page.render()
}

/// The page of one unit.
#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    language: Language,
    /// What the standard is called.
    label: String,
    unit: Option<String>,
    headline: Headline,
    tables: Vec<Table>,
    /// Whether anything was not observed or is undetermined, so that a score may be an interval.
    is_open: bool,
    /// Whether the words for the status of a source stand anywhere.
    names_sources: bool,
    receipt: Option<ReceiptCode>,
}

/// The receipt, to be read by a camera and by people.
struct ReceiptCode {
    code: String,
    text: String,
}

impl ReceiptCode {
    fn of(text: String) -> Self {
        Self { code: qr::svg(&text).unwrap_or_default(), text: clean(&text) }
    }
}

impl UnitPage {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        say(self.language, zh, en)
    }

    fn lang(&self) -> &'static str {
        tag(self.language)
    }
}

fn is_open(assessment: &Assessment) -> bool {
    assessment.parts.iter().any(|part| matches!(part.finding, Finding::NotObserved | Finding::Undetermined))
}

/// The language of a page as a BCP 47 tag.
fn tag(language: Language) -> &'static str {
    say(language, "zh-CN", "en")
}

/// The class of a tone, and the sign that stands for it where there is no colour.
fn tone(tone: &Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Plain => ("plain", ""),
        Tone::Good => ("good", "√"),
        Tone::Bad => ("bad", "×"),
        Tone::Open => ("open", "○"),
        Tone::Faint => ("faint", "—"),
    }
}
