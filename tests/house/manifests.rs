//! The manifests: one table of dependencies, each with its reason, and keys that are inherited.

use std::collections::BTreeSet;

use crate::folder;

/// What each member takes from the workspace.
const INHERITED: [&str; 5] = ["version", "edition", "rust-version", "license", "publish"];

#[test]
fn every_dependency_has_its_reason() -> Result<(), String> {
    let manifest = folder::read(&folder::root().join("Cargo.toml"))?;
    let declared: BTreeSet<String> = section(&manifest, "[workspace.dependencies]")
        .filter(|line| !line.contains("path ="))
        .filter_map(|line| line.split_once(" = ").map(|(name, _)| name.to_owned()))
        .collect();
    let page = folder::read(&folder::root().join("docs/dependencies.md"))?;
    let rows = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| crate "));
    let explained: BTreeSet<String> = rows
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|names| names.split(',').map(|name| name.trim().to_owned()))
        .collect();
    assert_eq!(declared, explained, "Cargo.toml on the left, docs/dependencies.md on the right");
    Ok(())
}

#[test]
fn no_member_declares_a_version_of_its_own() -> Result<(), String> {
    for (name, manifest) in members()? {
        for heading in ["[dependencies]", "[dev-dependencies]", "[build-dependencies]"] {
            for line in section(&manifest, heading).filter(|line| line.contains('=')) {
                let inherited = line.contains(".workspace = true") || line.contains("workspace = true");
                assert!(inherited, "{name}: {line}");
            }
        }
    }
    Ok(())
}

#[test]
fn members_inherit_the_keys_and_lints_of_the_workspace() -> Result<(), String> {
    for (name, manifest) in members()? {
        for key in INHERITED {
            assert!(manifest.contains(&format!("{key}.workspace = true")), "{name} has its own {key}");
        }
        let inherits = section(&manifest, "[lints]").any(|line| line == "workspace = true");
        assert!(inherits || repeats_the_lints(&manifest)?, "{name} leaves out lints of the workspace");
    }
    Ok(())
}

/// A member with stricter lints cannot inherit, and has to repeat those of the workspace.
fn repeats_the_lints(manifest: &str) -> Result<bool, String> {
    let workspace = folder::read(&folder::root().join("Cargo.toml"))?;
    let mut repeated = true;
    for (theirs, ours) in
        [("[workspace.lints.rust]", "[lints.rust]"), ("[workspace.lints.clippy]", "[lints.clippy]")]
    {
        let own: BTreeSet<&str> = section(manifest, ours).collect();
        repeated &= section(&workspace, theirs).all(|line| line.is_empty() || own.contains(line));
    }
    Ok(repeated)
}

fn members() -> Result<Vec<(String, String)>, String> {
    let root = folder::root();
    let mut paths = folder::files(&root.join("crates"), &["toml"]);
    paths.extend([root.join("benches/generator/Cargo.toml"), root.join("tests/Cargo.toml")]);
    paths.retain(|path| path.ends_with("Cargo.toml"));
    paths.iter().map(|path| Ok((folder::name(path), folder::read(path)?))).collect()
}

/// The lines below a heading, down to the next.
fn section<'a>(manifest: &'a str, heading: &str) -> impl Iterator<Item = &'a str> + use<'a> {
    let below = manifest.lines().skip_while(|line| *line != heading).skip(1).collect::<Vec<_>>();
    below.into_iter().take_while(|line| !line.starts_with('['))
}
