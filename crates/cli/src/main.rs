//! The `weiheng` command: connects the library to the process.

use std::process::ExitCode;

use weiheng_cli::Io;
use weiheng_cli::Screen;
use weiheng_cli::run;

fn main() -> ExitCode {
    let mut stdin = std::io::stdin().lock();
    let mut stdout = std::io::stdout().lock();
    let mut stderr = std::io::stderr().lock();
    let mut io = Io {
        stdin: &mut stdin,
        stdout: &mut stdout,
        stderr: &mut stderr,
        screen: Screen::of_this_process(),
        today: weiheng_cli::today(),
    };
    run(std::env::args_os(), &mut io).into()
}
