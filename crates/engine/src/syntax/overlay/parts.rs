//! The parts of a standard by position, so that changes find them and new ones can be put between them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::source::Span;
use crate::syntax::tree::Declared;
use crate::syntax::tree::Part;
use crate::syntax::tree::Rank;
use crate::syntax::tree::StatementKind;

/// The parts of one standard; the first is the standard itself.
pub(super) struct Parts {
    places: Vec<Place>,
    by_id: BTreeMap<(Rank, String), Vec<usize>>,
    /// Which part declares a name.
    names: BTreeMap<String, usize>,
}

/// A part and where it hangs.
pub(super) struct Place {
    /// The part, without the parts below it.
    pub(super) part: Part,
    /// The part above.
    pub(super) above: Option<usize>,
    /// The 改, 增 or 删 that has dealt with it.
    pub(super) changed: Option<Span>,
    below: Vec<usize>,
    gone: bool,
}

/// What an id stands for.
pub(super) enum Found {
    /// One part.
    One(usize),
    /// Several, which are told apart by the parts they are in.
    Several(Vec<usize>),
    /// One that has been taken out.
    Gone(usize),
    /// None.
    Nothing,
}

impl Parts {
    /// The parts of a standard.
    pub(super) fn of(standard: Part) -> Self {
        let mut parts = Self { places: Vec::new(), by_id: BTreeMap::new(), names: BTreeMap::new() };
        parts.add(standard, None, None);
        parts
    }

    /// The standard, put together again.
    pub(super) fn into_standard(self) -> Option<Part> {
        let mut whole: Vec<Option<Part>> = self.places.iter().map(|_| None).collect();
        // What hangs below a part was added after it.
        for (at, place) in self.places.into_iter().enumerate().rev() {
            let below = place.below.iter().filter_map(|at| whole.get_mut(*at)?.take()).collect();
            if let Some(slot) = whole.get_mut(at).filter(|_| !place.gone) {
                *slot = Some(Part { children: below, ..place.part });
            }
        }
        whole.into_iter().next().flatten()
    }

    /// A part by its position.
    pub(super) fn at(&mut self, at: usize) -> Option<&mut Place> {
        self.places.get_mut(at)
    }

    /// A part by its position, to look at.
    pub(super) fn get(&self, at: usize) -> Option<&Place> {
        self.places.get(at)
    }

    /// The part of an id: inside `within` first, then anywhere.
    pub(super) fn find(&self, rank: Rank, id: &str, within: usize) -> Found {
        let all = self.by_id.get(&(rank, id.to_owned())).map(Vec::as_slice).unwrap_or_default();
        let (gone, there): (Vec<usize>, Vec<usize>) = all.iter().partition(|at| self.is_gone(**at));
        let inside: Vec<usize> = there.iter().copied().filter(|at| self.is_below(*at, within)).collect();
        match (inside.as_slice(), there.as_slice(), gone.as_slice()) {
            ([one], _, _) | ([], [one], _) => Found::One(*one),
            ([], [], [.., last]) => Found::Gone(*last),
            ([], [], []) => Found::Nothing,
            _ => Found::Several(if inside.is_empty() { there } else { inside }),
        }
    }

    /// The part with the same id that stands in the way of a new one: a clause has its id for itself in the whole
    /// standard, other parts among their brothers.
    pub(super) fn taken(&self, part: &Part, above: usize) -> Option<usize> {
        let all = self.by_id.get(&(part.rank, part.id.text.clone()))?;
        let clashes = |at: &&usize| {
            let place = self.places.get(**at);
            part.rank == Rank::Clause || place.is_some_and(|place| place.above == Some(above))
        };
        all.iter().find(|at| !self.is_gone(**at) && clashes(at)).copied()
    }

    /// The ids of a rank that stand.
    pub(super) fn ids(&self, rank: Rank) -> impl Iterator<Item = &str> {
        let there = self.places.iter().filter(move |place| !place.gone && place.part.rank == rank);
        there.map(|place| place.part.id.text.as_str())
    }

    /// Which part declares a name.
    pub(super) fn declaring(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    /// A name is declared in a part, or nowhere any more.
    pub(super) fn declare(&mut self, name: &str, at: Option<usize>) {
        self.names.remove(name);
        if let Some(at) = at {
            self.names.insert(name.to_owned(), at);
        }
    }

    /// Whether a part declares something of a sort and name.
    pub(super) fn declares(&self, at: usize, what: Declared, name: Option<&str>) -> bool {
        let body = self.places.get(at).map(|place| place.part.body.as_slice()).unwrap_or_default();
        body.iter().any(|statement| named(&statement.kind) == Some((what, name)))
    }

    /// Every name of a sort of declaration.
    pub(super) fn names(&self, what: Declared) -> impl Iterator<Item = &str> {
        let there = self.places.iter().filter(|place| !place.gone);
        let all = there.flat_map(|place| &place.part.body).filter_map(|statement| named(&statement.kind));
        all.filter(move |(other, _)| *other == what).filter_map(|(_, name)| name)
    }

    /// Whether anything of a rank hangs directly below a part.
    pub(super) fn holds(&self, at: usize, rank: Rank) -> bool {
        let below = self.places.get(at).map(|place| place.below.as_slice()).unwrap_or_default();
        below.iter().filter_map(|at| self.places.get(*at)).any(|place| !place.gone && place.part.rank == rank)
    }

    /// Hangs a part, with all below it, behind one of the parts below `above`, or behind all of them.
    pub(super) fn insert(&mut self, part: Part, above: usize, behind: Option<usize>) -> usize {
        let new = self.add(part, Some(above), behind);
        self.mark(new);
        new
    }

    /// Takes a part out, with all below it; the names that they declared.
    pub(super) fn remove(&mut self, at: usize, by: Span) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let mut open = vec![at];
        while let Some(at) = open.pop() {
            let Some(place) = self.places.get_mut(at) else { continue };
            place.gone = true;
            place.changed = Some(by);
            open.extend(&place.below);
            names.extend(place.part.body.iter().filter_map(|statement| declared(&statement.kind)).cloned());
        }
        self.names.retain(|name, _| !names.contains(name));
        names
    }

    fn is_gone(&self, at: usize) -> bool {
        self.places.get(at).is_none_or(|place| place.gone)
    }

    fn is_below(&self, at: usize, within: usize) -> bool {
        std::iter::successors(Some(at), |at| self.places.get(*at)?.above).any(|at| at == within)
    }

    fn add(&mut self, mut part: Part, above: Option<usize>, behind: Option<usize>) -> usize {
        let new = self.places.len();
        let children = std::mem::take(&mut part.children);
        self.by_id.entry((part.rank, part.id.text.clone())).or_default().push(new);
        for name in part.body.iter().filter_map(|statement| declared(&statement.kind)) {
            self.names.insert(name.clone(), new);
        }
        self.places.push(Place { part, above, changed: None, below: Vec::new(), gone: false });
        if let Some(above) = above.and_then(|above| self.places.get_mut(above)) {
            let after = behind.and_then(|behind| above.below.iter().position(|at| *at == behind));
            above.below.insert(after.map_or(above.below.len(), |at| at + 1), new);
        }
        for child in children {
            self.add(child, Some(new), None);
        }
        new
    }

    /// Marks a new part and what is below it as dealt with.
    fn mark(&mut self, new: usize) {
        for place in self.places.iter_mut().skip(new) {
            place.changed = Some(place.part.span);
        }
    }
}

/// What a statement declares, as 删 would call it.
pub(super) fn named(kind: &StatementKind) -> Option<(Declared, Option<&str>)> {
    match kind {
        StatementKind::Fact(fact) => Some((Declared::Fact, Some(&fact.name.text))),
        StatementKind::Let(derived) => Some((Declared::Let, Some(&derived.name.text))),
        StatementKind::Parameter(parameter) => Some((Declared::Parameter, Some(&parameter.name.text))),
        StatementKind::Verdict(verdict) => {
            Some((Declared::Verdict, verdict.name.as_ref().map(|name| name.text.as_str())))
        }
        _ => None,
    }
}

/// The global name that a statement declares.
pub(super) fn declared(kind: &StatementKind) -> Option<&String> {
    match kind {
        StatementKind::Fact(fact) => Some(&fact.name.text),
        StatementKind::Let(derived) => Some(&derived.name.text),
        StatementKind::Parameter(parameter) => Some(&parameter.name.text),
        _ => None,
    }
}
