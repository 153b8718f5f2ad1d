//! Lets the new folder take the place of the old one.

use super::steps::step;
use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// How often a folder that is held is renamed, and the pause before each further time: 3 s in all.
const ATTEMPTS: u32 = 20;
const PAUSE: Duration = Duration::from_millis(150);
/// What Windows says of a file or folder that another program has open: access denied, sharing violation.
const HELD_ON_WINDOWS: [i32; 2] = [5, 32];

/// Puts the folder `new` into the place of `out`, and what was there to `old`. Where the system can exchange two folders there is no
/// moment without `out`. Elsewhere there is one between two renames; if the program is stopped in it, the next build finds
/// `old` without `out`, and puts it back.
pub(super) fn swap(new: &Path, out: &Path, old: &Path) -> io::Result<()> {
    step("before-swap");
    if exchange(new, out)? {
        step("exchanged");
        // Its name tells earlier releases, too, that it holds more than an unfinished build. A failure changes nothing.
        let _ = fs::rename(new, old);
        step("put-aside");
        return Ok(());
    }
    rename(out, old)?;
    step("moved-away");
    if let Err(error) = rename(new, out) {
        // If this fails too, the next build does it. The first error is the one to report.
        let _ = fs::rename(old, out);
        return Err(error);
    }
    step("moved-in");
    Ok(())
}

/// Whether a folder could not be renamed because another program has it open, or something in it. Only Windows refuses that.
pub(super) fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && is_held_on_windows(error)
}

fn is_held_on_windows(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| HELD_ON_WINDOWS.contains(&code))
}

/// Renames a folder. Virus scanners and indexers open new files for a moment, and a host those that it sends.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to), is_held, thread::sleep)
}

fn patiently(
    mut rename: impl FnMut() -> io::Result<()>,
    is_held: fn(&io::Error) -> bool,
    mut pause: impl FnMut(Duration),
) -> io::Result<()> {
    for _ in 1..ATTEMPTS {
        match rename() {
            Err(error) if is_held(&error) => pause(PAUSE),
            renamed => return renamed,
        }
    }
    rename()
}

/// Exchanges two folders in one step; false where the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    if super::steps::lacks("exchange") {
        return Ok(false);
    }
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often a rename is tried that fails with this error, so many times, and what comes of it.
    fn tried(code: i32, times: u32) -> (u32, io::Result<()>) {
        let (mut attempts, mut pauses) = (0, 0);
        let rename = || {
            attempts += 1;
            if attempts > times { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) }
        };
        let renamed = patiently(rename, is_held_on_windows, |_| pauses += 1);
        assert_eq!(pauses, attempts - 1);
        (attempts, renamed)
    }

    #[test]
    fn a_folder_that_is_held_is_tried_again_for_a_while() {
        let [denied, shared, missing] = [5, 32, 2];
        assert!(matches!(tried(denied, 3), (4, Ok(()))));
        assert!(matches!(tried(shared, ATTEMPTS), (ATTEMPTS, Err(_))));
        assert!(matches!(tried(missing, 1), (1, Err(_))));
        assert_eq!(is_held(&io::Error::from_raw_os_error(denied)), cfg!(windows));
    }
}
