//! Time and chance.

use trangxa_model::Timestamp;

/// The reader's clock.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::from_unix((js_sys::Date::now() / 1000.0) as i64)
}

/// A random number from 0 up to 1.
#[must_use]
pub fn chance() -> f64 {
    js_sys::Math::random()
}
