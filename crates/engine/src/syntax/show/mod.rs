//! A tree as stable text without places: for `weiheng show tree`, and to compare what printing gives back.

mod act;
mod declaration;
mod expression;

use crate::syntax::show::declaration::statement;
use crate::syntax::show::expression::expression;
use crate::syntax::tree::Cases;
use crate::syntax::tree::Change;
use crate::syntax::tree::Part;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::Tree;

impl Tree {
    /// One part or statement a line, each as `(what field …)`, indented below its part.
    pub fn show(&self) -> String {
        let mut page = String::new();
        for shown in &self.parts {
            part(shown, 0, &mut page);
        }
        page
    }
}

impl Cases {
    /// One example a line, as in a tree.
    pub fn show(&self) -> String {
        self.examples.iter().map(|shown| format!("{}\n", statement(&shown.kind))).collect()
    }
}

fn part(part: &Part, depth: usize, page: &mut String) {
    let rank = format!("{:?}", part.rank).to_lowercase();
    let mut fields = vec![rank, part.id.text.clone()];
    fields.extend(maybe_text(part.label.as_ref()));
    fields.extend(part.points.as_ref().map(expression));
    fields.extend(part.weight.iter().map(|weight| named("weight", [expression(weight)])));
    fields.extend(part.starred.then(|| "starred".to_owned()));
    fields.extend(part.change.as_ref().map(change));
    page.push_str(&format!("{}{}\n", "  ".repeat(depth), node(fields)));
    for below in &part.body {
        page.push_str(&format!("{}{}\n", "  ".repeat(depth + 1), statement(&below.kind)));
    }
    for below in &part.children {
        self::part(below, depth + 1, page);
    }
}

fn change(change: &Change) -> String {
    match change {
        Change::Amend(_) => named("amend", []),
        Change::Delete(reason, _) => named("delete", [format!("{:?}", reason.text)]),
        Change::Insert(place, _) => named(
            "insert",
            place.iter().map(|place| {
                let rank = format!("{:?}", place.rank).to_lowercase();
                named(if place.after { "after" } else { "into" }, [rank, place.id.text.clone()])
            }),
        ),
    }
}

/// `(a b c)`.
fn node(fields: impl IntoIterator<Item = String>) -> String {
    format!("({})", fields.into_iter().collect::<Vec<_>>().join(" "))
}

/// `(name a b)`.
fn named(name: &str, fields: impl IntoIterator<Item = String>) -> String {
    node(std::iter::once(name.to_owned()).chain(fields))
}

/// Names in a row.
fn names(list: &[Spelled]) -> Vec<String> {
    list.iter().map(|item| item.text.clone()).collect()
}

fn maybe_text(text: Option<&Spelled>) -> Option<String> {
    text.map(|text| format!("{:?}", text.text))
}
