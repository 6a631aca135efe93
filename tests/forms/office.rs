//! LibreOffice, which works out the formulas of workbooks.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// Workbooks for one run of it: it stops of itself somewhere above two hundred.
const AT_ONCE: usize = 100;
/// The second sheet, the scores, as plain values.
const SCORES: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2";

/// Works out every workbook of a folder; the folder of what came out on its sheet of scores.
pub(crate) fn recalculated(folder: &Path) -> PathBuf {
    converted(folder, SCORES)
}

/// Prints every workbook of a folder; the folder of the PDF files.
pub(crate) fn printed(folder: &Path) -> PathBuf {
    converted(folder, "pdf")
}

fn converted(folder: &Path, format: &str) -> PathBuf {
    let (done, profile) = (folder.join("done"), folder.join("profile"));
    let workbooks =
        std::fs::read_dir(folder).expect("the folder is here").map(|entry| entry.expect("an entry"));
    let mut workbooks: Vec<PathBuf> = workbooks
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|end| end == "xlsx"))
        .collect();
    workbooks.sort();
    for some in workbooks.chunks(AT_ONCE) {
        let output = Command::new("soffice")
            .arg(format!("-env:UserInstallation=file://{}", profile.display()))
            .args(["--headless", "--convert-to", format, "--outdir"])
            .arg(&done)
            .args(some)
            .output()
            .expect("LibreOffice is needed here: apt-get install libreoffice-calc");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    done
}

/// The cells of a sheet that was written as plain values.
pub(crate) fn cells(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path)
        .unwrap_or_else(|error| panic!("LibreOffice did not write {}: {error}", path.display()));
    text.lines().map(row).collect()
}

fn row(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match (character, cells.last_mut()) {
            ('"', _) => quoted = !quoted,
            (',', _) if !quoted => cells.push(String::new()),
            (character, Some(cell)) => cell.push(character),
            (_, None) => {}
        }
    }
    cells
}
