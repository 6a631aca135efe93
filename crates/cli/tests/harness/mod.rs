//! Runs the command with captured streams, and folders for it to work in.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::io::Write;
use std::path::PathBuf;

use weiheng::Date;
use weiheng_cli::Exit;
use weiheng_cli::Io;
use weiheng_cli::Screen;
use weiheng_cli::run as run_command;

/// What a run left.
pub(crate) struct Done {
    pub(crate) exit: Exit,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs `weiheng` with `arguments`; today is 6 May 2024.
pub(crate) fn run(arguments: &[&str], stdin: &str) -> Done {
    let mut stdout = Vec::new();
    let mut stderr = Vec::new();
    let exit = run_with(arguments, stdin, &mut stdout, &mut stderr);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { exit, stdout: text(stdout), stderr: text(stderr) }
}

/// The same with a standard output that nobody reads.
pub(crate) fn run_into_closed_pipe(arguments: &[&str], stdin: &str) -> Exit {
    run_with(arguments, stdin, &mut Closed, &mut Vec::new())
}

fn run_with(arguments: &[&str], stdin: &str, stdout: &mut dyn Write, stderr: &mut dyn Write) -> Exit {
    let arguments = std::iter::once("weiheng").chain(arguments.iter().copied()).map(OsString::from);
    let mut stdin = stdin.as_bytes();
    let today = Date::new(2024, 5, 6);
    run_command(arguments, &mut Io { stdin: &mut stdin, stdout, stderr, screen: Screen::NONE, today })
}

struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

/// A folder of one test; gone when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("weiheng-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        self.bytes(name, text.as_bytes())
    }

    pub(crate) fn bytes(&self, name: &str, bytes: &[u8]) -> String {
        fs::write(self.0.join(name), bytes).unwrap();
        self.path(name)
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}
