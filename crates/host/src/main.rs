//! `trangxa-host`: serves a folder until its standard input is closed, which happens at the latest when the program that
//! has started it ends, however that ends. `cargo xtask serve` uses it.

use anyhow::{Context, Result};
use clap::Parser;
use std::io;
use std::path::PathBuf;
use trangxa_host::{Host, Options};

/// Serves a folder on 127.0.0.1 until standard input is closed.
#[derive(Parser)]
#[command(name = "trangxa-host")]
struct Arguments {
    /// The folder.
    root: PathBuf,
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

fn main() -> Result<()> {
    let Arguments { root, port } = Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let host = runtime.block_on(Host::start(Options { port, compress: true, ..Options::new(root) }))?;
    println!("{}", host.url());
    io::copy(&mut io::stdin(), &mut io::sink()).context("cannot read standard input")?;
    Ok(())
}
