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
