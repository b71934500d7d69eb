//! Libraries that read binary formats panic on some damaged files. Here that becomes an error.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

thread_local! {
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `read` gives, or nothing if it panics. The message that a panic prints would tell the owner of the
/// file nothing, so it is not printed; panics elsewhere are reported as ever.
pub fn unless_it_panics<T>(read: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_QUIET.get() {
                report(info);
            }
        }));
    });
    let was_quiet = IS_QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    IS_QUIET.set(was_quiet);
    result.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_anything_else_is_given() {
        assert_eq!(unless_it_panics(|| 1), Some(1));
        let empty: &[u8] = &[];
        assert_eq!(unless_it_panics(|| empty[0]), None);
        assert!(!IS_QUIET.get());
    }
}
