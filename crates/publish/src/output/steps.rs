//! Where tests stop the program. In a release build nothing here does anything, whatever the environment says.

/// Ends the process as a kill would, without any clean-up, if the variable `TRANGXA_TEST_STOP_AT` names this step.
#[cfg(debug_assertions)]
pub(super) fn step(name: &str) {
    if std::env::var_os("TRANGXA_TEST_STOP_AT").is_some_and(|wanted| wanted == name) {
        std::process::abort();
    }
}

/// Whether a test wants the program to do without something that its file system has: `exchange` or `links`.
#[cfg(debug_assertions)]
pub(super) fn lacks(ability: &str) -> bool {
    std::env::var("TRANGXA_TEST_WITHOUT").is_ok_and(|without| without.split(',').any(|it| it == ability))
}

#[cfg(not(debug_assertions))]
pub(super) fn step(_: &str) {}

#[cfg(not(debug_assertions))]
pub(super) fn lacks(_: &str) -> bool {
    false
}
