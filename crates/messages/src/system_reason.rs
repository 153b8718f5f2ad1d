//! Errors of the operating system in words that a clerk can use.

use crate::system;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind};

/// Why the operating system refused to read or write something, and what to do: a sentence without a full stop, which follows
/// the name of the file and a colon.
///
/// The system's own words are often English, and never say what to do. They stand only where this type has no better ones. The number of the
/// error stands always, because whoever looks after the computer can look it up. The text of an error that a program made itself
/// stays as it is.
#[derive(Clone, Copy, Debug)]
pub struct SystemReason<'a>(pub &'a io::Error);

impl Display for SystemReason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(error) = self;
        let code = error.raw_os_error();
        match (known(error.kind(), code), code) {
            (Some(reason), Some(code)) => system::WithCode { reason, code }.fmt(f),
            (Some(reason), None) => reason.fmt(f),
            (None, _) if error.get_ref().is_some() => error.fmt(f),
            (None, _) => system::Other { system: error }.fmt(f),
        }
    }
}

/// Numbers of Windows for which Rust has no kind of errors, or one that says less: another program has the file open, or has locked a part.
const IN_USE_ON_WINDOWS: [i32; 2] = [32, 33];
/// A device that is not ready, has a broken sector, failed or was pulled out; a share or its server that is gone.
const FAILING_ON_WINDOWS: [i32; 10] = [21, 23, 31, 53, 55, 59, 64, 67, 433, 1117];
/// EIO, ENXIO and ENODEV, which have these numbers on all systems that are like Unix.
const FAILING_ON_UNIX: [i32; 3] = [5, 6, 19];

/// The message about an error of a kind and with a number of the system.
fn known(kind: ErrorKind, code: Option<i32>) -> Option<&'static dyn Display> {
    let is_one_of = |codes: &[i32]| code.is_some_and(|code| codes.contains(&code));
    if cfg!(windows) && is_one_of(&IN_USE_ON_WINDOWS) {
        return Some(&system::InUse);
    }
    if cfg!(windows) && is_one_of(&FAILING_ON_WINDOWS) || cfg!(unix) && is_one_of(&FAILING_ON_UNIX) {
        return Some(&system::DiskFailing);
    }
    Some(match kind {
        ErrorKind::NotFound => &system::NotFound,
        ErrorKind::PermissionDenied => &system::NotPermitted,
        ErrorKind::ReadOnlyFilesystem => &system::WriteProtected,
        ErrorKind::StorageFull => &system::DiskFull,
        ErrorKind::QuotaExceeded => &system::TooMuchSpace,
        ErrorKind::AlreadyExists => &system::AlreadyThere,
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => &system::InUse,
        ErrorKind::IsADirectory => &system::IsAFolder,
        ErrorKind::NotADirectory => &system::NotAFolder,
        ErrorKind::DirectoryNotEmpty => &system::FolderNotEmpty,
        ErrorKind::InvalidFilename => &system::BadName,
        ErrorKind::StaleNetworkFileHandle => &system::DiskFailing,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(error: &io::Error) -> String {
        SystemReason(error).to_string()
    }

    #[test]
    fn a_known_error_is_told_in_our_words_with_its_number() {
        let path = std::env::temp_dir().join("trangxa-messages-no-such-file");
        let error = said(&std::fs::read(path).unwrap_err());
        assert!(
            error.starts_with("it does not exist; check the name") && error.ends_with("(error 2 of the system)"),
            "{error}"
        );
        assert!(!error.contains("o such file"), "{error}");
        let (full, in_use, failing) = if cfg!(windows) { (112, 32, 1117) } else { (28, 16, 5) };
        for (code, words) in [
            (full, "the disk is full"),
            (in_use, "another program has it open"),
            (failing, "the disk or network drive"),
        ] {
            let error = said(&io::Error::from_raw_os_error(code));
            assert!(error.starts_with(words) && error.contains(&format!("error {code} ")), "{error}");
        }
    }

    #[test]
    fn an_error_without_a_number_has_none() {
        assert!(said(&ErrorKind::PermissionDenied.into()).ends_with("or open in another program"));
        assert_eq!(said(&io::Error::other("the archive is damaged")), "the archive is damaged");
    }

    #[test]
    fn an_unknown_error_keeps_the_words_of_the_system() {
        let error = io::Error::from_raw_os_error(if cfg!(windows) { 1450 } else { 12 });
        assert!(said(&error).starts_with(&format!("the system says \"{error}\"; try again")), "{}", said(&error));
    }
}
