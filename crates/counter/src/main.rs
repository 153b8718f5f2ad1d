//! The `trangxa-counter` program.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod cmd;

use cmd::arguments::{Arguments, Command, ServeOptions};
use cmd::clock::now;
use cmd::log::{self, LogFormat};
use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use trangxa_command_line::terminal;
use trangxa_counter::http::{Server, ServerLimits, ServerSettings};
use trangxa_counter::metrics::Metrics;
use trangxa_counter::salt::Secret;
use trangxa_counter::site::Sites;
use trangxa_counter::store::redis::RedisStore;
use trangxa_counter::store::sqlite::{SqliteStore, backup};
use trangxa_counter::store::{Clock, CountStore};
use trangxa_messages::SystemReason;
use trangxa_messages::counter as say;

fn main() -> ExitCode {
    let arguments = trangxa_command_line::parse::<Arguments>();
    let is_json = arguments.serve.as_ref().is_some_and(|serve| matches!(serve.log, LogFormat::Json));
    let result = match (arguments.command, arguments.serve) {
        (Some(Command::Backup { db, to }), _) => backup(&db, &to).map_err(Into::into),
        (Some(Command::Openapi), _) => openapi(),
        (None, Some(serve)) => run(serve),
        (None, None) => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A program that reads the log as JSON must also be able to read the last line.
            if is_json {
                tracing::error!(event = "ended", %error, "{}", say::Ended { reason: &error });
            } else {
                terminal::error(error);
            }
            ExitCode::FAILURE
        }
    }
}

fn openapi() -> Result<(), Box<dyn Error>> {
    let text = trangxa_counter::http::openapi().to_pretty_json()?;
    match writeln!(io::stdout().lock(), "{text}") {
        // The reader has seen enough: `trangxa-counter openapi | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(SystemReason(&error).to_string().into()),
        Ok(()) => Ok(()),
    }
}

#[tokio::main]
async fn run(serve: ServeOptions) -> Result<(), Box<dyn Error>> {
    log::start(serve.log);
    let mut sites = Sites::new(serve.origin)?;
    sites.apply("--start-total", serve.start_total, |site, total| site.start_total = Some(total.0))?;
    sites.apply("--since", serve.since, |site, since| site.since = Some(since.0))?;
    sites.apply_paths(serve.paths)?;
    let secret = serve.secret_file.as_deref().map(Secret::from_file).transpose()?;
    let clock: Clock = Arc::new(now);
    let metrics = Arc::new(Metrics::default());
    let store = match (&serve.db, &serve.store, secret) {
        (Some(db), _, secret) => {
            if secret.is_none() {
                tracing::info!(event = "no-secret-file", "{}", say::NoSecretFile);
            }
            let secret = secret.map_or_else(Secret::ephemeral, Ok)?;
            CountStore::Sqlite(SqliteStore::open(db, &sites, secret, clock, Arc::clone(&metrics))?)
        }
        (None, Some(address), Some(secret)) => {
            CountStore::Redis(RedisStore::open(address, &sites, secret, clock, Arc::clone(&metrics)).await?)
        }
        (None, _, _) => return Err(say::StoreNeedsSecret.to_string().into()),
    };
    let settings = ServerSettings {
        listen: serve.listen,
        metrics_listen: serve.metrics,
        sites,
        trusted_proxies: serve.trusted_proxy,
        proxy_header: serve.proxy_header,
        rate: serve.rate,
        newcomers: serve.newcomers,
        new_pages: serve.new_pages,
        limits: ServerLimits::default(),
    };
    // The handlers are installed before the server starts, so that an early signal is not lost.
    let stop = stop_requested(serve.exit_with_stdin).map_err(|error| SystemReason(&error).to_string())?;
    let server = Server::start(settings, store, metrics).await?;
    let address = server.address();
    tracing::info!(event = "counting", %address, "{}", say::Counting { address });
    stop.await;
    tracing::info!(event = "stopping", "{}", say::Stopping);
    server.stop().await?;
    Ok(())
}

/// Completes when the program should stop: on SIGINT (Ctrl-C), on SIGTERM (sent by systemd and containers), and, if `with_stdin`, when
/// standard input ends.
fn stop_requested(with_stdin: bool) -> io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        let terminated = async {
            #[cfg(unix)]
            terminate.recv().await;
            #[cfg(not(unix))]
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = terminated => {}
            // If the handler cannot be installed, the program is stopped in another way.
            _ = tokio::signal::ctrl_c() => {}
            () = stdin_ended(), if with_stdin => {}
        }
    })
}

/// Completes when standard input is at its end, or cannot be read.
async fn stdin_ended() {
    let (ended, wait) = tokio::sync::oneshot::channel();
    // A thread of its own: a blocking read cannot be cancelled, and the runtime would wait for it when the program stops otherwise.
    std::thread::spawn(move || {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        // Sending fails if the program is stopping already.
        let _ = ended.send(());
    });
    let _ = wait.await;
}
