//! Where text for people goes: a terminal, whose width and colours it keeps to, or a file that has neither.

use std::io::Write;

use anstream::AutoStream;
use anstream::stream::{AsLockedWrite, RawStream};

/// Longer lines of prose are hard to read.
const WIDEST_PROSE: usize = 80;

/// Standard output or standard error. Colours written to it come out on a terminal that shows them, unless `NO_COLOR` is
/// set or `CLICOLOR` is 0; `CLICOLOR_FORCE` has them always.
pub struct Console {
    pub out: Box<dyn Write>,
    /// Of the terminal, in characters; `None` where there is none.
    pub width: Option<usize>,
}

impl Console {
    pub fn stdout() -> Self {
        Self::on(std::io::stdout().lock())
    }

    pub fn stderr() -> Self {
        Self::on(std::io::stderr().lock())
    }

    fn on<S: RawStream + AsLockedWrite + 'static>(stream: S) -> Self {
        Self {
            width: stream.is_terminal().then(textwrap::termwidth),
            out: Box::new(AutoStream::auto(stream)),
        }
    }

    /// How wide prose is set, the same wherever there is no terminal.
    pub fn prose_width(&self) -> usize {
        self.width
            .map_or(WIDEST_PROSE, |width| width.min(WIDEST_PROSE))
    }
}
