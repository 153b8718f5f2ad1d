//! The alerts of an open frame.

use super::dom::{find, language, put};
use super::polled::Polled;
use crate::Frame;
use crate::alerts::{AlertsInFrame, FrameAlerts};
use serde_json::Value;
use std::cell::RefCell;
use trangxa_browser::clock;
use trangxa_markup::Changes;
use trangxa_model::alerts::Alerts;
use trangxa_model::{DocumentError, row};

/// The alerts as the frame shows them.
pub(super) struct ShownAlerts {
    /// Where their document is.
    pub address: String,
    /// What is known of its file.
    pub polled: Polled,
    came: Alerts,
    /// `None` until another file than the page's has come.
    current: RefCell<Option<Alerts>>,
    /// The ids of those that the reader has closed.
    closed: RefCell<Vec<String>>,
}

impl ShownAlerts {
    /// What the page carries of them; `None` on a page that has none. They stay as long as the page.
    pub(super) fn find() -> Option<&'static Self> {
        let FrameAlerts { address, fingerprint, json } = row::read(&find("#alerts")?.text_content()?)?;
        let came = Alerts::titles_from_json("", &json).ok()?;
        let polled = Polled::new(fingerprint);
        let shown = Self { address, polled, came, current: RefCell::default(), closed: RefCell::default() };
        Some(Box::leak(Box::new(shown)))
    }

    /// Takes a new file.
    pub(super) fn replace(&self, json: &Value) -> Result<(), DocumentError> {
        let alerts = Alerts::titles_from_json(&self.address, json)?;
        self.current.replace(Some(alerts));
        Ok(())
    }

    pub(super) fn close(&self, id: String) {
        self.closed.borrow_mut().push(id);
    }

    /// Draws those that run now.
    pub(super) fn draw(&self, frame: &Frame) {
        let current = self.current.borrow();
        let alerts = AlertsInFrame {
            came: &self.came,
            since: frame.built_at,
            current: current.as_ref().unwrap_or(&self.came),
            now: clock::now(),
            base: &frame.base,
            name: &frame.name,
            language: language(),
        };
        put(".came", &alerts.lines(), Changes::Unmarked);
        let closed = self.closed.borrow();
        let fresh = alerts.fresh(&|alert| closed.iter().any(|id| id == alert.id.as_str()));
        put(".fresh", &fresh, Changes::Unmarked);
    }
}
