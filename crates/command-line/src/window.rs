//! The window that Windows opens for a program that is started by a double click, or by dropping a folder on it. It closes as soon as the
//! program ends, so nobody could read what stands in it.

/// Whether this program has such a window.
#[must_use]
pub fn is_own() -> bool {
    crate::terminal::can_ask() && is_started_by_other_than_shell()
}

/// What was typed into a shell stays there when the program ends.
#[cfg(windows)]
fn is_started_by_other_than_shell() -> bool {
    use winsafe::{GetCurrentProcessId, HPROCESSLIST, co};
    let Ok(mut processes) = HPROCESSLIST::CreateToolhelp32Snapshot(co::TH32CS::SNAPPROCESS, None) else { return false };
    let processes: Vec<(u32, u32, String)> = processes
        .iter_processes()
        .filter_map(Result::ok)
        .map(|it| (it.th32ProcessID, it.th32ParentProcessID, it.szExeFile()))
        .collect();
    let process = |id: u32| processes.iter().find(|(it, ..)| *it == id);
    let parent = process(GetCurrentProcessId()).and_then(|(_, parent, _)| process(*parent));
    parent.is_some_and(|(.., name)| !is_shell(name))
}

#[cfg(not(windows))]
fn is_started_by_other_than_shell() -> bool {
    false
}

/// Whether a program is one in which commands are typed, or runs commands for one.
#[cfg(any(windows, test))]
fn is_shell(program: &str) -> bool {
    const SHELLS: [&str; 12] =
        ["bash", "busybox", "cargo", "cmd", "fish", "make", "nu", "powershell", "pwsh", "sh", "wsl", "zsh"];
    let name = program.to_lowercase();
    SHELLS.contains(&name.strip_suffix(".exe").unwrap_or(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_manager_is_no_shell() {
        assert!(is_shell("cmd.exe") && is_shell("PowerShell.EXE") && is_shell("pwsh"));
        assert!(!is_shell("explorer.exe") && !is_shell("TOTALCMD64.EXE") && !is_shell("cmd.exe.exe"));
    }
}
