//! The documents that people and machines look for, and that they say what is there.

use crate::folder;

#[test]
fn the_files_of_a_project_exist() {
    for name in
        ["README.md", "README.zh.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"]
    {
        assert!(folder::root().join(name).is_file(), "{name} is missing");
    }
}

#[test]
fn the_changelog_has_a_place_for_what_comes() -> Result<(), String> {
    let changelog = folder::read(&folder::root().join("CHANGELOG.md"))?;
    assert!(changelog.lines().any(|line| line == "## [Unreleased]"));
    Ok(())
}

#[test]
fn links_between_documents_lead_somewhere() -> Result<(), String> {
    let root = folder::root();
    let mut wrong = Vec::new();
    for path in folder::files(&root, &["md"]) {
        let name = folder::name(&path);
        if name.starts_with("tests/suite/") {
            continue;
        }
        let beside = path.parent().unwrap_or(&root);
        for link in links(&folder::read(&path)?) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !link.contains("://") && !beside.join(file).exists() {
                wrong.push(format!("{name}: {link}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The targets of `[text](target)`.
fn links(text: &str) -> Vec<String> {
    let after = text.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

#[test]
fn the_map_of_the_readme_names_what_is_there() -> Result<(), String> {
    let readme = folder::read(&folder::root().join("README.md"))?;
    let rows = readme.lines().filter(|line| line.starts_with("| `"));
    for path in rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split(',')) {
        let path = path.trim().trim_matches('`');
        assert!(folder::root().join(path).exists(), "{path} is not there");
    }
    Ok(())
}

#[test]
fn the_gate_can_be_run() -> Result<(), String> {
    let gate = folder::read(&folder::root().join(".ci/run"))?;
    for command in [
        "cargo fmt --check",
        "cargo clippy --workspace --all-targets -- -D warnings",
        "cargo test --workspace",
    ] {
        assert!(gate.contains(command), ".ci/run does not {command}");
    }
    Ok(())
}
