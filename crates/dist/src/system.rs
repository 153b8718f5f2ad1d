//! The systems that there are archives for.

/// A system.
pub(crate) struct System {
    /// Its name in the names of archives.
    pub(crate) name: &'static str,
    /// The compiler's name for it.
    pub(crate) triple: &'static str,
    pub(crate) is_windows: bool,
}

/// Linux statically linked, so that the distribution does not matter; Windows by MinGW.
pub(crate) const ALL: &[System] = &[
    System { name: "linux-x86_64", triple: "x86_64-unknown-linux-musl", is_windows: false },
    System { name: "windows-x86_64", triple: "x86_64-pc-windows-gnu", is_windows: true },
];

impl System {
    /// The file name of a program.
    pub(crate) fn program(&self, name: &str) -> String {
        format!("{name}{}", if self.is_windows { ".exe" } else { "" })
    }
}
