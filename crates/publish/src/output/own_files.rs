//! The files that builds make in the output folder for themselves, and not for readers.

/// The file that marks a folder as made by this program, which may therefore replace it. It has a line for each file that the
/// program wrote: its key (see [`generations`](super::generations) for that of programs), its fingerprint (`-` for what is not known), and its path.
pub(super) const LIST: &str = ".trangxa";
/// The name of the record in the output folder. It is written when the folder has its place and nothing of the old one is left,
/// because until then the system changes the times of the files.
pub(super) const RECORD: &str = ".trangxa-record";
/// The mark of a folder that is being made. It stays in it until the folder that it replaces is removed: a stopped build
/// left a folder with this mark before it became the output folder, and one without it afterwards. From the moment of the exchange,
/// it has the names of the build and of what was carried.
pub(super) const UNFINISHED: &str = ".trangxa-unfinished";
/// The name of a file that is written part by part, until it is complete.
pub(super) const PARTS: &str = ".trangxa-part";

/// All of them: no host may answer them, and a build takes none for a file of another program.
pub(crate) const OWN_FILES: [&str; 4] = [LIST, RECORD, UNFINISHED, PARTS];
