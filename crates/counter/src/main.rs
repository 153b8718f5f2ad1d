//! The `trangxa-counter` program.

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use ipnet::IpNet;
use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_counter::Day;
use trangxa_counter::http::{Limits, ProxyHeader, Server, Settings};
use trangxa_counter::metrics::Metrics;
use trangxa_counter::salt::Secret;
use trangxa_counter::site::{OfSite, Root, Sites};
use trangxa_counter::store::redis::Redis;
use trangxa_counter::store::sqlite::{Sqlite, backup};
use trangxa_counter::store::{Clock, Store};
use trangxa_model::Timestamp;

/// Counts visits to communes' pages: one program, one file, no cookies, no stored addresses.
#[derive(Parser)]
#[command(name = "trangxa-counter", version, args_conflicts_with_subcommands = true, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Option<Serve>,
}

#[derive(Subcommand)]
enum Command {
    /// Copies the counts to a new file, also while they are counted; today's visitors stay behind.
    Backup {
        /// The file that is counted into.
        #[arg(long, value_name = "FILE")]
        db: PathBuf,
        /// The copy; it must not be there yet.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// Prints the description of the interface, in OpenAPI's JSON.
    Openapi,
}

#[derive(Args)]
#[command(group(ArgGroup::new("where").args(["db", "store"]).required(true)))]
struct Serve {
    /// The file to count into; it is made if it is not there.
    #[arg(long, value_name = "FILE")]
    db: Option<PathBuf>,
    /// The Redis or Valkey server to count on instead, such as redis://redis.example:6379/0; several instances may share it.
    /// It may hold a password: then better said by the environment. --secret-file must be given, and be the same for each.
    #[arg(long, value_name = "URL", env = "TRANGXA_COUNTER_STORE", hide_env_values = true)]
    store: Option<String>,
    /// Where to listen.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The root of a page that is counted, such as https://xa.example/; once for each. The host name is the site's id, with the
    /// folder where it lies in one. `https://www.xa.example/=xa.example` counts another name of the same site.
    #[arg(long, value_name = "URL", required = true, value_delimiter = ',')]
    origin: Vec<Root>,
    /// What the old counter stood at: 12943, or xa.example=12943 where there are several sites.
    #[arg(long, value_name = "N", value_delimiter = ',')]
    start_total: Vec<OfSite<Total>>,
    /// The first day in that total, such as 2019-01-01 or xa.example=2019-01-01.
    #[arg(long, value_name = "DATE", value_delimiter = ',')]
    since: Vec<OfSite<Date>>,
    /// A file with at least 32 random bytes, made if it is not there. It lets visits go on after a restart. Keep it away from the
    /// database's folder and its backups.
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// A network whose proxies are believed when they say whose request it is, such as 127.0.0.1 or 10.0.0.0/8; once for each.
    #[arg(long, value_name = "CIDR", value_parser = network, value_delimiter = ',')]
    trusted_proxy: Vec<IpNet>,
    /// The header in which those proxies say it.
    #[arg(long, value_enum, default_value_t)]
    proxy_header: ProxyHeader,
    /// Hits a minute from one address.
    #[arg(long, value_name = "N", default_value = "600")]
    rate: NonZeroU32,
    /// Visitors a minute from one address whom nobody has seen lately; more are answered and not counted.
    #[arg(long, value_name = "N", default_value = "60")]
    newcomers: NonZeroU32,
    /// Where to tell metrics to Prometheus, at /metrics; nowhere, if this is not given.
    #[arg(long, value_name = "ADDR")]
    metrics: Option<SocketAddr>,
    /// How the log is written.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,
}

#[derive(Clone, Copy, ValueEnum)]
enum Log {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// A total on the command line, as pages show it: with or without dots between thousands.
#[derive(Clone, Copy)]
struct Total(u64);

impl std::str::FromStr for Total {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let total = text.replace('.', "").parse().ok();
        // Beyond that a browser does not know one number from the next.
        let total = total.filter(|total| *total < 1 << 53);
        total.map(Self).ok_or_else(|| format!("expected a whole number such as 12943, found {text}"))
    }
}

/// A day on the command line.
#[derive(Clone, Copy)]
struct Date(Day);

impl std::str::FromStr for Date {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = Timestamp::parse(text).filter(|_| text.len() == 10);
        let day = at.map(Day::of).filter(|day| *day <= Day::of(now()));
        day.map(Self).ok_or_else(|| format!("expected a day that has been, such as 2019-01-01, found {text}"))
    }
}

fn network(text: &str) -> Result<IpNet, String> {
    let single = text.parse::<IpAddr>().map(IpNet::from).ok();
    single.or_else(|| text.parse().ok()).ok_or_else(|| format!("expected an address or a network, found {text}"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_json = arguments.serve.as_ref().is_some_and(|serve| matches!(serve.log, Log::Json));
    let result = match (arguments.command, arguments.serve) {
        (Some(Command::Backup { db, to }), _) => backup(&db, &to).map_err(Into::into),
        (Some(Command::Openapi), _) => openapi(),
        (None, Some(serve)) => run(serve),
        (None, None) => Ok(()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where lines of JSON are read, the last one is one, too.
            if is_json {
                tracing::error!(%error, "cannot go on");
            } else {
                eprintln!("error: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn openapi() -> Result<(), Box<dyn Error>> {
    println!("{}", trangxa_counter::http::openapi().to_pretty_json()?);
    Ok(())
}

#[tokio::main]
async fn run(serve: Serve) -> Result<(), Box<dyn Error>> {
    log(serve.log);
    let mut sites = Sites::new(serve.origin)?;
    sites.tell("--start-total", serve.start_total, |site, total| site.start_total = Some(total.0))?;
    sites.tell("--since", serve.since, |site, since| site.since = Some(since.0))?;
    let secret = serve.secret_file.as_deref().map(Secret::from_file).transpose()?;
    let clock: Clock = Arc::new(now);
    let metrics = Arc::new(Metrics::default());
    let store = match (&serve.db, &serve.store, secret) {
        (Some(db), _, secret) => {
            if secret.is_none() {
                tracing::info!("no --secret-file: a visit that a restart interrupts is counted again");
            }
            let secret = secret.map_or_else(Secret::passing, Ok)?;
            Store::Sqlite(Sqlite::open(db, &sites, secret, clock, Arc::clone(&metrics))?)
        }
        (None, Some(address), Some(secret)) => {
            Store::Redis(Redis::open(address, &sites, secret, clock, Arc::clone(&metrics)).await?)
        }
        (None, _, _) => {
            return Err(
                "--store needs --secret-file: the same 32 random bytes for every instance, as `openssl rand 32` \
                        writes them"
                    .into(),
            );
        }
    };
    let settings = Settings {
        listen: serve.listen,
        metrics_listen: serve.metrics,
        sites,
        trusted_proxies: serve.trusted_proxy,
        proxy_header: serve.proxy_header,
        rate: serve.rate,
        newcomers: serve.newcomers,
        limits: Limits::default(),
    };
    // Asked for before anything is served: a signal that comes early is not lost.
    let ending = ending()?;
    let server = Server::start(settings, store, metrics).await?;
    tracing::info!(address = %server.address(), "counting");
    ending.await;
    tracing::info!("stopping");
    server.stop().await?;
    Ok(())
}

fn log(how: Log) {
    let builder = tracing_subscriber::fmt().with_writer(std::io::stderr).with_target(false);
    match how {
        Log::Text => builder.with_ansi(false).init(),
        Log::Json => builder.json().flatten_event(true).init(),
    }
}

fn now() -> Timestamp {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_unix(i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX))
}

/// Ends when the program is told to: Ctrl-C, or what systemd and containers send.
fn ending() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        // If it cannot be heard, the program is ended by other means.
        let _ = tokio::signal::ctrl_c().await;
    })
}
