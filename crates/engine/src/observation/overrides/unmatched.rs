//! Overrides that mean nothing that is there.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::suggestion::nearest;
use crate::model::Standard;
use crate::observation::overrides::Override;
use crate::observation::overrides::Overrides;
use crate::observation::overrides::Target;
use crate::observation::overrides::problem;
use crate::observation::overrides::target::bare;
use crate::observation::overrides::target::located;

impl Overrides {
    /// The overrides whose unit is not among these, or whose fact none of the standards of the unit knows. A run checks
    /// them once; [`Overrides::apply`] then takes those that fit.
    pub fn unmatched(&self, units: &[(Option<&str>, Vec<&Standard>)]) -> Diagnostics {
        let mut problems = Diagnostics::new();
        for one in &self.entries {
            match standards(one, units) {
                Some(standards) => check(one, &standards, &mut problems),
                None => {
                    let name = one.unit.as_ref().map(|(name, _)| name.as_str());
                    let span = one.unit.as_ref().map_or(one.span, |(_, span)| *span);
                    let near =
                        name.and_then(|name| nearest(name, units.iter().filter_map(|(unit, _)| *unit)));
                    problems.push(problem::no_such_unit(name, near, span));
                }
            }
        }
        problems.sorted()
    }
}

/// The standards of the unit that an override names; of the only one where it names none.
fn standards<'a>(one: &Override, units: &[(Option<&str>, Vec<&'a Standard>)]) -> Option<Vec<&'a Standard>> {
    let named = |name: &str| units.iter().find(|(unit, _)| *unit == Some(name));
    let unit = match (&one.unit, units) {
        (Some((name, _)), _) => named(name),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    unit.map(|(_, standards)| standards.clone())
}

fn check(one: &Override, standards: &[&Standard], problems: &mut Diagnostics) {
    match &one.target {
        Target::Fact(name, span) => {
            if standards.iter().any(|standard| located(&standard.facts, name).is_some()) {
                return;
            }
            let facts = standards.iter().flat_map(|standard| &standard.facts);
            let near = nearest(bare(name), facts.map(|fact| fact.name.as_str()));
            problems.push(problem::no_such_fact(name, near, *span));
        }
        Target::Clause(id, span) => {
            let facts: Vec<&str> = standards.iter().flat_map(|standard| facts_of(standard, id)).collect();
            problems.push(problem::of_a_clause(id, &facts, *span));
        }
    }
}

/// The facts that a clause declares.
fn facts_of<'a>(standard: &'a Standard, id: &str) -> Vec<&'a str> {
    let part = standard.parts().find(|(_, part)| part.id == id);
    let of = standard.facts.iter().filter(|fact| part.is_some_and(|(id, _)| fact.part == id));
    of.map(|fact| fact.name.as_str()).collect()
}
