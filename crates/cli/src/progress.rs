//! How far a long run has come, on a terminal and nowhere else.

use indicatif::ProgressBar;
use indicatif::ProgressDrawTarget;
use indicatif::ProgressStyle;

use crate::io::Screen;

/// A bar on standard error that is gone when the work is done.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar over so many files; none for a few, or where nobody looks.
    pub(crate) fn over(count: usize, screen: Screen) -> Self {
        if !screen.stderr || count < FEW {
            return Self(ProgressBar::hidden());
        }
        let length = u64::try_from(count).ok();
        let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// A bar for so many bytes of files, with the rate and the time that is left; hidden where there is no terminal.
    pub(crate) fn of_bytes(size: u64, screen: Screen) -> Self {
        if !screen.stderr || size < SMALL {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::with_draw_target(Some(size), ProgressDrawTarget::stderr());
        let template = "{wide_bar} {bytes}/{total_bytes} {bytes_per_sec} {eta_precise} {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// So many bytes more are done, with so many units.
    pub(crate) fn advance(&self, bytes: u64, units: u64) {
        self.0.inc(bytes);
        let so_far = self.0.message().parse().unwrap_or(0_u64);
        self.0.set_message((so_far + units).to_string());
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Fewer files are read before a bar could be seen.
const FEW: usize = 8;
/// Less is read before anybody sees a bar.
const SMALL: u64 = 4 * 1024 * 1024;
