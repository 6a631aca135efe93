//! The Markdown suites under `tests/suite/`.

use libtest_mimic::Trial;

use crate::suite::case;
use crate::suite::folder;
use crate::suite::markdown::Page;

/// One test for each heading with blocks; a file that cannot be read is a failing test.
pub(crate) fn trials() -> Vec<Trial> {
    let files = folder::files(&folder::root().join("tests/suite"), &["md"]);
    files.iter().flat_map(|path| of_page(Page::read(path), &folder::name(path))).collect()
}

/// The tests of a page, or one that says why there are none.
pub(crate) fn of_page(page: Result<Page, String>, name: &str) -> Vec<Trial> {
    match page {
        Ok(page) if page.blocks().next().is_some() => case::trials(page),
        Ok(_) => vec![Trial::test(name.to_owned(), || Err("it has no blocks".into()))],
        Err(problem) => vec![Trial::test(name.to_owned(), move || Err(problem.into()))],
    }
}
