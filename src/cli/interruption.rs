//! Ctrl-C, and what else asks a program to end.

use std::ops::ControlFlow;
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// The exit code of a command that was interrupted, as shells have it for Ctrl-C.
pub const CODE: u8 = 130;

/// Notes interruptions of a command that has something to tidy up. Before it has, and when asked twice, the program
/// ends at once.
#[derive(Clone, Default)]
pub struct Interruption(Arc<State>);

#[derive(Default)]
struct State {
    has_to_tidy: AtomicBool,
    has_come: AtomicBool,
}

impl Interruption {
    /// Notes Ctrl-C, and being asked to end or left alone by a terminal, from here on. Where whoever started the
    /// program had these ignored, as `nohup` does, they still are.
    pub fn watched() -> Self {
        let interruption = Self::default();
        let noted = interruption.clone();
        let _ = ctrlc::try_set_handler(move || noted.come());
        interruption
    }

    /// From here on the command itself ends.
    pub fn has_to_tidy(&self) {
        self.0.has_to_tidy.store(true, SeqCst);
    }

    /// Whether to go on.
    pub fn flow(&self) -> ControlFlow<()> {
        if self.0.has_come.load(SeqCst) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn come(&self) {
        let is_first = !self.0.has_come.swap(true, SeqCst);
        if !self.0.has_to_tidy.load(SeqCst) {
            eprintln!("error: the build was interrupted; nothing has been written");
            exit(i32::from(CODE));
        }
        if !is_first {
            exit(i32::from(CODE));
        }
    }
}
