//! Lets the new folder take the place of the old one.

use super::steps::step;
use std::fs;
use std::io;
use std::path::Path;

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
    fs::rename(out, old)?;
    step("moved-away");
    if let Err(error) = fs::rename(new, out) {
        // If this fails too, the next build does it. The first error is the one to report.
        let _ = fs::rename(old, out);
        return Err(error);
    }
    step("moved-in");
    Ok(())
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
