//! From a file down to the standard at the bottom, which builds on nothing.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::source::SourceId;
use crate::syntax::from_text::Parsed;
use crate::syntax::overlay::library::Library;
use crate::syntax::overlay::problem;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::Spelled;
use crate::syntax::tree::StatementKind;
use crate::syntax::tree::Tree;

/// More files over one another than this are a mistake: nation, province, city and county are four.
const MOST: usize = 32;

/// One file of a standard.
#[derive(Clone, Debug)]
pub struct Layer<'s> {
    /// By which number its places are told.
    pub id: SourceId,
    /// The file.
    pub source: Cow<'s, Source>,
    /// What could be read of it.
    pub parsed: Parsed,
    /// The id behind 承.
    pub extends: Option<Spelled>,
    /// Why what it builds on cannot be had.
    pub trouble: Option<Diagnostic>,
}

/// A file, then what it builds on, down to the last that builds on nothing or on what cannot be had.
pub fn layers<'s>(source: &'s Source, id: SourceId, library: &mut dyn Library) -> Vec<Layer<'s>> {
    let mut layers = vec![read(id, Cow::Borrowed(source))];
    let mut path: Vec<String> = layers.iter().filter_map(own_id).collect();
    while let Some(last) = layers.last_mut()
        && let Some(base) = last.extends.clone()
    {
        let cyclic = path.iter().position(|id| *id == base.text);
        last.trouble = match cyclic {
            Some(start) => Some(problem::cycle(&base, path.get(start..).unwrap_or_default())),
            None if path.len() > MOST => Some(problem::too_many(&base)),
            None => None,
        };
        if last.trouble.is_some() {
            break;
        }
        let Some((id, found)) = library.find(&base.text) else {
            last.trouble = Some(problem::no_base(&base, &library.ids()));
            break;
        };
        path.push(base.text);
        layers.push(read(id, Cow::Owned(found)));
    }
    layers
}

fn read(id: SourceId, source: Cow<'_, Source>) -> Layer<'_> {
    let parsed = Tree::from_text(id, &source.text);
    let extends = standard(&parsed.tree).and_then(|standard| {
        standard.body.iter().find_map(|statement| match &statement.kind {
            StatementKind::Extends(base) => Some(base.clone()),
            _ => None,
        })
    });
    Layer { id, source, parsed, extends, trouble: None }
}

fn own_id(layer: &Layer<'_>) -> Option<String> {
    standard(&layer.parsed.tree)?.body.iter().find_map(|statement| match &statement.kind {
        StatementKind::Id(id) => Some(id.text.clone()),
        _ => None,
    })
}

fn standard(tree: &Tree) -> Option<&Part> {
    tree.parts.iter().find(|part| part.rank == Rank::Standard)
}
