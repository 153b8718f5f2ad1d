//! The command line.

use super::clock::now;
use super::log::LogFormat;
use clap::{ArgGroup, Args, Parser, Subcommand};
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::str::FromStr;
use trangxa_counter::VietnamDay;
use trangxa_counter::http::ProxyHeader;
use trangxa_counter::site::{CountedPaths, SiteRoot, SiteValue};
use trangxa_messages::counter as say;
use trangxa_messages::counter_help as help;
use trangxa_model::Timestamp;

#[derive(Parser)]
#[command(
    name = "trangxa-counter",
    version,
    about = help::About.to_string(),
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) serve: Option<ServeOptions>,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = help::Backup.to_string())]
    Backup {
        #[arg(long, value_name = help::ValueFile.to_string(), help = help::BackupDb.to_string())]
        db: PathBuf,
        #[arg(long, value_name = help::ValueFile.to_string(), help = help::BackupTo.to_string())]
        to: PathBuf,
    },
    #[command(about = help::Openapi.to_string())]
    Openapi,
}

#[derive(Args)]
#[command(group(ArgGroup::new("where").args(["db", "store"]).required(true)))]
pub(crate) struct ServeOptions {
    #[arg(long, value_name = help::ValueFile.to_string(), help = help::Db.to_string())]
    pub(crate) db: Option<PathBuf>,
    #[arg(
        long, value_name = help::ValueUrl.to_string(), env = "TRANGXA_COUNTER_STORE", hide_env_values = true,
        help = help::Store.to_string()
    )]
    pub(crate) store: Option<String>,
    #[arg(
        long, value_name = help::ValueAddress.to_string(), value_parser = address, default_value = "127.0.0.1:8090",
        help = help::Listen.to_string()
    )]
    pub(crate) listen: SocketAddr,
    #[arg(
        long, value_name = help::ValueUrl.to_string(), required = true, value_delimiter = ',',
        help = help::Origin.to_string()
    )]
    pub(crate) origin: Vec<SiteRoot>,
    #[arg(
        long, value_name = help::ValueNumber.to_string(), value_delimiter = ',', allow_negative_numbers = true,
        help = help::StartTotal.to_string()
    )]
    pub(crate) start_total: Vec<SiteValue<TotalArgument>>,
    #[arg(long, value_name = help::ValueDay.to_string(), value_delimiter = ',', help = help::Since.to_string())]
    pub(crate) since: Vec<SiteValue<DayArgument>>,
    #[arg(long, value_name = help::ValueFile.to_string(), help = help::SecretFile.to_string())]
    pub(crate) secret_file: Option<PathBuf>,
    #[arg(
        long, value_name = help::ValueNetwork.to_string(), value_parser = network, value_delimiter = ',',
        help = help::TrustedProxy.to_string()
    )]
    pub(crate) trusted_proxy: Vec<IpNet>,
    #[arg(
        long, value_name = help::ValueHeader.to_string(), value_enum, default_value_t, hide_possible_values = true,
        help = help::ProxyHeader.to_string()
    )]
    pub(crate) proxy_header: ProxyHeader,
    #[arg(
        long, value_name = help::ValueNumber.to_string(), value_parser = limit, default_value = "600",
        help = help::Rate.to_string()
    )]
    pub(crate) rate: NonZeroU32,
    #[arg(
        long, value_name = help::ValueNumber.to_string(), value_parser = limit, default_value = "60",
        help = help::Newcomers.to_string()
    )]
    pub(crate) newcomers: NonZeroU32,
    #[arg(
        long, value_name = help::ValueNumber.to_string(), value_parser = limit, default_value = "60",
        help = help::NewPages.to_string()
    )]
    pub(crate) new_pages: NonZeroU32,
    #[arg(long, value_name = help::ValuePaths.to_string(), value_delimiter = ',', help = help::Paths.to_string())]
    pub(crate) paths: Vec<SiteValue<CountedPaths>>,
    #[arg(
        long, value_name = help::ValueAddress.to_string(), value_parser = address,
        help = help::Metrics.to_string()
    )]
    pub(crate) metrics: Option<SocketAddr>,
    #[arg(
        long, value_name = help::ValueFormat.to_string(), value_enum, default_value_t = LogFormat::Text,
        hide_possible_values = true, help = help::Log.to_string()
    )]
    pub(crate) log: LogFormat,
    #[arg(long, help = help::ExitWithStdin.to_string())]
    pub(crate) exit_with_stdin: bool,
}

/// A total on the command line, with or without dots between thousands, as pages show it.
#[derive(Clone, Copy)]
pub(crate) struct TotalArgument(pub(crate) u64);

impl FromStr for TotalArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let total = text.replace('.', "").parse().ok();
        // Larger numbers are not exact in JavaScript.
        let total = total.filter(|total| *total < 1 << 53);
        total.map(Self).ok_or_else(|| say::ValueTotal { found: text }.to_string())
    }
}

/// A day on the command line, today or earlier.
#[derive(Clone, Copy)]
pub(crate) struct DayArgument(pub(crate) VietnamDay);

impl FromStr for DayArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let at = Timestamp::parse(text).filter(|_| text.len() == 10);
        let day = at.map(VietnamDay::of).filter(|day| *day <= VietnamDay::of(now()));
        day.map(Self).ok_or_else(|| say::ValueDay { found: text }.to_string())
    }
}

fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| say::ValueAddress { found: text }.to_string())
}

fn limit(text: &str) -> Result<NonZeroU32, String> {
    text.parse().map_err(|_| say::ValueLimit { found: text }.to_string())
}

fn network(text: &str) -> Result<IpNet, String> {
    let single = text.parse::<IpAddr>().map(IpNet::from).ok();
    single.or_else(|| text.parse().ok()).ok_or_else(|| say::ValueNetwork { found: text }.to_string())
}
