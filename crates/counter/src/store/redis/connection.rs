//! The connection to Redis. All hits share one connection, so that their commands are pipelined. It is replaced when it stops
//! working.

use crate::lock::lock;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, ErrorKind, FromRedisValue, Pipeline, RedisError, RedisResult, ScriptInvocation, ServerErrorKind};
use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How long Redis may take to accept a connection or to answer a command.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(1);
/// How long a command may take in all, including a new connection. A hit that takes longer is refused; it is not put into a queue.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(2);
/// The minimum time between two attempts to connect.
const RECONNECT_DELAY: Duration = Duration::from_millis(200);
/// The minimum age of a connection that is replaced.
const MIN_AGE: Duration = Duration::from_secs(1);
/// How many commands may wait to be written to the socket.
const PIPELINE_BUFFER: usize = 1024;

/// A connection that reconnects by itself.
pub(crate) struct RedisConnection {
    client: Client,
    /// The connection in use, and when it was made.
    current: Mutex<(Instant, ConnectionManager)>,
}

impl RedisConnection {
    /// Prepares a connection; it connects with the first command.
    ///
    /// # Errors
    /// If the settings are not valid.
    pub(crate) fn new(client: Client) -> RedisResult<Self> {
        let manager = connect(&client)?;
        Ok(Self { client, current: Mutex::new((Instant::now(), manager)) })
    }

    /// Runs a script. If the server does not have it, it is loaded first.
    ///
    /// # Errors
    /// If the server cannot be reached in time, or the script fails.
    pub(crate) async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> RedisResult<T> {
        let (made, mut manager) = lock(&self.current).clone();
        let answer = tokio::time::timeout(COMMAND_TIMEOUT, script.invoke_async(&mut manager)).await;
        self.replace_if_broken(made, answer.unwrap_or_else(|_| Err(timed_out())))
    }

    /// Runs the commands of a pipeline.
    ///
    /// # Errors
    /// If the server cannot be reached in time, or a command fails.
    pub(crate) async fn send<T: FromRedisValue>(&self, commands: &Pipeline) -> RedisResult<T> {
        let (made, mut manager) = lock(&self.current).clone();
        let answer = tokio::time::timeout(COMMAND_TIMEOUT, commands.query_async(&mut manager)).await;
        self.replace_if_broken(made, answer.unwrap_or_else(|_| Err(timed_out())))
    }

    /// Replaces the connection if the server does not answer or is no longer the primary: a new connection may reach the new primary.
    /// A closed connection is renewed by the connection manager itself. Returns `answer`.
    fn replace_if_broken<T>(&self, made: Instant, answer: RedisResult<T>) -> RedisResult<T> {
        if let Err(error) = &answer
            && (error.is_timeout() || error.kind() == ErrorKind::Server(ServerErrorKind::ReadOnly))
        {
            let mut current = lock(&self.current);
            // If many commands fail at the same time, only one of them makes a new connection.
            if current.0 == made && made.elapsed() >= MIN_AGE {
                *current = (Instant::now(), connect(&self.client)?);
            }
        }
        answer
    }
}

fn connect(client: &Client) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_connection_timeout(Some(RESPONSE_TIMEOUT))
        .set_response_timeout(Some(RESPONSE_TIMEOUT))
        .set_number_of_retries(1)
        .set_min_delay(RECONNECT_DELAY)
        .set_pipeline_buffer_size(PIPELINE_BUFFER);
    ConnectionManager::new_lazy_with_config(client.clone(), config)
}

fn timed_out() -> RedisError {
    io::Error::from(io::ErrorKind::TimedOut).into()
}
