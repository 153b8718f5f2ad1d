//! The `trangxa` program.

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_model::Timestamp;
use trangxa_publish::{Options, build};

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
        #[arg(long, value_name = "DIR")]
        site: PathBuf,
        /// The folder to make. An earlier one is replaced, once everything worked.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Where the site's root is on its host, such as /quangthanh/; without it, the path of site.json's base_url.
        #[arg(long, value_name = "PATH")]
        base_path: Option<String>,
    },
}

fn main() -> ExitCode {
    let Command::Build { app, site, out, base_path } = Arguments::parse().command;
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = Timestamp::from_unix(i64::try_from(seconds).unwrap_or(0));
    match build(&Options { app, site, out: out.clone(), base_path, now }) {
        Ok(report) => {
            for remark in &report.remarks {
                eprintln!("note: {remark}");
            }
            println!("{} pages, {} of them articles, in {}", report.pages, report.articles, out.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            eprintln!("Nothing was published; {} is as it was.", out.display());
            ExitCode::FAILURE
        }
    }
}
