//! One document that changes while it is shown.

use leptos::prelude::*;
use serde_json::Value;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, PoisonError};
use trangxa_model::document::JsonDocument;
use trangxa_model::{DataError, DocumentError, Timestamp};

/// What is known of a document. Once it was good, a failure never takes it away.
#[derive(Debug)]
pub enum Load<T: ?Sized> {
    /// Requested, or not yet; there is no value.
    Loading,
    /// Here, and current as far as known.
    Ready(Arc<T>),
    /// Here, but the last attempt to renew it failed.
    Stale(Arc<T>, DataError),
    /// Never had.
    Failed(DataError),
}

impl<T: ?Sized> Clone for Load<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(value) => Self::Ready(Arc::clone(value)),
            Self::Stale(value, error) => Self::Stale(Arc::clone(value), error.clone()),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

impl<T: ?Sized> Load<T> {
    /// The last good value.
    #[must_use]
    pub fn value(&self) -> Option<&Arc<T>> {
        match self {
            Self::Ready(value) | Self::Stale(value, _) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

/// A value of any type: what all documents have in common is compiled once, not for each type.
type AnyValue = dyn Any + Send + Sync;

/// What is known of the document at an address, whatever its type is.
#[derive(Clone)]
pub struct DocumentState {
    url: Arc<str>,
    state: ArcRwSignal<Load<AnyValue>>,
    version: Arc<Mutex<Version>>,
}

/// Which content the value was made from.
#[derive(Clone, Default)]
struct Version {
    fingerprint: Option<String>,
    /// The page carried only what it shows of the document; the same file has more.
    partial: bool,
    /// When the host last said that this is the content.
    checked: Option<Timestamp>,
    /// The views show that the value is less than the file, or that the file is gone.
    is_noted: bool,
}

impl DocumentState {
    /// Its address: absolute, or a path from the host's root.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether there is a value to show.
    fn has_value(&self) -> bool {
        self.state.with_untracked(|state| state.value().is_some())
    }

    /// Whether there is a whole value to show.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.has_value() && !self.version().partial
    }

    /// Whether the last attempt failed.
    #[must_use]
    pub fn is_failing(&self) -> bool {
        self.state.with_untracked(|state| matches!(state, Load::Stale(..) | Load::Failed(_)))
    }

    /// Whether the host says that there is no such document.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.state.with_untracked(|state| matches!(state, Load::Failed(error) if error.is_missing()))
    }

    /// The fingerprint of the file the whole value was made from: what need not be read again.
    #[must_use]
    pub fn known(&self) -> Option<String> {
        let version = self.version();
        if version.partial { None } else { version.fingerprint }
    }

    /// The fingerprint of the file that the value was made from, also where the page carried only a part of it.
    #[must_use]
    pub fn fingerprint(&self) -> Option<String> {
        self.version().fingerprint
    }

    /// Whether the document has, or had, a file at its address.
    #[must_use]
    pub fn has_file(&self) -> bool {
        self.fingerprint().is_some()
    }

    /// When the host last said that this is the content; `None` where that is not known.
    #[must_use]
    pub fn checked(&self) -> Option<Timestamp> {
        self.version().checked
    }

    fn put(&self, version: Version, value: Arc<AnyValue>) {
        self.set_version(version);
        self.state.set(Load::Ready(value));
    }

    /// The file was fetched again at `now` and is the one already shown.
    pub fn confirm(&self, now: Timestamp) {
        let version = self.version();
        let is_noted = version.is_noted;
        self.set_version(Version { checked: Some(now), is_noted: false, ..version });
        self.replace_quietly(|state| match state {
            Load::Stale(value, _) => Some(Load::Ready(Arc::clone(value))),
            _ => None,
        });
        if is_noted {
            self.state.notify();
        }
    }

    /// An attempt failed; the last good value stays. Returns the error for the caller to act on.
    #[must_use]
    pub fn fail(&self, error: DataError) -> DataError {
        match self.state.get_untracked() {
            Load::Ready(value) | Load::Stale(value, _) => {
                self.replace_quietly(|_| Some(Load::Stale(value, error.clone())));
            }
            Load::Failed(before) if before == error => {}
            Load::Loading | Load::Failed(_) => self.state.set(Load::Failed(error.clone())),
        }
        error
    }

    /// Changes what is known but not what is shown: no view is built anew.
    fn replace_quietly(&self, next: impl FnOnce(&Load<AnyValue>) -> Option<Load<AnyValue>>) {
        let mut state = self.state.write_untracked();
        if let Some(next) = next(&state) {
            *state = next;
        }
    }

    fn version(&self) -> Version {
        self.version.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn set_version(&self, version: Version) {
        *self.version.lock().unwrap_or_else(PoisonError::into_inner) = version;
    }
}

/// A document at an address, as everything on the page that shows it sees it.
pub struct LiveDocument<T> {
    document: DocumentState,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for LiveDocument<T> {
    fn clone(&self) -> Self {
        Self { document: self.document.clone(), of: PhantomData }
    }
}

impl<T> std::ops::Deref for LiveDocument<T> {
    type Target = DocumentState;

    fn deref(&self) -> &DocumentState {
        &self.document
    }
}

/// A value as the type that it was put in as.
fn typed<T: Send + Sync + 'static>(state: Load<AnyValue>) -> Load<T> {
    let of = |value: Arc<AnyValue>| value.downcast::<T>().ok();
    match state {
        Load::Ready(value) => of(value).map_or(Load::Loading, Load::Ready),
        Load::Stale(value, error) => match of(value) {
            Some(value) => Load::Stale(value, error),
            None => Load::Failed(error),
        },
        Load::Loading => Load::Loading,
        Load::Failed(error) => Load::Failed(error),
    }
}

impl<T: JsonDocument + Send + Sync + 'static> LiveDocument<T> {
    /// A document that is not here yet.
    #[must_use]
    pub fn new(url: String) -> Self {
        let state = ArcRwSignal::new(Load::Loading);
        Self { document: DocumentState { url: url.into(), state, version: Arc::default() }, of: PhantomData }
    }

    /// What is known of it; views that call this follow it.
    #[must_use]
    pub fn get(&self) -> Load<T> {
        typed(self.document.state.get())
    }

    /// The last good value; views that call this follow it.
    #[must_use]
    pub fn value(&self) -> Option<Arc<T>> {
        self.get().value().cloned()
    }

    /// What is known of it, without following it.
    #[must_use]
    pub fn peek(&self) -> Load<T> {
        typed(self.document.state.get_untracked())
    }

    /// Takes a document the page carried. `checked` says when the page came from the host, unless the browser had kept it.
    pub fn preload(&self, fingerprint: &str, partial: bool, checked: Option<Timestamp>, value: T) {
        let fingerprint = Some(fingerprint.to_owned());
        self.put(Version { fingerprint, partial, checked, ..Version::default() }, Arc::new(value));
    }

    /// Takes a document fetched at `now`. An error leaves the last good value.
    pub fn accept(&self, fingerprint: &str, json: Value, now: Timestamp) -> Result<(), DataError> {
        self.take(fingerprint, T::from_json(self.url(), json), now)
    }

    /// Takes what was read of a document fetched at `now`. An error leaves the last good value.
    pub fn take(&self, fingerprint: &str, read: Result<T, DocumentError>, now: Timestamp) -> Result<(), DataError> {
        match read {
            Ok(value) => {
                let fingerprint = Some(fingerprint.to_owned());
                self.put(Version { fingerprint, checked: Some(now), ..Version::default() }, Arc::new(value));
                Ok(())
            }
            Err(error) => Err(self.fail(error.into())),
        }
    }

    /// Takes a value found elsewhere than in its own file.
    #[cfg(feature = "hydrate")]
    pub fn found(&self, value: T)
    where
        T: PartialEq,
    {
        if self.peek().value().is_none_or(|known| **known != value) {
            self.document.state.set(Load::Ready(Arc::new(value)));
        }
    }

    /// Takes a value that is less than the file at the address, or one whose file is gone; `error` says why. Views are built anew, to
    /// show that.
    #[cfg(feature = "hydrate")]
    pub fn found_instead(&self, value: T, error: DataError)
    where
        T: PartialEq,
    {
        let version = self.version();
        if !version.is_noted || self.peek().value().is_none_or(|known| **known != value) {
            self.set_version(Version { is_noted: true, ..version });
            self.document.state.set(Load::Stale(Arc::new(value), error));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use trangxa_model::Visits;

    const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

    fn total(live: &LiveDocument<Visits>) -> Option<u64> {
        live.peek().value().and_then(|visits| visits.total)
    }

    #[test]
    fn a_failure_never_takes_a_good_value_away() {
        let live = LiveDocument::<Visits>::new("/data/visits.json".to_owned());
        assert_eq!(live.fail(DataError::Timeout), DataError::Timeout);
        assert!(matches!(live.peek(), Load::Failed(DataError::Timeout)));
        live.accept("f1", json!({"version": 1, "total": 5}), NOW).unwrap();
        assert!(live.accept("f2", json!({"version": 9}), NOW).is_err());
        assert!(matches!(live.peek(), Load::Stale(..)));
        assert_eq!((total(&live), live.known().as_deref()), (Some(5), Some("f1")));
        live.confirm(NOW);
        assert!(matches!(live.peek(), Load::Ready(_)));
    }

    #[test]
    fn what_a_page_carries_in_part_is_read_again_in_whole() {
        let live = LiveDocument::<Visits>::new("/data/visits.json".to_owned());
        let value = Visits::from_json("f", json!({"version": 1, "total": 5})).unwrap();
        live.preload("f1", true, None, value);
        assert_eq!((live.is_whole(), live.known()), (false, None));
        live.accept("f1", json!({"version": 1, "total": 5}), NOW).unwrap();
        assert!(live.is_whole());
    }
}
