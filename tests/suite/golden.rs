//! The observation files among the examples, each with its stored report.

use std::path::Path;

use libtest_mimic::Failed;
use libtest_mimic::Trial;

use crate::suite::console;
use crate::suite::folder;
use crate::suite::update;

/// Each file of observations with its standard.
const SCORED: [(&str, &str); 10] = [
    ("city-full.json", "cn.city.2014"),
    ("county-covert.csv", "cn.county-covert.2014"),
    ("covert-visit.json", "cn.county-covert.2014"),
    ("facilities.json", "--standard cn.city.2021 --standard cn.vectors.2011"),
    ("phone.xml", "cn.county-covert.2014"),
    ("street-failing.json", "examples/street.wh"),
    ("street-half.json", "examples/street.wh"),
    ("street.json", "examples/street.wh"),
    ("village.json", "--standard cn.village.2006 --standard hebei.village --standard shijiazhuang.village"),
    ("wuzhou.json", "cn.city.2014"),
];

/// What stands beside the observations and is none.
const COSTS: &str = "street-costs.csv";

/// One test for each file, and one that none is forgotten.
pub(crate) fn trials() -> Vec<Trial> {
    let examples = folder::root().join("examples");
    let forgotten = Trial::test("examples/ has a report for each observation file", move || {
        let files = folder::files(&examples, &["json", "csv", "ndjson", "xml"]);
        let named =
            |path: &Path| path.ends_with(COSTS) || SCORED.iter().any(|(file, _)| path.ends_with(file));
        match files.iter().find(|path| !named(path)) {
            Some(path) => Err(Failed::from(format!("{} has no row in golden.rs", folder::name(path)))),
            None => Ok(()),
        }
    });
    let scored = SCORED.map(|(file, standard)| {
        Trial::test(format!("examples/{file} gives its report"), move || {
            report(file, standard).map_err(Failed::from)
        })
    });
    scored.into_iter().chain([forgotten]).collect()
}

fn report(file: &str, standard: &str) -> Result<(), String> {
    let root = folder::root();
    let found = console::ran(&format!("$ weiheng score {standard} examples/{file}\n"), &root)?;
    update::expect_file(&root.join("tests/suite/golden").join(format!("{file}.txt")), &found)
}
