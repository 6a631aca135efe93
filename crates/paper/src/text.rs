//! Reports for a terminal: tables whose columns line up under Chinese, broken to the width there is.

use comfy_table::CellAlignment;
use comfy_table::ColumnConstraint;
use comfy_table::ContentArrangement;
use comfy_table::Table;
use comfy_table::presets::UTF8_FULL_CONDENSED;
use weiheng::Assessment;
use weiheng::Comparison;
use weiheng::Language;
use weiheng::Verification;
use weiheng::Visits;
use weiheng::repair::Agenda;
use weiheng::repair::Remedy;

use crate::outline::Headline;
use crate::outline::Outline;
use crate::outline::Section;
use crate::outline::Sheet;
use crate::outline::Tone;
use crate::outline::agenda;
use crate::outline::comparison;
use crate::outline::of_units;
use crate::outline::remedy;
use crate::outline::verification;
use crate::outline::visits;
use crate::wording::say;

/// How a text report is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The columns there are; Chinese characters take two.
    pub width: u16,
    /// Whether to colour.
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

/// The report on one unit.
pub fn report(assessment: &Assessment, language: Language, style: Style) -> String {
    let outline = Outline::of(assessment, language);
    let mut text = headline(&outline.headline, language, style);
    for part in &outline.sections {
        text.push('\n');
        text.push_str(&section(part, style));
    }
    text
}

/// Several units in one table.
pub fn summary(assessments: &[Assessment], language: Language, style: Style) -> String {
    section(&of_units(assessments, language), style)
}

/// The report on one unit by several standards: every verdict, and where they differ over the same fact.
pub fn comparison(comparison: &Comparison, language: Language, style: Style) -> String {
    let about: Vec<String> =
        comparison::about(comparison, language).iter().map(|(word, what)| format!("{word} {what}")).collect();
    let mut text = String::new();
    if !about.is_empty() {
        text.push_str(&format!("{}\n\n", painted(&about.join(gap(language)), Tone::Plain, style)));
    }
    text.push_str(&section(&comparison::verdicts(comparison, language).without_gaps(), style));
    text.push_str(&format!("\n{}\n", comparison::extent(comparison, language)));
    let differences = comparison::differences(comparison, language).without_gaps();
    if !differences.rows.is_empty() {
        text.push_str(&format!("\n{}", section(&differences, style)));
    }
    text
}

/// Several units by several standards in one table.
pub fn comparisons(units: &[Comparison], language: Language, style: Style) -> String {
    section(&comparison::of_comparisons(units, language).without_gaps(), style)
}

/// What became of a stored result: a sentence, what it was made of, and where it differs.
pub fn verification(verification: &Verification, language: Language, style: Style) -> String {
    let (said, tone) = verification::conclusion(verification, language);
    let title = painted(&verification::title(verification), Tone::Plain, style);
    let mut text = format!("{title}\n\n{}\n", painted(&said, tone, style));
    text.push_str(&format!("\n{}", section(&verification::inputs(verification, language), style)));
    let differences = verification::differences(verification, language).without_gaps();
    if !differences.rows.is_empty() {
        text.push_str(&format!("\n{}", section(&differences, style)));
    }
    text
}

/// Two visits of one unit: score and verdicts, what became of the clauses, and of what the change is made.
pub fn visits(visits: &Visits, language: Language, style: Style) -> String {
    let about: Vec<String> =
        visits::about(visits, language).iter().map(|(word, what)| format!("{word} {what}")).collect();
    let mut text = format!("{}\n\n", painted(&about.join(gap(language)), Tone::Plain, style));
    let headline = visits::headline(visits, language);
    let headline: Vec<String> = headline.iter().map(|(said, tone)| painted(said, *tone, style)).collect();
    text.push_str(&format!("{}\n", headline.join(gap(language))));
    for part in visits::sections(visits, language) {
        text.push_str(&format!("\n{}", section(&part, style)));
    }
    text
}

/// Several units in one table, two visits each.
pub fn visited(units: &[Visits], language: Language, style: Style) -> String {
    section(&visits::of_units(units, language).without_gaps(), style)
}

/// The least that makes a unit pass.
pub fn remedy(remedy: &Remedy, language: Language, style: Style) -> String {
    sheet(&remedy::remedy(remedy, language), language, style)
}

/// What to observe next, at most `top` of it.
pub fn agenda(agenda: &Agenda, top: usize, language: Language, style: Style) -> String {
    sheet(&agenda::agenda(agenda, top, language), language, style)
}

fn sheet(sheet: &Sheet, language: Language, style: Style) -> String {
    let mut text = format!("{}\n", painted(&sheet.title, Tone::Plain, style));
    let about: Vec<String> = sheet.about.iter().map(|(word, what)| format!("{word} {what}")).collect();
    if !about.is_empty() {
        text.push_str(&format!("{}\n", about.join(gap(language))));
    }
    text.push('\n');
    for (line, tone) in &sheet.lines {
        text.push_str(&format!("{}\n", painted(line, *tone, style)));
    }
    for part in &sheet.sections {
        text.push('\n');
        text.push_str(&section(part, style));
    }
    text
}

fn gap(language: Language) -> &'static str {
    say(language, "　", "  ")
}

fn headline(headline: &Headline, language: Language, style: Style) -> String {
    let gap = gap(language);
    let mut text = format!("{}\n", painted(&headline.title, Tone::Plain, style));
    let about: Vec<String> = headline.about.iter().map(|(word, what)| format!("{word} {what}")).collect();
    if !about.is_empty() {
        text.push_str(&format!("{}\n", about.join(gap)));
    }
    text.push_str(&format!("\n{}", painted(&headline.score, Tone::Plain, style)));
    for (at, verdict) in headline.verdicts.iter().enumerate() {
        text.push_str(if at == 0 { gap } else { "\n" });
        text.push_str(&format!("{} {}", verdict.name, painted(&verdict.outcome, verdict.tone, style)));
        for reason in &verdict.reasons {
            text.push_str(&format!("\n  · {reason}"));
        }
    }
    if let Some(resting) = &headline.resting {
        text.push_str(&format!("\n{} {resting}", say(language, "依据", "Sources")));
    }
    for account in &headline.accounts {
        text.push_str(&format!("\n{} {}", account.name, painted(&account.amount, account.tone, style)));
        for reason in &account.reasons {
            text.push_str(&format!("\n  · {reason}"));
        }
    }
    if let Some(receipt) = &headline.receipt {
        text.push_str(&format!("\n{} {receipt}", say(language, "凭据", "Receipt")));
    }
    text.push('\n');
    text
}

fn section(section: &Section, style: Style) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(style.width.max(NARROWEST));
    let kept = section.columns.len().saturating_sub(section.asides);
    table.set_header(section.columns.iter().take(kept).map(|column| column.title));
    table.add_rows(unfolded(section, kept));
    for (column, drawn) in section.columns.iter().zip(table.column_iter_mut()) {
        if column.narrow {
            drawn.set_constraint(ColumnConstraint::ContentWidth);
        }
        if column.number {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    format!("{}\n{}\n", painted(section.title, section.tone, style), table.trim_fmt())
}

/// Tables are not squeezed below this width.
const NARROWEST: u16 = 60;

/// The rows with their asides below each group: the title in the second column, the text in the third.
fn unfolded(section: &Section, kept: usize) -> Vec<Vec<&str>> {
    let mut rows = Vec::new();
    let mut asides: Vec<Vec<&str>> = Vec::new();
    for row in &section.rows {
        if row.first().is_some_and(|first| !first.is_empty()) {
            rows.append(&mut asides);
        }
        rows.push(row.iter().take(kept).map(String::as_str).collect());
        let said = section.columns.iter().zip(row).skip(kept).filter(|(_, text)| !text.is_empty());
        asides.extend(said.map(|(column, text)| vec!["", column.title, text.as_str()]));
    }
    rows.append(&mut asides);
    rows
}

fn painted(text: &str, tone: Tone, style: Style) -> String {
    if !style.colour {
        return text.to_owned();
    }
    let code = match tone {
        Tone::Plain => "1",
        Tone::Good => "1;32",
        Tone::Bad => "1;31",
        Tone::Open => "1;33",
        Tone::Faint => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
