//! Programs of others: a Python with pyxform, which `tests/xlsform/install` makes where it is missing, and Java.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The folder of the scripts.
pub(super) fn scripts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("xlsform")
}

/// A folder of this name for what a test writes, empty.
pub(super) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("phones").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Runs a script in Python; what it wrote.
pub(super) fn python(script: &str, folder: &Path) -> Result<String, String> {
    let mut command = Command::new(interpreter()?);
    written(command.arg(scripts().join(script)).arg(folder))
}

/// ODK Validate, in which JavaRosa lies.
pub(super) fn validate() -> Result<String, String> {
    let place = "import pyxform; print(pyxform.__path__[0])";
    let pyxform = written(Command::new(interpreter()?).arg("-c").arg(place))?;
    Ok(format!("{}/validators/odk_validate/bin/ODK_Validate.jar", pyxform.trim()))
}

/// Runs what a command is; what it wrote, or how it failed.
pub(super) fn written(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    if output.status.success() { Ok(out) } else { Err(format!("{command:?}\n{out}\n{err}")) }
}

/// The Python that has pyxform, made once.
fn interpreter() -> Result<&'static Path, String> {
    static MADE: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let path = written(Command::new("sh").arg(scripts().join("install")))?;
        Ok(PathBuf::from(path.trim()))
    });
    made.as_deref().map_err(|error| format!("no Python with pyxform, see CONTRIBUTING.md: {error}"))
}
