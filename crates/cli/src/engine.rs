//! The seam to what the engine does not show yet; the file goes when it does.

use weiheng::Standard;

/// A checked standard as text, for `weiheng show model`.
pub(crate) fn show_standard(standard: &Standard) -> String {
    format!("{standard:#?}\n")
}
