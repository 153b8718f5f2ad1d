//! The connection: one, shared by all hits, so that theirs travel together; made anew when it is of no more use.

use crate::store::lock;
use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::{Client, ErrorKind, FromRedisValue, Pipeline, RedisError, RedisResult, ScriptInvocation, ServerErrorKind};
use std::io;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// For Redis to take a connection, and to answer a command.
const ANSWER: Duration = Duration::from_secs(1);
/// For all of it. A hit that Redis does not take within it is refused, not kept waiting: there is no queue to fill.
const DEADLINE: Duration = Duration::from_secs(2);
/// Between two attempts to connect, at least.
const PAUSE: Duration = Duration::from_millis(200);
/// For how long a connection is given a chance before it is replaced by another.
const TRIED: Duration = Duration::from_secs(1);
/// How many commands may wait to be written to the socket.
const WRITING: usize = 1024;

/// The way to Redis.
pub struct Link {
    client: Client,
    /// With the time it was made.
    current: Mutex<(Instant, ConnectionManager)>,
}

impl Link {
    /// Connects when it is first asked.
    pub fn new(client: Client) -> RedisResult<Self> {
        let manager = connect(&client)?;
        Ok(Self { client, current: Mutex::new((Instant::now(), manager)) })
    }

    /// Runs a script; sends it first where Redis does not have it.
    pub async fn run<T: FromRedisValue>(&self, script: &ScriptInvocation<'_>) -> RedisResult<T> {
        let (made, mut manager) = lock(&self.current).clone();
        let answer = tokio::time::timeout(DEADLINE, script.invoke_async(&mut manager)).await;
        self.judge(made, answer.unwrap_or_else(|_| Err(late())))
    }

    /// Runs commands, all or none of them.
    pub async fn send<T: FromRedisValue>(&self, commands: &Pipeline) -> RedisResult<T> {
        let (made, mut manager) = lock(&self.current).clone();
        let answer = tokio::time::timeout(DEADLINE, commands.query_async(&mut manager)).await;
        self.judge(made, answer.unwrap_or_else(|_| Err(late())))
    }

    /// The manager comes back by itself when a connection breaks. Where it only falls silent, or leads to a server that is no
    /// primary any more, a new one may lead to the new primary.
    fn judge<T>(&self, made: Instant, answer: RedisResult<T>) -> RedisResult<T> {
        if let Err(error) = &answer
            && (error.is_timeout() || error.kind() == ErrorKind::Server(ServerErrorKind::ReadOnly))
        {
            let mut current = lock(&self.current);
            // Of many commands that fail together, one makes the new connection.
            if current.0 == made && made.elapsed() >= TRIED {
                *current = (Instant::now(), connect(&self.client)?);
            }
        }
        answer
    }
}

fn connect(client: &Client) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_connection_timeout(Some(ANSWER))
        .set_response_timeout(Some(ANSWER))
        .set_number_of_retries(1)
        .set_min_delay(PAUSE)
        .set_pipeline_buffer_size(WRITING);
    ConnectionManager::new_lazy_with_config(client.clone(), config)
}

fn late() -> RedisError {
    io::Error::new(io::ErrorKind::TimedOut, "no answer in time").into()
}
