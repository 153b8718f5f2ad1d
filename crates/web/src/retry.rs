//! How long a busy server asks its clients to wait: the header `Retry-After` (RFC 9110, section 10.2.3).

use crate::header;
use std::time::{SystemTime, UNIX_EPOCH};
use trangxa_messages::web;
use trangxa_model::Timestamp;
use ureq::http::header::{DATE, HeaderMap, RETRY_AFTER};

/// `Retry-After` in seconds. It may also be a date, which is compared with the server's own clock (`Date`).
pub(crate) fn seconds_to_wait(headers: &HeaderMap) -> Option<u64> {
    let retry_after = header::text(headers, RETRY_AFTER)?;
    let retry_after = retry_after.trim();
    if let Ok(seconds) = retry_after.parse() {
        return Some(seconds);
    }
    let then = Timestamp::parse(retry_after)?.unix();
    let now = header::text(headers, DATE).and_then(|date| Timestamp::parse(&date)).map_or_else(now, Timestamp::unix);
    Some(u64::try_from(then - now).unwrap_or(0))
}

/// A time to wait in words, for a message: `in 60 minutes, after 28/11/2026 15:00`.
pub(crate) fn wait_text(seconds: u64) -> String {
    let wait = match seconds {
        0..=59 => web::WaitSeconds { count: seconds }.to_string(),
        60..=7199 => web::WaitMinutes { count: seconds.div_ceil(60) }.to_string(),
        7200..=172_799 => web::WaitHours { count: seconds.div_ceil(3600) }.to_string(),
        _ => web::WaitDays { count: seconds.div_ceil(86_400) }.to_string(),
    };
    // A server may send any number; no date is written for more than about a century.
    match i64::try_from(seconds).ok().filter(|seconds| *seconds < 3_000_000_000) {
        Some(seconds) => web::WaitUntil { wait, time: Timestamp::from_unix(now() + seconds).date_time() }.to_string(),
        None => wait,
    }
}

/// Now, in seconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_may_be_a_date_on_the_servers_clock() {
        let seconds = |retry_after: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(DATE, "Wed, 21 Oct 2015 07:28:00 GMT".parse().unwrap());
            headers.insert(RETRY_AFTER, retry_after.parse().unwrap());
            seconds_to_wait(&headers)
        };
        assert_eq!(seconds("Wed, 21 Oct 2015 07:29:30 GMT"), Some(90));
        assert_eq!(seconds("Wed, 21 Oct 2015 07:00:00 GMT"), Some(0));
        assert_eq!(seconds("5"), Some(5));
        assert_eq!(seconds("mai"), None);
        assert_eq!(seconds_to_wait(&HeaderMap::new()), None);
    }

    #[test]
    fn any_number_of_seconds_can_be_written() {
        assert!(wait_text(u64::MAX).contains("days"));
        assert!(wait_text(7200).starts_with("in 2 hours, after "));
    }
}
