//! The record of the observations: what each clause looked at, and where that was read.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::FactUsed;
use weiheng::assessment::PartResult;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::origins::Common;
use crate::outline::parts::name;
use crate::wording::say;

/// Every fact of every clause with its value, known or not.
pub(crate) fn record(assessment: &Assessment, language: Language) -> Section {
    let common = Common::of(assessment);
    let rows = assessment.parts.iter().flat_map(|part| rows(part, common, language));
    Section {
        title: say(language, "观测记录", "Record of observations"),
        tone: Tone::Plain,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "观测", "observation")),
            Column::text(say(language, "观测值", "value")),
            Column::text(say(language, "出处", "read at")),
        ],
        rows: rows.collect(),
        asides: 0,
    }
}

fn rows(part: &PartResult, common: Common<'_>, language: Language) -> Vec<Vec<String>> {
    let row = |(at, fact): (usize, &FactUsed)| {
        let opening = if at == 0 { name(part) } else { String::new() };
        let place = clean(&common.places(fact, language));
        vec![opening, clean(&fact.name), clean(fact.value.in_language(language)), place]
    };
    part.facts.iter().enumerate().map(row).collect()
}
