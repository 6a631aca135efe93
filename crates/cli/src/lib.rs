//! The `weiheng` command as a library: arguments in, text and an exit status out, so that tests run it in-process.

mod ahead;
mod args;
mod batch;
mod built_in;
mod cases;
mod catalogue;
mod clock;
mod command;
mod costs;
mod diagnostic;
mod editions;
mod exit;
mod failure;
mod files;
mod intake;
mod io;
mod line;
mod mapping;
mod observed;
mod overriding;
mod per_unit;
mod progress;
mod repairing;
mod report;
mod shelf;
mod sources;
mod standard;
mod stored;
mod streaming;
mod submitted;
mod verification;

use std::ffi::OsString;

use clap::Parser;

use crate::args::Cli;
pub use crate::clock::today;
pub use crate::exit::Exit;
pub use crate::io::Io;
pub use crate::io::Screen;

/// Runs the command line `arguments`, the name of the program first.
pub fn run(arguments: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return refused(&error, io),
    };
    match cli.command.run(cli.common, io) {
        Ok(exit) => exit,
        Err(failure) => {
            io.complain(&failure.text(cli.common.language()));
            Exit::BadInput
        }
    }
}

/// What clap has to say: help and version on request, or what is wrong with the arguments.
fn refused(error: &clap::Error, io: &mut Io<'_>) -> Exit {
    let on_stderr = error.use_stderr();
    let styled = if on_stderr { io.screen.stderr } else { io.screen.stdout };
    let text = error.render();
    let text = if styled && io.screen.colour { text.ansi().to_string() } else { text.to_string() };
    if on_stderr {
        io.complain(&text);
        return Exit::BadInput;
    }
    match io.print(&text) {
        Ok(()) => Exit::Passed,
        Err(_) => Exit::BadInput,
    }
}
