//! The verdicts that stand in parts: of which part, what grade, and why.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::PartResult;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::headline::outcome;
use crate::outline::parts::name;
use crate::wording::say;

/// The grades of parts, in file order.
pub(crate) fn grades(assessment: &Assessment, language: Language) -> Section {
    Section {
        title: say(language, "各条评定", "Verdicts of parts"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "评定", "verdict")),
            Column::text(say(language, "等次", "grade")),
            Column::text(say(language, "理由", "why")),
        ],
        rows: assessment.parts.iter().flat_map(|part| rows(part, language)).collect(),
        asides: 0,
    }
}

fn rows(part: &PartResult, language: Language) -> Vec<Vec<String>> {
    let rows = part.verdicts.iter().enumerate().map(|(at, verdict)| {
        let reasons = verdict.reasons.iter().map(|words| clean(words.in_language(language)));
        vec![
            if at == 0 { name(part) } else { String::new() },
            clean(verdict.name.as_deref().unwrap_or_default()),
            outcome(&verdict.outcome, language).0,
            reasons.collect::<Vec<_>>().join("\n"),
        ]
    });
    rows.collect()
}
