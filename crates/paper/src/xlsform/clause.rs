//! What a clause says, for the note above its questions.

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
    let sources = part.sources.iter().map(|source| match source.status {
        Some(status) => (format!("{source}（{}）", status.zh()), format!("{source} ({})", status.en())),
        None => (source.to_string(), source.to_string()),
    });
    let (zh, en): (Vec<String>, Vec<String>) = sources.unzip();
    if lines.is_empty() && zh.is_empty() {
        return None;
    }
    let (rule, zh, en) = (lines.join("\n"), zh.join("；"), en.join("; "));
    let parts = [
        (!rule.is_empty()).then_some(words!("规则：\n{rule}", "Rule:\n{rule}")),
        (!zh.is_empty()).then_some(words!("依据：{zh}", "Source: {en}")),
    ];
    let (zh, en): (Vec<String>, Vec<String>) =
        parts.into_iter().flatten().map(|words| (words.zh, words.en)).unzip();
    Some(Words { zh: zh.join("\n"), en: en.join("\n") })
}
