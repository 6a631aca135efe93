//! What a clause says: for the note above its questions, and its source for the hint of each.

use weiheng::Span;
use weiheng::Standard;
use weiheng::Words;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::words;

use crate::rule;

/// The rule and the sources of a part; `None` where it has neither.
pub(super) fn note(
    standard: &Standard,
    id: PartId,
    part: &Part,
    text: &dyn Fn(Span) -> String,
) -> Option<Words> {
    let lines = rule::lines(standard, id, part, text);
    let source = source(part);
    if lines.is_empty() && source.is_none() {
        return None;
    }
    let rule = lines.join("\n");
    let rule = (!rule.is_empty()).then_some(words!("规则：\n{rule}", "Rule:\n{rule}"));
    let (zh, en): (Vec<String>, Vec<String>) =
        rule.into_iter().chain(source).map(|words| (words.zh, words.en)).unzip();
    Some(Words { zh: zh.join("\n"), en: en.join("\n") })
}

/// The sources of a part, or of the part around it that names any; empty where none does.
pub(super) fn source_of(standard: &Standard, part: &Part) -> Words {
    let mut parts =
        std::iter::successors(Some(part), |part| part.parent.and_then(|above| standard.part(above)));
    parts.find_map(source).unwrap_or_default()
}

/// The sources that a part names itself: the title, the place, and how sure that is.
fn source(part: &Part) -> Option<Words> {
    let sources = part.sources.iter().map(|source| match source.status {
        Some(status) => (format!("{source}（{}）", status.zh()), format!("{source} ({})", status.en())),
        None => (source.to_string(), source.to_string()),
    });
    let (zh, en): (Vec<String>, Vec<String>) = sources.unzip();
    let (zh, en) = (zh.join("；"), en.join("; "));
    (!zh.is_empty()).then(|| words!("依据：{zh}", "Source: {en}"))
}
