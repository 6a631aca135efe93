//! The built-in standards, and the command in this process.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::path::PathBuf;

use weiheng::Date;
use weiheng::Source;
use weiheng::SourceId;
use weiheng::Standard;
use weiheng_cli::Io;
use weiheng_cli::Screen;

/// Runs `weiheng` with arguments; its exit status, and what it wrote.
pub(super) fn weiheng(arguments: &[&str]) -> (u8, String, String) {
    let (mut stdin, mut stdout, mut stderr) = (&b""[..], Vec::new(), Vec::new());
    let mut io = Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        screen: Screen::NONE,
        today: Date::new(2026, 1, 1),
    };
    let line = ["weiheng"].iter().chain(arguments).map(OsString::from);
    let status = weiheng_cli::run(line, &mut io).code();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it writes UTF-8");
    (status, text(stdout), text(stderr))
}

/// The ids of the built-in standards.
pub(super) fn built_in() -> Vec<String> {
    let (status, json, _) = weiheng(&["list", "--format", "json"]);
    assert_eq!(status, 0);
    let list: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let ids = list.as_array().expect("an array").iter();
    ids.map(|standard| standard["id"].as_str().expect("an id").to_owned()).collect()
}

/// Writes the form of a standard.
pub(super) fn form(standard: &str, to: &Path) {
    let to = to.display().to_string();
    let (status, _, wrong) = weiheng(&["form", standard, "--xlsform", "-o", &to]);
    assert_eq!((status, wrong.as_str()), (0, ""), "{standard}");
}

/// A standard of the repository.
pub(super) fn loaded(id: &str) -> Standard {
    let files = files();
    let find = |name: &str| {
        let path = files.iter().find(|path| path.file_stem().is_some_and(|stem| stem == name))?;
        let text = std::fs::read_to_string(path).expect("a clause file");
        Some(Source::new(path.display().to_string(), text))
    };
    let source = find(id).expect("the standard is here");
    let mut library: BTreeMap<String, (SourceId, Source)> = BTreeMap::new();
    for (at, path) in (1..).zip(&files) {
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        library.extend(find(&stem).map(|source| (stem, (SourceId(at), source))));
    }
    library.remove(id);
    weiheng::load_with(&source, SourceId(0), &mut library).value.expect("the standard is legal")
}

/// The clause files of the repository, and those of these tests.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    let mut folders = vec![root.join("../standards"), root.join("phones")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is here") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "wh") {
                files.push(path);
            }
        }
    }
    files
}
