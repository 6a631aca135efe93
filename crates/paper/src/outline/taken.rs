//! What was not observed and counts as a value all the same, because the standard says so.

use weiheng::Assessment;
use weiheng::Language;
use weiheng::assessment::FactUsed;
use weiheng::assessment::PartResult;

use crate::outline::Column;
use crate::outline::Section;
use crate::outline::Tone;
use crate::outline::clean;
use crate::outline::parts::name;
use crate::wording::say;

/// The facts of each part that were taken as so-and-so.
pub(crate) fn taken(assessment: &Assessment, language: Language) -> Section {
    let of_fact = |part: &PartResult, fact: &FactUsed| {
        let value = fact.taken_as.as_ref()?.in_language(language);
        Some(vec![name(part), clean(&fact.name), clean(value)])
    };
    let of_part =
        |part: &PartResult| part.facts.iter().filter_map(|fact| of_fact(part, fact)).collect::<Vec<_>>();
    Section {
        title: say(language, "未查，依标准视为", "Not observed, taken as the standard says"),
        tone: Tone::Open,
        columns: vec![
            Column::text(say(language, "条款", "clause")),
            Column::text(say(language, "观测", "fact")),
            Column::text(say(language, "视为", "taken as")),
        ],
        rows: assessment.parts.iter().flat_map(of_part).collect(),
        asides: 0,
    }
}
