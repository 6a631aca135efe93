//! The `weiheng` command: connects the library to the process.

use std::process::ExitCode;

use weiheng_cli::Io;
use weiheng_cli::Screen;
use weiheng_cli::run;

fn main() -> ExitCode {
    quiet_about_damaged_workbooks();
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

/// The reader of .xls panics on some damaged files, which the command tells as damage; the panic itself need not be
/// shown. Every other panic is.
fn quiet_about_damaged_workbooks() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let of_reader = panic.location().is_some_and(|place| place.file().contains("calamine"));
        if !of_reader {
            usual(panic);
        }
    }));
}
