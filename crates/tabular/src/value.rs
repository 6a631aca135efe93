//! What a filled cell says.

use weiheng::Diagnostics;
use weiheng::observation::Cell as Address;
use weiheng::observation::Raw;

use crate::problem::Problem;
use crate::table::Cell;

/// The value of a filled cell. What a formula shows that has no value is a problem, whatever kind the fact is of.
pub(crate) fn raw(cell: &Cell, address: &Address, problems: &mut Diagnostics) -> Raw {
    if is_error(&cell.text) {
        let read = cell.text.clone();
        problems.push(Problem::ErrorValue { at: address.place(), read }.at(cell.span));
        return Raw::Blank;
    }
    Raw::Text(cell.text.clone())
}

/// The error values of spreadsheets.
fn is_error(text: &str) -> bool {
    const KNOWN: [&str; 12] = [
        "#DIV/0!",
        "#N/A",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#REF!",
        "#VALUE!",
        "#SPILL!",
        "#CALC!",
        "#DATA!",
        "#####",
        "#GETTING_DATA",
    ];
    let upper = text.to_ascii_uppercase();
    KNOWN.contains(&upper.as_str())
        || upper.strip_prefix("ERR:").is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
}
