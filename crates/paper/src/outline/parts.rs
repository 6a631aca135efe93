//! Parts of the standard as a report names them, and the summary by chapter.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::PartResult;
use weiheng::assessment::RankName;
use weiheng::assessment::SourceName;

use crate::number::number;
use crate::number::range;
use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::wording::finding;
use crate::wording::list;
use crate::wording::rank;
use crate::wording::say;
use crate::wording::status;

/// The scores of the chapters; of the sections where a standard has no chapters.
pub(crate) fn chapters(assessment: &Assessment, language: Language) -> Section {
    Section {
        title: chapters_title(language),
        tone: Tone::Plain,
        columns: vec![
            Column::text(rank(chapter_rank(assessment), language)),
            Column::number(say(language, "分值", "points")),
            Column::number(say(language, "得分", "score")),
            Column::word(say(language, "情况", "finding")),
        ],
        rows: chapter_parts(assessment).map(|part| chapter_row(part, language)).collect(),
        asides: 0,
    }
}

/// What the table of chapters is called.
pub(crate) fn chapters_title(language: Language) -> &'static str {
    say(language, "分章情况", "By chapter")
}

/// The chapters; the sections where a standard has no chapters.
pub(crate) fn chapter_parts(assessment: &Assessment) -> impl Iterator<Item = &PartResult> {
    let chosen = chapter_rank(assessment);
    assessment.parts.iter().filter(move |part| part.rank == chosen)
}

/// The rank of those.
pub(crate) fn chapter_rank(assessment: &Assessment) -> RankName {
    let is_there = |rank: &RankName| assessment.parts.iter().any(|part| part.rank == *rank);
    [RankName::Chapter, RankName::Section].into_iter().find(is_there).unwrap_or(RankName::Chapter)
}

fn chapter_row(part: &PartResult, language: Language) -> Vec<String> {
    vec![
        name(part),
        part.points.map(|points| number(points, language)).unwrap_or_default(),
        part.score.map(|score| range(score, language)).unwrap_or_default(),
        finding(part.finding, language).to_owned(),
    ]
}

/// A part by number and label, with its star: `3.6 烟草广告 ★`.
pub(crate) fn name(part: &PartResult) -> String {
    let id = if part.rank == RankName::Standard { &part.label } else { &part.id };
    numbered(id, &part.label, part.starred)
}

/// A number with its label and star; one of both where they are the same.
pub(crate) fn numbered(id: &str, label: &str, starred: bool) -> String {
    let star = if starred { " ★" } else { "" };
    clean(&if id == label { format!("{label}{star}") } else { format!("{id} {label}{star}") })
}

/// The printed sources of a part with their status, one a line: `《标准》第10条［待核］`.
pub(crate) fn sources(part: &PartResult, language: Language) -> String {
    let one = |source: &SourceName| {
        let place = source.place.as_deref().unwrap_or_default();
        let mark = source.status.as_deref().map(|word| status(word, language));
        let mark = mark.map(|word| match language {
            Language::Zh => format!("［{word}］"),
            Language::En => format!(" [{word}]"),
        });
        clean(&format!("《{}》{place}{}", source.title, mark.unwrap_or_default()))
    };
    part.sources.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The departments responsible for a part.
pub(crate) fn departments(part: &PartResult, language: Language) -> String {
    clean(&list(part.departments.iter().map(String::as_str), language))
}

/// The reasons of a part, one a line.
pub(crate) fn reasons(part: &PartResult, language: Language) -> String {
    let lines = part.reasons.iter().map(|words| clean(words.in_language(language)));
    lines.collect::<Vec<_>>().join("\n")
}

/// The parts that hold no others, and those that use facts of their own: where something can be repaired.
pub(crate) fn where_judged(assessment: &Assessment) -> impl Iterator<Item = (usize, &PartResult)> {
    let parts = &assessment.parts;
    parts.iter().enumerate().filter(move |(at, part)| {
        let holds_others = parts.get(at + 1).is_some_and(|next| next.depth > part.depth);
        !holds_others || !part.facts.is_empty()
    })
}
