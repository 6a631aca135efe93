//! How many units come out otherwise where a data engine calculates as one would write it.

use serde_json::json;

use crate::contender::Contender;
use crate::contender::Result;
use crate::contender::Scored;
use crate::contender::differing;
use crate::python::Driven;
use crate::python::Python;
use crate::workload::Files;

/// Decimals as binary fractions, formulas as the rubric says them: who differs for how many units.
pub fn as_written(python: &Python, files: &Files, expected: &[Scored]) -> Result<Vec<(String, usize)>> {
    let arguments = json!({ "source": "memory", "path": files.integers, "keep": "totals", "exact": false });
    let mut found = Vec::new();
    for module in ["polars_columns", "duckdb_columns"] {
        let mut driven = Driven::start(python, module, &arguments, "", expected.len())?;
        found.push((driven.version.clone(), differing(&driven.scored()?, expected)));
    }
    Ok(found)
}
