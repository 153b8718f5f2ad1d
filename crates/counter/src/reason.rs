//! What the errors of sockets, of SQLite and of Redis say to a person. Their own words are English; they stay in the sentence, because others have asked
//! about them in these words.

use redis::{ErrorKind as RedisKind, RedisError, ServerErrorKind};
use rusqlite::ErrorCode;
use std::io::{self, ErrorKind};
use trangxa_messages::SystemReason;
use trangxa_messages::counter as say;

/// Why an address cannot be listened on.
pub(crate) fn listening(error: &io::Error) -> String {
    let detail = error;
    match error.kind() {
        ErrorKind::AddrInUse => say::ListenPortInUse { detail }.to_string(),
        ErrorKind::AddrNotAvailable => say::ListenNoSuchAddress { detail }.to_string(),
        ErrorKind::PermissionDenied => say::ListenNoPermission { detail }.to_string(),
        _ => SystemReason(error).to_string(),
    }
}

/// Why SQLite cannot read or write.
pub(crate) fn sqlite(error: &rusqlite::Error) -> String {
    let detail = error;
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => say::SqliteDiskFull { detail }.to_string(),
        Some(ErrorCode::SystemIoFailure) => say::SqliteDiskFails { detail }.to_string(),
        Some(ErrorCode::ReadOnly) => say::SqliteReadOnly { detail }.to_string(),
        Some(ErrorCode::CannotOpen) => say::SqliteCannotOpen { detail }.to_string(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => say::SqliteLocked { detail }.to_string(),
        Some(ErrorCode::PermissionDenied) => say::SqliteNoPermission { detail }.to_string(),
        _ => detail.to_string(),
    }
}

/// Why Redis cannot be reached, or does not do what it was asked for.
pub(crate) fn redis(error: &RedisError) -> String {
    let detail = error;
    match (error.kind(), error.code()) {
        (RedisKind::AuthenticationFailed, _) | (_, Some("NOAUTH" | "WRONGPASS")) => {
            say::RedisWrongPassword { detail }.to_string()
        }
        (_, Some("OOM")) => say::RedisMemoryFull { detail }.to_string(),
        (RedisKind::Server(ServerErrorKind::BusyLoading), _) => say::RedisLoading { detail }.to_string(),
        (RedisKind::Server(ServerErrorKind::ReadOnly), _) => say::RedisReadOnly { detail }.to_string(),
        _ if error.is_connection_refusal() => say::RedisRefused { detail }.to_string(),
        _ if error.is_timeout() => say::RedisSilent { detail }.to_string(),
        _ if error.is_io_error() => say::RedisUnreachable { detail }.to_string(),
        _ => detail.to_string(),
    }
}
