//! What a clause says, for the note above its questions.

use weiheng::Span;
use weiheng::Standard;
use weiheng::Words;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::model::words::Naming;
use weiheng::words;

/// The rule and the sources of a part; `None` where it has neither.
pub(super) fn note(
    standard: &Standard,
    id: PartId,
    part: &Part,
    text: &dyn Fn(Span) -> String,
) -> Option<Words> {
    let mut lines = applies(standard, part);
    lines.extend(derived(standard, id, part).into_iter().flat_map(|place| plain(&text(place))));
    lines.extend(part.acts.iter().flat_map(|act| plain(&text(act.span))));
    lines.extend(part.factors.iter().flat_map(|factor| plain(&text(factor.span))));
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

fn applies(standard: &Standard, part: &Part) -> Vec<String> {
    let condition = part.applies.as_ref().map(|condition| Naming::new(standard).expr(condition));
    condition.map(|condition| format!("适用 若 {condition}")).into_iter().collect()
}

/// The derived values (令) that are declared in the part itself.
fn derived(standard: &Standard, id: PartId, part: &Part) -> Vec<Span> {
    let others = standard.parts().filter(|(other, _)| *other != id).map(|(_, other)| other.span);
    let later = others.filter(|other| other.source == part.span.source && other.start > part.span.start);
    let end = later.map(|other| other.start).min().unwrap_or(u32::MAX);
    let inside =
        |place: &Span| place.source == part.span.source && place.start > part.span.start && place.start < end;
    standard.lets.iter().map(|derived| derived.span).filter(inside).collect()
}

/// The lines of a statement without comments and without the blanks before them.
fn plain(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| without_comment(line).trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    let comment = line.char_indices().find(|(_, sign)| {
        quoted ^= matches!(sign, '"' | '“' | '”');
        *sign == '#' && !quoted
    });
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}
