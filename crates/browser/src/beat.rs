//! One document's rhythm, with its timer.

use crate::clock;
use crate::timer::Timeout;
use std::cell::{Cell, RefCell};
use trangxa_model::poll::{Outcome, Rhythm};

/// When a document is asked for again.
pub struct Beat {
    rhythm: Cell<Rhythm>,
    timer: RefCell<Option<Timeout>>,
    due: Cell<bool>,
    asking: Cell<bool>,
}

impl Beat {
    /// A rhythm of one request every `period_ms` milliseconds, once it is begun.
    pub fn every(period_ms: u32) -> Self {
        Self {
            rhythm: Cell::new(Rhythm::every(period_ms)),
            timer: RefCell::new(None),
            due: Cell::new(false),
            asking: Cell::new(false),
        }
    }

    /// Begins anew, as if nothing had been asked for yet.
    pub fn reset(&self, period_ms: u32) {
        self.rhythm.set(Rhythm::every(period_ms));
    }

    /// Whether a call is waiting for its time.
    pub fn is_waiting(&self) -> bool {
        self.timer.borrow().is_some()
    }

    /// Whether its time came while nobody was looking.
    pub fn is_due(&self) -> bool {
        self.due.get()
    }

    /// Whether a request is under way.
    pub fn is_asking(&self) -> bool {
        self.asking.get()
    }

    /// Its time came while nobody was looking, or what fell due is answered.
    pub fn set_due(&self, due: bool) {
        self.due.set(due);
    }

    /// Begins a request, unless one is under way; ends with [`Beat::done`].
    pub fn ask(&self) -> bool {
        if self.asking.replace(true) {
            return false;
        }
        self.due.set(false);
        self.timer.take();
        true
    }

    /// The request came to its end.
    pub fn done(&self) {
        self.asking.set(false);
    }

    /// Calls when the rhythm says so; returns in how many milliseconds.
    pub fn schedule(&self, outcome: Outcome, call: impl FnOnce() + 'static) -> u32 {
        let mut rhythm = self.rhythm.get();
        let wait = rhythm.next_ms(outcome, clock::chance());
        self.rhythm.set(rhythm);
        self.call_in(wait, call);
        wait
    }

    /// Calls in so many milliseconds, and not when it would have.
    pub fn call_in(&self, wait_ms: u32, call: impl FnOnce() + 'static) {
        *self.timer.borrow_mut() = Some(Timeout::new(wait_ms, call));
    }
}
