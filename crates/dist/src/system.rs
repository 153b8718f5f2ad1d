//! The systems that there are archives for.

/// A system.
pub(crate) struct System {
    /// Its name in the names of archives, such as `linux-x86_64`.
    pub(crate) name: String,
    /// The compiler's name for it.
    pub(crate) triple: String,
    pub(crate) is_windows: bool,
}

impl System {
    /// The system of this name of the compiler's.
    pub(crate) fn of(triple: String) -> Self {
        let is_windows = triple.contains("windows");
        let processor = triple.split('-').next().unwrap_or_default();
        Self { name: format!("{}-{processor}", if is_windows { "windows" } else { "linux" }), triple, is_windows }
    }

    /// The file name of a program.
    pub(crate) fn program(&self, name: &str) -> String {
        format!("{name}{}", if self.is_windows { ".exe" } else { "" })
    }
}
