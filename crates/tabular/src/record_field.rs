//! Names in several parts: `市场[1].占道` is a field of a row of a record list, `台账[年度计划]` an item of an item list.

use std::collections::BTreeMap;

use weiheng::Diagnostics;
use weiheng::fullwidth;
use weiheng::observation::Entry;
use weiheng::observation::Raw;

use crate::problem::Problem;

/// Lists inside lists, and rows of one list.
const DEEPEST: usize = 4;
const MOST_ROWS: u32 = 10_000;

/// Gathers the fields of record lists: entries named `list[n].field` become one entry `list` with its rows, at the
/// place of the first. Rows at the end of which every field is blank are not rows. Entries named `list[item]` become
/// one entry with the answers for its items.
pub(crate) fn gathered(entries: Vec<Entry>, problems: &mut Diagnostics) -> Vec<Entry> {
    gathered_to(entries, DEEPEST, problems)
}

/// The list and the field or item that a name is made of.
pub(crate) fn list_and_part(name: &str) -> Option<(String, String)> {
    parts(name).map(|(list, _, field)| (list, field)).or_else(|| item(name))
}

fn gathered_to(entries: Vec<Entry>, depth: usize, problems: &mut Diagnostics) -> Vec<Entry> {
    let mut all: Vec<Entry> = Vec::with_capacity(entries.len());
    let mut lists: BTreeMap<String, (usize, BTreeMap<u32, Vec<Entry>>)> = BTreeMap::new();
    for entry in entries {
        let Some((list, row, field)) = parts(&entry.name) else {
            match item(&entry.name) {
                Some((list, item)) => add_item(&mut all, &list, Entry { name: item, ..entry }),
                None => all.push(entry),
            }
            continue;
        };
        if depth == 0 || !(1..=MOST_ROWS).contains(&row) {
            problems.push(Problem::BadRecordField.at(entry.name_span));
            continue;
        }
        let at = all.len();
        let (_, rows) = lists.entry(list.clone()).or_insert_with(|| {
            all.push(Entry { name: list, value: Raw::Blank, ..entry.clone() });
            (at, BTreeMap::new())
        });
        rows.entry(row).or_default().push(Entry { name: field, ..entry });
    }
    for (at, rows) in lists.into_values() {
        if let Some(entry) = all.get_mut(at) {
            fill(entry, rows, depth, problems);
        }
    }
    all
}

/// Puts the answer for an item to those of its list.
fn add_item(all: &mut Vec<Entry>, list: &str, item: Entry) {
    let known = all.iter_mut().find(|entry| entry.name == list && matches!(entry.value, Raw::Fields(_)));
    match known {
        Some(entry) => {
            entry.span = entry.span.to(item.span);
            if let Raw::Fields(items) = &mut entry.value {
                items.push(item);
            }
        }
        None => {
            let value = Raw::Fields(vec![item.clone()]);
            all.push(Entry { name: list.to_owned(), value, ..item });
        }
    }
}

/// Makes the rows the value of their list.
fn fill(entry: &mut Entry, rows: BTreeMap<u32, Vec<Entry>>, depth: usize, problems: &mut Diagnostics) {
    let mut list = Vec::with_capacity(rows.len());
    let mut recorded = 0;
    for fields in rows.into_values() {
        let fields = gathered_to(fields, depth - 1, problems);
        let spans = fields.iter().map(|field| field.span);
        let span = spans.reduce(|all, span| all.to(span)).unwrap_or(entry.span);
        let blank = fields.iter().all(|field| is_blank(&field.value));
        list.push((Raw::Fields(fields), span));
        if !blank {
            recorded = list.len();
        }
    }
    list.truncate(recorded);
    if let Some((first, last)) = list.first().zip(list.last()) {
        entry.span = first.1.to(last.1);
        entry.value = Raw::List(list);
    }
}

fn is_blank(value: &Raw) -> bool {
    match value {
        Raw::Blank => true,
        Raw::Text(text) => text.trim().is_empty(),
        Raw::Fields(items) => items.iter().all(|item| is_blank(&item.value)),
        _ => false,
    }
}

/// `市场[1].占道` as 市场, 1 and 占道; full-width brackets and stops included.
fn parts(name: &str) -> Option<(String, u32, String)> {
    let open = name.find(['[', '［', '【'])?;
    let (list, rest) = name.split_at_checked(open)?;
    let mut rest = rest.chars();
    rest.next()?;
    let (number, field) = rest.as_str().split_once([']', '］', '】'])?;
    let mut field = field.trim_start().chars();
    field.next().filter(|stop| matches!(stop, '.' | '．' | '。' | '·'))?;
    let number = fullwidth::text_to_ascii(number).trim().parse().ok()?;
    let (list, field) = (list.trim(), field.as_str().trim());
    (!list.is_empty() && !field.is_empty()).then(|| (list.to_owned(), number, field.to_owned()))
}

/// `台账[年度计划]` as 台账 and 年度计划.
fn item(name: &str) -> Option<(String, String)> {
    let inner = name.trim().strip_suffix([']', '］', '】'])?;
    let (list, item) = inner.split_once(['[', '［', '【'])?;
    let (list, item) = (list.trim(), item.trim());
    (!list.is_empty() && !item.is_empty()).then(|| (list.to_owned(), item.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn items_are_named_in_brackets() {
        let found = Some(("台账".to_owned(), "年度计划".to_owned()));
        assert_eq!(super::item(" 台账［年度计划］"), found);
        assert_eq!(super::item("台账[]"), None);
        assert_eq!(super::item("台账"), None);
    }

    #[test]
    fn headings_name_list_row_and_field() {
        let found = Some(("市场".to_owned(), 12, "占道".to_owned()));
        for name in ["市场[12].占道", "市场［１２］．占道", " 市场 [ 12 ] . 占道", "市场【12】·占道"]
        {
            assert_eq!(parts(name), found, "{name}");
        }
        for name in ["市场", "市场[x].占道", "市场[1]占道", "[1].占道", "市场[1].", "市场[99999999999].占道"]
        {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}
