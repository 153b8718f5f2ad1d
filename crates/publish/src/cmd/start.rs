//! `trangxa` without a command: it says what it is. In a window of its own, which a double click opens, it offers what to do.

use super::new::{self, out_for};
use super::{build, serve};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trangxa_command_line::{Question, shell, terminal};
use trangxa_messages::start as say;
use trangxa_site_files::SITE;

/// Says what the program is and how to begin. The exit code is 2, because nothing was done.
pub(crate) fn explain() -> ExitCode {
    introduce();
    let (site, out) = ("xa-an-binh", "xa-an-binh-da-dung");
    terminal::out(format_args!("\n{}", say::Begin));
    let name = say::ExampleName.to_string();
    terminal::out(format_args!("  {}\n    {}", say::BeginNew, shell::command(&["new", &name])));
    terminal::out(format_args!("  {}\n    {}", say::BeginServe, shell::command(&["serve", site])));
    terminal::out(format_args!("  {}\n    {}", say::BeginBuild, shell::command(&["build", site, out])));
    terminal::out(format_args!("\n{}", say::Help { command: shell::command(&["--help"]) }));
    ExitCode::from(2)
}

/// Offers what to do, until the person closes the window or answers nothing.
pub(crate) fn menu() -> ExitCode {
    introduce();
    if let Some(folder) = temporary_folder() {
        terminal::out(format_args!("\n{}", say::NotUnpacked { folder: folder.display() }));
    }
    // The site that the person worked on last.
    let mut site = None;
    loop {
        let items = [say::MenuNew.to_string(), say::MenuServe.to_string(), say::MenuBuild.to_string()];
        terminal::out(format_args!("\n{}\n{}\n{}", say::Menu, items.join("\n"), say::MenuEnd));
        let Some(choice) = ask(&Question { text: &say::Choose, suggestion: None, is_optional: true }, Choice::read)
        else {
            return ExitCode::SUCCESS;
        };
        terminal::out("");
        match choice {
            Choice::New => site = new::make(new::Arguments::default(), true).ok().or(site),
            Choice::Serve => {
                site = ask_site(site.as_deref()).or(site);
                if let Some(site) = &site {
                    serve::run(serve::Arguments::of(site.clone()));
                }
            }
            Choice::Build => {
                site = ask_site(site.as_deref()).or(site);
                if let Some(site) = &site {
                    build_from(site);
                }
            }
        }
    }
}

/// Waits until the person has read what stands in the window, if it closes otherwise.
pub(crate) fn hold_window() {
    terminal::ask(format_args!("\n{}", say::Close));
}

/// What can be chosen in the menu.
enum Choice {
    New,
    Serve,
    Build,
}

impl Choice {
    fn read(answer: &str) -> Result<Self, String> {
        match answer {
            "1" => Ok(Self::New),
            "2" => Ok(Self::Serve),
            "3" => Ok(Self::Build),
            choice => Err(say::NoSuchChoice { choice }.to_string()),
        }
    }
}

fn introduce() {
    terminal::out(format_args!("{}\n{}", say::About { version: env!("CARGO_PKG_VERSION") }, say::What));
}

/// Asks for the folder to build a site into, and builds it.
fn build_from(site: &Path) {
    let suggestion = out_for(site).display().to_string();
    let question = Question { text: &say::AskOut, suggestion: Some(&suggestion), is_optional: true };
    if let Some(out) = ask(&question, |answer| Ok::<_, String>(path(answer))) {
        build::run(build::Arguments::of(site.to_owned(), out));
    }
}

/// Asks for the folder of a site; the one that was worked on last is suggested, or the only one here.
fn ask_site(last: Option<&Path>) -> Option<PathBuf> {
    let only = || {
        let mut sites = fs::read_dir(".").ok()?.flatten().map(|entry| PathBuf::from(entry.file_name()));
        let mut sites = sites.by_ref().filter(|folder| is_site(folder));
        sites.next().filter(|_| sites.next().is_none())
    };
    let suggestion = last.map(Path::to_owned).or_else(only).map(|site| site.display().to_string());
    ask(&Question { text: &say::AskSite, suggestion: suggestion.as_deref(), is_optional: true }, |answer| {
        let folder = path(answer);
        if is_site(&folder) { Ok(folder) } else { Err(say::NoSite { folder: folder.display() }.to_string()) }
    })
}

fn is_site(folder: &Path) -> bool {
    folder.join(SITE).is_file()
}

/// A path that a person typed, or dropped into the window, which puts it in quotes.
fn path(answer: &str) -> PathBuf {
    let bare = |quote| answer.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    bare('"').or_else(|| bare('\'')).unwrap_or(answer).into()
}

fn ask<T>(question: &Question<'_>, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
    question.ask(read, &mut |text: &str| terminal::ask(text))
}

/// The folder that this program works in, if that is one for temporary files: File Explorer runs a program there that was opened inside of
/// an archive.
fn temporary_folder() -> Option<PathBuf> {
    let here = env::current_dir().ok()?.canonicalize().ok()?;
    let temporary = env::temp_dir().canonicalize().ok()?;
    here.starts_with(&temporary).then_some(here)
}
