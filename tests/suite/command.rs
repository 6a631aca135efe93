//! The command, run in this process.

use std::ffi::OsString;
use std::path::Path;
use std::sync::Mutex;
use std::sync::PoisonError;

use weiheng::Date;
use weiheng_cli::Io;
use weiheng_cli::Screen;
use weiheng_cli::run;

/// How a run ended and what it wrote.
#[derive(Default)]
pub(crate) struct Ran {
    /// The exit status.
    pub(crate) status: u8,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

/// The folder of a process is one for all its threads.
static FOLDER: Mutex<()> = Mutex::new(());

/// Runs `weiheng` with arguments in a folder. Today is always 1 January 2026.
pub(crate) fn weiheng(arguments: &[&str], stdin: &[u8], folder: &Path) -> Result<Ran, String> {
    let _only = FOLDER.lock().unwrap_or_else(PoisonError::into_inner);
    std::env::set_current_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let (mut stdin, mut stdout, mut stderr) = (stdin, Vec::new(), Vec::new());
    let mut io = Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        screen: Screen::NONE,
        today: Date::new(2026, 1, 1),
    };
    let line = ["weiheng"].iter().chain(arguments).map(OsString::from);
    let status = run(line, &mut io).code();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|_| "it wrote what is not UTF-8".to_owned());
    Ok(Ran { status, stdout: text(stdout)?, stderr: text(stderr)? })
}
