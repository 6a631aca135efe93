//! The page of many units.

use std::collections::BTreeMap;

use askama::Template;
use weiheng::Language;
use weiheng::Summary;

use crate::html::table::Table;
use crate::html::tag;
use crate::outline::heat::Heat;
use crate::outline::summary::SummaryOutline;
use crate::outline::summary::places_title;
use crate::wording::say;

/// The page on many units, one part for each standard; `links`: where the reports of units lie, by their position
/// among the assessments.
pub fn summaries(
    summaries: &[Summary],
    links: &BTreeMap<u32, String>,
    language: Language,
) -> Result<String, askama::Error> {
    let parts = summaries.iter().enumerate().map(|(at, summary)| part(at, summary, links, language));
    SummaryPage { language, parts: parts.collect() }.render()
}

/// The page.
#[derive(Template)]
#[template(path = "summary.html")]
struct SummaryPage {
    language: Language,
    parts: Vec<Part>,
}

/// What is said of one standard.
struct Part {
    label: String,
    about: Vec<(&'static str, String)>,
    results: Vec<Table>,
    heat: Option<Heat>,
    losses: Vec<Table>,
}

impl SummaryPage {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        say(self.language, zh, en)
    }

    fn lang(&self) -> &'static str {
        tag(self.language)
    }
}

fn part(at: usize, summary: &Summary, links: &BTreeMap<u32, String>, language: Language) -> Part {
    let SummaryOutline { label, about, results, heat, losses } = SummaryOutline::of(summary, language);
    let table = |(number, section)| Table::of(section, None, language).numbered(at * 100 + number);
    let mut results: Vec<Table> = results.iter().enumerate().map(table).collect();
    let places = results.iter_mut().find(|table| table.title == places_title(language));
    let rows = places.into_iter().flat_map(|table| &mut table.groups).flat_map(|group| &mut group.rows);
    for (row, unit) in rows.zip(&summary.units) {
        if let Some(name) = row.get_mut(1) {
            name.link = links.get(&unit.position).cloned();
        }
    }
    let losses = (50..).zip(&losses).map(table).collect();
    Part { label, about, results, heat, losses }
}
