//! What the rule of a part says, as its clause file spells it.

use weiheng::Span;
use weiheng::Standard;
use weiheng::model::part::Part;
use weiheng::model::part::PartId;
use weiheng::model::words::Naming;

/// The lines of the rule of a part: when it applies, its derived values, its statements. `text` gives the text of a
/// place in the clause files.
pub(crate) fn lines(
    standard: &Standard,
    id: PartId,
    part: &Part,
    text: &dyn Fn(Span) -> String,
) -> Vec<String> {
    let mut lines = applies(standard, part);
    lines.extend(derived(standard, id, part).into_iter().flat_map(|place| plain(&text(place))));
    lines.extend(part.acts.iter().flat_map(|act| plain(&text(act.span))));
    lines.extend(part.factors.iter().flat_map(|factor| plain(&text(factor.span))));
    lines
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
        quoted ^= matches!(sign, '"' | '“' | '”' | '「' | '」');
        *sign == '#' && !quoted
    });
    comment.map_or(line, |(at, _)| line.get(..at).unwrap_or(line))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn comments_are_left_out_and_what_is_quoted_stays() {
        let text = "每 「1#楼」 扣 1分  # 每栋\n\n  # 注\n  若 名 为 \"#\" 扣 2分";
        assert_eq!(plain(text), ["每 「1#楼」 扣 1分", "若 名 为 \"#\" 扣 2分"]);
    }
}
