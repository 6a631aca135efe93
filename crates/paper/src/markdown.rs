//! Reports as Markdown: headings and pipe tables.

use weiheng::Assessment;
use weiheng::Comparison;
use weiheng::Language;
use weiheng::Summary;
use weiheng::Visits;
use weiheng::repair::Agenda;
use weiheng::repair::Remedy;

use crate::outline::Headline;
use crate::outline::Outline;
use crate::outline::Section;
use crate::outline::Sheet;
use crate::outline::agenda;
use crate::outline::comparison;
use crate::outline::heat::Heat;
use crate::outline::of_units;
use crate::outline::remedy;
use crate::outline::summary::SummaryOutline;
use crate::outline::visits;
use crate::wording::say;

/// The report on one unit, under a heading of the first level.
pub fn report(assessment: &Assessment, language: Language) -> String {
    drawn(&Outline::of(assessment, language), language)
}

/// The same with the record of the observations, for the files.
pub fn document(assessment: &Assessment, language: Language) -> String {
    drawn(&Outline::with_record(assessment, language), language)
}

fn drawn(outline: &Outline, language: Language) -> String {
    let mut text = headline(&outline.headline, language);
    for part in &outline.sections {
        text.push_str(&format!("\n{}", section(part)));
    }
    text
}

/// Several units in one table.
pub fn summary(assessments: &[Assessment], language: Language) -> String {
    section(&of_units(assessments, language))
}

/// Many units, a part for each standard: outcomes, places, chapters, and what was lost.
pub fn summaries(summaries: &[Summary], language: Language) -> String {
    let parts = summaries.iter().map(|summary| one_summary(&SummaryOutline::of(summary, language), language));
    parts.collect::<Vec<_>>().join("\n")
}

/// The report on one unit by several standards, under a heading of the first level.
pub fn comparison(comparison: &Comparison, language: Language) -> String {
    let colon = say(language, "：", ": ");
    let mut text = format!("# {}\n\n", say(language, "按几个标准评定", "By several standards"));
    for (word, what) in comparison::about(comparison, language) {
        text.push_str(&format!("- {word}{colon}{}\n", escaped(&what)));
    }
    text.push_str(&format!("- {}\n", comparison::extent(comparison, language)));
    text.push_str(&format!("\n{}", section(&comparison::verdicts(comparison, language).without_gaps())));
    let differences = comparison::differences(comparison, language).without_gaps();
    if !differences.rows.is_empty() {
        text.push_str(&format!("\n{}", section(&differences)));
    }
    text
}

/// Several units by several standards in one table.
pub fn comparisons(units: &[Comparison], language: Language) -> String {
    section(&comparison::of_comparisons(units, language).without_gaps())
}

fn one_summary(outline: &SummaryOutline, language: Language) -> String {
    let colon = say(language, "：", ": ");
    let mut text = format!("# {}{}\n\n", escaped(&outline.label), say(language, "汇总报告", ": summary"));
    for (word, what) in &outline.about {
        text.push_str(&format!("- {word}{colon}{}\n", escaped(what)));
    }
    for part in &outline.results {
        text.push_str(&format!("\n{}", section(part)));
    }
    outline.heat.iter().for_each(|heat| text.push_str(&format!("\n{}", chapters(heat))));
    for part in &outline.losses {
        text.push_str(&format!("\n{}", section(part)));
    }
    text
}

fn chapters(heat: &Heat) -> String {
    let titles = heat.columns.iter().map(|column| escaped(&column.name));
    let titles: Vec<String> = std::iter::once(heat.units.to_owned()).chain(titles).collect();
    let rule = vec!["---:"; heat.columns.len()].join(" | ");
    let mut text = format!("## {}\n\n{}| --- | {rule} |\n", heat.title, row(&titles));
    for unit in &heat.rows {
        let cells = unit.cells.iter().map(|cell| escaped(&cell.text));
        text.push_str(&row(&std::iter::once(escaped(&unit.name)).chain(cells).collect::<Vec<_>>()));
    }
    text
}

/// Two visits of one unit, under a heading of the first level.
pub fn visits(visits: &Visits, language: Language) -> String {
    let colon = say(language, "：", ": ");
    let mut text = format!("# {}\n\n", say(language, "两次检查对比", "Two visits"));
    for (word, what) in visits::about(visits, language) {
        text.push_str(&format!("- {word}{colon}{}\n", escaped(&what)));
    }
    for (said, _) in visits::headline(visits, language) {
        text.push_str(&format!("- **{}**\n", escaped(&said)));
    }
    for part in visits::sections(visits, language) {
        text.push_str(&format!("\n{}", section(&part)));
    }
    text
}

/// Several units in one table, two visits each.
pub fn visited(units: &[Visits], language: Language) -> String {
    section(&visits::of_units(units, language).without_gaps())
}

/// The least that makes a unit pass, under a heading of the first level.
pub fn remedy(remedy: &Remedy, language: Language) -> String {
    sheet(&remedy::remedy(remedy, language), language)
}

/// What to observe next, at most `top` of it, under a heading of the first level.
pub fn agenda(agenda: &Agenda, top: usize, language: Language) -> String {
    sheet(&agenda::agenda(agenda, top, language), language)
}

fn sheet(sheet: &Sheet, language: Language) -> String {
    let colon = say(language, "：", ": ");
    let mut text = format!("# {}\n\n", escaped(&sheet.title));
    for (word, what) in &sheet.about {
        text.push_str(&format!("- {word}{colon}{}\n", escaped(what)));
    }
    for (at, (line, _)) in sheet.lines.iter().enumerate() {
        let line = escaped(line);
        text.push_str(&if at == 0 { format!("- **{line}**\n") } else { format!("- {line}\n") });
    }
    for part in &sheet.sections {
        text.push_str(&format!("\n{}", section(part)));
    }
    text
}

fn headline(headline: &Headline, language: Language) -> String {
    let colon = say(language, "：", ": ");
    let mut text = format!("# {}\n\n", escaped(&headline.title));
    for (word, what) in &headline.about {
        text.push_str(&format!("- {word}{colon}{}\n", escaped(what)));
    }
    text.push_str(&format!("- **{}**\n", escaped(&headline.score)));
    for verdict in &headline.verdicts {
        text.push_str(&format!("- {}{colon}**{}**\n", escaped(&verdict.name), escaped(&verdict.outcome)));
        for reason in &verdict.reasons {
            text.push_str(&format!("  - {}\n", escaped(reason)));
        }
    }
    if let Some(resting) = &headline.resting {
        text.push_str(&format!("- {}{colon}{}\n", say(language, "依据", "Sources"), escaped(resting)));
    }
    for account in &headline.accounts {
        text.push_str(&format!("- {}{colon}**{}**\n", escaped(&account.name), escaped(&account.amount)));
        for reason in &account.reasons {
            text.push_str(&format!("  - {}\n", escaped(reason)));
        }
    }
    if let Some(receipt) = &headline.receipt {
        text.push_str(&format!("- {}{colon}{}\n", say(language, "凭据", "Receipt"), escaped(receipt)));
    }
    text
}

fn section(section: &Section) -> String {
    let titles: Vec<String> = section.columns.iter().map(|column| column.title.to_owned()).collect();
    let rule: Vec<&str> =
        section.columns.iter().map(|column| if column.number { "---:" } else { "---" }).collect();
    let mut text = format!("## {}\n\n{}| {} |\n", section.title, row(&titles), rule.join(" | "));
    for cells in &section.rows {
        text.push_str(&row(&cells.iter().map(|cell| escaped(cell)).collect::<Vec<_>>()));
    }
    text
}

fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Text that means itself in Markdown, inside a table too.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("<br>"),
            '|' | '\\' | '*' | '_' | '`' | '#' | '[' | ']' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
