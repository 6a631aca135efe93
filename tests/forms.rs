//! Forms that are filled in calculate what the engine says: LibreOffice works out their formulas, and every number,
//! finding and grade that a form shows is that of the engine.

#[path = "completions/drawing.rs"]
mod completions;

mod forms {
    pub(crate) mod agreement;
    pub(crate) mod checks;
    pub(crate) mod office;
    pub(crate) mod trial;
}

use std::path::Path;
use std::path::PathBuf;

use forms::trial::agree;
use spec::shelf::below;
use spec::shelf::shelf;

#[test]
fn county_covert_visits_calculate_themselves() {
    let agreement = agree(&[(standard("national/cn.county-covert.2014.wh"), 200)]);
    assert_eq!(agreement.claims_of_seen_units(), (0, 0), "{agreement:?}");
}

#[test]
fn inspections_of_units_calculate_themselves() {
    let agreement = agree(&[(standard("county/demo.county-unit.wh"), 200)]);
    assert_eq!(agreement.claims_of_seen_units(), (0, 0), "{agreement:?}");
}

#[test]
fn every_rule_calculates_what_it_claims() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut standards: Vec<PathBuf> = below(&root.join("rubrics"));
    standards.extend(below(&root.join("standards")));
    let standards: Vec<(PathBuf, usize)> = standards.into_iter().map(|path| (path, 2)).collect();
    let agreement = agree(&standards);
    assert!(agreement.live >= agreement.clauses * 9 / 10, "{agreement:?}");
}

#[test]
fn every_standard_calculates_what_it_claims() {
    let standards: Vec<(PathBuf, usize)> = below(&shelf()).into_iter().map(|path| (path, 2)).collect();
    assert!(standards.len() > 70);
    let agreement = agree(&standards);
    // More of what a form can say by itself is welcome; less is not.
    assert!(agreement.live >= agreement.clauses * 9 / 10, "{agreement:?}");
}

fn standard(name: &str) -> PathBuf {
    shelf().join(name)
}
