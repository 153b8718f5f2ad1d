//! The `trangxa-counter` program.

#![deny(clippy::print_stdout, clippy::print_stderr)]

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use std::error::Error;
use std::io::{self, Write as _};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_counter::VietnamDay;
use trangxa_counter::http::{ProxyHeader, Server, ServerLimits, ServerSettings};
use trangxa_counter::metrics::Metrics;
use trangxa_counter::salt::Secret;
use trangxa_counter::site::{CountedPaths, SiteRoot, SiteValue, Sites};
use trangxa_counter::store::redis::RedisStore;
use trangxa_counter::store::sqlite::{SqliteStore, backup};
use trangxa_counter::store::{Clock, CountStore};
use trangxa_model::Timestamp;
use trangxa_model::printable::printable;

/// Counts visits to communes' pages: one program, one file, no cookies, no stored addresses.
#[derive(Parser)]
#[command(name = "trangxa-counter", version, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Option<ServeOptions>,
}

#[derive(Subcommand)]
enum Command {
    /// Copies the counts to a new file, also while the counter is running. Today's visitors are not copied.
    Backup {
        /// The file of the counter.
        #[arg(long, value_name = "FILE")]
        db: PathBuf,
        /// The copy. It must not exist.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Prints the OpenAPI description of the interface as JSON.
    Openapi,
}

#[derive(Args)]
#[command(group(ArgGroup::new("where").args(["db", "store"]).required(true)))]
struct ServeOptions {
    /// The SQLite file for the counts. It is created if it does not exist.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// The Redis or Valkey server for the counts, instead of a file, such as redis://redis.example:6379/0. Several instances may
    /// share it. An address with a password is better given by the environment variable. It needs --secret-file, with the same
    /// content for every instance.
    #[arg(long, value_name = "URL", env = "TRANGXA_COUNTER_STORE", hide_env_values = true)]
    store: Option<String>,
    /// The address to listen on.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The root address of a site that is counted, such as https://xa.example/; once for each site. The site's id is its host name,
    /// followed by the folder if it lies in one. `https://www.xa.example/=xa.example` is another address of the site xa.example.
    #[arg(long, value_name = "URL", required = true, value_delimiter = ',')]
    origin: Vec<SiteRoot>,
    /// The total of the previous counter: 12943, or xa.example=12943 if there are several sites.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    start_total: Vec<SiteValue<TotalArgument>>,
    /// The first day that this total includes, such as 2019-01-01 or xa.example=2019-01-01.
    #[arg(long, value_name = "DATE", value_delimiter = ',')]
    since: Vec<SiteValue<DayArgument>>,
    /// A file with at least 32 random bytes; it is created if it does not exist. With it, visits continue after a restart. Do not
    /// keep it in the folder of the database or in its backups.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// A network of reverse proxies whose forwarding header is used, such as 127.0.0.1 or 10.0.0.0/8; once for each network.
    #[arg(long, value_name = "CIDR", value_parser = network, value_delimiter = ',')]
    trusted_proxy: Vec<IpNet>,
    /// The header in which those proxies give the client's address.
    #[arg(long, value_enum, default_value_t)]
    proxy_header: ProxyHeader,
    /// The number of hits a minute that one address may send.
    #[arg(long, value_name = "N", default_value = "600")]
    rate: NonZeroU32,
    /// The number of new visitors a minute that one address may have. Hits of further ones are answered and not counted. A visitor is
    /// new if there was no hit in the last half hour.
    #[arg(long, value_name = "N", default_value = "60")]
    newcomers: NonZeroU32,
    /// The number of pages an hour that one address may add to those that are counted by name. Hits on further ones count as visits
    /// and views of the site. A page is new if nobody has opened it in the last half hour.
    #[arg(long, value_name = "N", default_value = "60")]
    new_pages: NonZeroU32,
    /// Which pages are counted by name: "routes", those that a portal of Trang Xã has, or "any", for a site that another program
    /// makes; xa.example=any for one of several sites.
    #[arg(long, value_name = "PATHS", value_delimiter = ',')]
    paths: Vec<SiteValue<CountedPaths>>,
    /// The address to serve metrics for Prometheus on, at /metrics. Without this option they are not served.
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// The format of the log.
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log: LogFormat,
    /// Stop when standard input ends. A program that starts the counter and keeps a pipe to it open can be sure that the counter stops
    /// with it, even if it is killed.
    #[arg(long)]
    exit_with_stdin: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object in each line.
    Json,
}

/// A total on the command line, with or without dots between thousands, as pages show it.
#[derive(Clone, Copy)]
struct TotalArgument(u64);

impl std::str::FromStr for TotalArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let total = text.replace('.', "").parse().ok();
        // Larger numbers are not exact in JavaScript.
        let total = total.filter(|total| *total < 1 << 53);
        total.map(Self).ok_or_else(|| format!("expected a whole number such as 12943, found {text}"))
    }
}

/// A day on the command line, today or earlier.
#[derive(Clone, Copy)]
struct DayArgument(VietnamDay);

impl std::str::FromStr for DayArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = Timestamp::parse(text).filter(|_| text.len() == 10);
        let day = at.map(VietnamDay::of).filter(|day| *day <= VietnamDay::of(now()));
        day.map(Self)
            .ok_or_else(|| format!("expected a day that is not in the future, such as 2019-01-01, found {text}"))
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let single = text.parse::<IpAddr>().map(IpNet::from).ok();
    single.or_else(|| text.parse().ok()).ok_or_else(|| format!("expected an address or a network, found {text}"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
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
                tracing::error!(%error, "the counter ended with an error");
            } else {
                // Nobody reads the message if standard error is closed.
                let _ = writeln!(io::stderr().lock(), "error: {}", printable(&error.to_string()));
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
        written => Ok(written?),
    }
}

#[tokio::main]
async fn run(serve: ServeOptions) -> Result<(), Box<dyn Error>> {
    start_log(serve.log);
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
                tracing::info!("no --secret-file: after a restart, current visitors are counted again");
            }
            let secret = secret.map_or_else(Secret::ephemeral, Ok)?;
            CountStore::Sqlite(SqliteStore::open(db, &sites, secret, clock, Arc::clone(&metrics))?)
        }
        (None, Some(address), Some(secret)) => {
            CountStore::Redis(RedisStore::open(address, &sites, secret, clock, Arc::clone(&metrics)).await?)
        }
        (None, _, _) => {
            return Err("--store needs --secret-file: the same 32 random bytes for every instance, for example from \
                        `openssl rand 32`"
                .into());
        }
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
    let stop = stop_requested(serve.exit_with_stdin)?;
    let server = Server::start(settings, store, metrics).await?;
    tracing::info!(address = %server.address(), "counting");
    stop.await;
    tracing::info!("stopping");
    server.stop().await?;
    Ok(())
}

/// Starts the log on standard error. The program goes on if nobody reads it.
fn start_log(format: LogFormat) {
    // A line that cannot be written is lost. By default, tracing-subscriber would report that on standard error, and panic where that
    // is closed or its disk is full.
    let builder = tracing_subscriber::fmt().with_writer(io::stderr).with_target(false).log_internal_errors(false);
    match format {
        LogFormat::Text => builder.with_ansi(false).init(),
        LogFormat::Json => builder.json().flatten_event(true).init(),
    }
}

fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix(i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX))
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
