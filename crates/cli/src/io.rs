//! The three streams, and what is known of the terminal behind them.

use std::io::ErrorKind;
use std::io::IsTerminal;
use std::io::Read;
use std::io::Write;

use weiheng::Date;
use weiheng::Words;
use weiheng::words;

use crate::failure::Failure;
use crate::files::reason;

/// Everything a run may touch besides files.
pub struct Io<'a> {
    /// Standard input.
    pub stdin: &'a mut dyn Read,
    /// Standard output: results.
    pub stdout: &'a mut dyn Write,
    /// Standard error: what is wrong.
    pub stderr: &'a mut dyn Write,
    /// The terminal.
    pub screen: Screen,
    /// Today, where the clock shows a date.
    pub today: Option<Date>,
}

/// What is known of the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Whether standard output is a terminal.
    pub stdout: bool,
    /// Whether standard error is a terminal.
    pub stderr: bool,
    /// Whether colours are welcome on a terminal (`NO_COLOR` is not set).
    pub colour: bool,
    /// The columns there are.
    pub width: u16,
}

impl Screen {
    /// No terminal: pipes and files, 100 columns.
    pub const NONE: Self = Self { stdout: false, stderr: false, colour: false, width: 100 };

    /// The terminal of this process.
    pub fn of_this_process() -> Self {
        let stdout = std::io::stdout().is_terminal();
        let width = terminal_size::terminal_size().filter(|_| stdout).map(|(width, _)| width.0);
        Self {
            stdout,
            stderr: std::io::stderr().is_terminal(),
            colour: std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
            width: width.unwrap_or(Self::NONE.width),
        }
    }
}

impl Io<'_> {
    /// Writes a result. A reader that has gone (`| head`) is not a failure: the exit status is still the answer.
    pub(crate) fn print(&mut self, text: &str) -> Result<(), Failure> {
        self.put(text.as_bytes())
    }

    /// The same for what is not text.
    pub(crate) fn put(&mut self, contents: &[u8]) -> Result<(), Failure> {
        match self.stdout.write_all(contents).and_then(|()| self.stdout.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let Words { zh, en } = reason(&error);
                Err(Failure::new(words!("写不出结果：{zh}", "cannot write the result: {en}")))
            }
            _ => Ok(()),
        }
    }

    /// Writes to standard error; nobody can be told where that fails.
    pub(crate) fn complain(&mut self, text: &str) {
        let written = self.stderr.write_all(text.as_bytes());
        drop(written.and_then(|()| self.stderr.flush()));
    }
}
