//! How far a build has come, on a terminal.

use std::io::IsTerminal;
use std::sync::Once;

use indicatif::{ProgressBar, ProgressStyle};
use roasbook::Progress;

use super::Verbosity;

/// Progress on a terminal, silence elsewhere. That a build waits is said everywhere, once.
pub struct Bar {
    bar: ProgressBar,
    wait: Once,
    is_quiet: bool,
}

impl Bar {
    pub fn new(verbosity: Verbosity) -> Self {
        let is_shown = std::io::stderr().is_terminal() && !verbosity.quiet;
        let bar = if is_shown {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} pages")
                .expect("the template is valid");
            ProgressBar::new(0).with_style(style)
        } else {
            ProgressBar::hidden()
        };
        Self {
            bar,
            wait: Once::new(),
            is_quiet: verbosity.quiet,
        }
    }

    pub fn take(&self, step: Progress) {
        match step {
            Progress::Pages(pages) => self.bar.set_length(pages as u64),
            Progress::Waiting if !self.is_quiet => self.wait.call_once(|| {
                let say = || eprintln!("another build is writing there; waiting");
                self.bar.suspend(say);
            }),
            Progress::PageWritten => self.bar.inc(1),
            Progress::Waiting | Progress::Swapping => {}
        }
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
