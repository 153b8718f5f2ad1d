//! The `trangxa` program.

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_model::Timestamp;
use trangxa_publish::files::Folder;
use trangxa_publish::{Changes, Options, PlainOptions, PublishError, Severity, build, build_plain, check};

/// Publishes a commune's information page.
#[derive(Parser)]
#[command(name = "trangxa", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a site folder as pages onto a built app: a folder to upload to any static host.
    Build {
        /// The built app.
        #[arg(long, value_name = "DIR")]
        app: PathBuf,
        /// The site folder, with data/site.json in it.
        #[arg(long, value_name = "DIR", required_unless_present = "plain")]
        site: Option<PathBuf>,
        /// The folder to make. An earlier one is replaced, once everything worked; what did not change is kept.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Where the site's root is on its host, such as /quangthanh/; without it, the path of site.json's base_url.
        #[arg(long, value_name = "PATH")]
        base_path: Option<String>,
        /// Puts a .br and a .gz beside each file that gains by it, for hosts that send those.
        #[arg(long)]
        compress: bool,
        /// Writes no pages: only the app, for a host on which a CMS keeps data/feed.json.
        #[arg(long)]
        plain: bool,
    },
    /// Reads a site as it would be published, and says what is wrong with it, where, and what becomes of it.
    ///
    /// Ends with 0 when everything in it is published, with 1 when something is lost or cannot be read, with 2 when there is
    /// nothing to read.
    Check {
        /// The site folder.
        #[arg(value_name = "SITE")]
        site: String,
        /// Writes the report as JSON.
        #[arg(long)]
        json: bool,
        /// Lists every finding, not only the first ten of a kind.
        #[arg(long)]
        all: bool,
    },
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Build { app, site, out, base_path, compress, plain } => {
            let built = match site {
                Some(site) if !plain => {
                    pages(&Options { app, site, out: out.clone(), base_path, now: now(), compress })
                }
                site => build_plain(&PlainOptions { app, site, out: out.clone(), base_path, compress })
                    .map(|changes| println!("the app without pages, in {}; {}", out.display(), words(changes))),
            };
            match built {
                Ok(()) => ExitCode::SUCCESS,
                Err(error) => {
                    eprintln!("error: {error}");
                    eprintln!("Nothing was published; {} is as it was.", out.display());
                    ExitCode::FAILURE
                }
            }
        }
        Command::Check { site, json, all } => check_site(&site, json, all),
    }
}

fn check_site(site: &str, json: bool, all: bool) -> ExitCode {
    match check(&Folder::new(Path::new(site)), now()) {
        Ok(checked) => {
            if json {
                println!("{:#}", checked.json(site));
            } else {
                print!("{}", checked.text(site, all));
            }
            if checked.is_anything_lost() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            eprintln!("error: {site}: {error}");
            ExitCode::from(2)
        }
    }
}

fn pages(options: &Options) -> Result<(), PublishError> {
    let report = build(options)?;
    // What would only be better is `trangxa check`'s to say.
    for finding in report.findings.iter().filter(|finding| finding.kind.severity() < Severity::Advice) {
        eprintln!("note: {finding}");
    }
    let (pages, articles, out): (_, _, &Path) = (report.pages, report.articles, &options.out);
    println!("{pages} pages, {articles} of them articles, in {}; {}", out.display(), words(report.changes));
    Ok(())
}

fn words(changes: Changes) -> String {
    let Changes { written, kept, removed } = changes;
    format!("{written} files written, {kept} as they were, {removed} removed")
}

fn now() -> Timestamp {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0))
}
