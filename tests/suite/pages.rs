//! The pages of the diagnostic codes: each code has one, it causes the code and nothing else, and its repair holds.

use std::path::Path;

use libtest_mimic::Failed;
use libtest_mimic::Trial;
use weiheng::Code;

use crate::suite::fixtures;
use crate::suite::folder;
use crate::suite::mark::Mark;
use crate::suite::markdown::Block;
use crate::suite::markdown::Page;

/// The blocks of each page as tests, and one test of each page as a whole.
pub(crate) fn trials() -> Vec<Trial> {
    let folder = folder::root().join("docs/codes");
    let mut trials = Vec::new();
    for code in Code::ALL {
        let path = folder.join(format!("{code}.md"));
        if path.exists() {
            trials.extend(fixtures::of_page(Page::read(&path), &folder::name(&path)));
        }
        trials.push(Trial::test(format!("docs/codes/{code}.md"), move || {
            shape(*code, &path).map_err(Failed::from)
        }));
    }
    trials.push(Trial::test("docs/codes has no page without a code", move || {
        strangers(&folder).map_err(Failed::from)
    }));
    trials
}

/// A page begins with its code, causes it and no other, and shows the repair.
fn shape(code: Code, path: &Path) -> Result<(), String> {
    let page = Page::read(path)?;
    let headings: Vec<&str> = page.sections.iter().skip(1).map(|section| section.title.as_str()).collect();
    let [first, ..] = headings.as_slice() else { return Err("the page has no heading".to_owned()) };
    let title = code.title();
    if *first != format!("{code} {} · {}", title.zh, title.en) {
        return Err(format!("the heading is `{first}`, the code is `{code} {} · {}`", title.zh, title.en));
    }
    let caused: Vec<Mark> = page.blocks().flat_map(marks).collect();
    if caused.is_empty() || caused.iter().any(|mark| mark.code != code.as_str()) {
        return Err(format!("the page must cause {code} and nothing else, and marks {caused:?}"));
    }
    let repaired = page.sections.iter().filter(|section| section.title == "改正 Repaired");
    let repair: Vec<&Block> = repaired.flat_map(|section| &section.blocks).collect();
    if repair.is_empty() {
        return Err("the page shows no repair under `改正 Repaired`".to_owned());
    }
    match repair.into_iter().flat_map(marks).next() {
        Some(mark) => Err(format!("the repair still causes {}", mark.code)),
        None => Ok(()),
    }
}

fn marks(block: &Block) -> Vec<Mark> {
    let at_lines =
        if ["wh", "cases"].contains(&block.kind.as_str()) { Mark::of_lines(&block.text) } else { Vec::new() };
    block.marks.iter().cloned().chain(at_lines).collect()
}

fn strangers(folder: &Path) -> Result<(), String> {
    let known = |path: &Path| {
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        Code::ALL.iter().any(|code| code.as_str() == name)
    };
    match folder::files(folder, &["md"]).iter().find(|path| !known(path)) {
        Some(path) => Err(format!("{} is the page of no code", folder::name(path))),
        None => Ok(()),
    }
}
