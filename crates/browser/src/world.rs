//! The live engine's world, in a browser.

use crate::clock;
use crate::tabs::Tabs;
use gloo_timers::callback::Timeout;
use std::cell::OnceCell;
use std::rc::Rc;
use trangxa_live::{Announcement, Engine, Page, World};
use trangxa_model::Timestamp;

/// The browser's clock, chance and timers, and the other tabs of the site.
#[derive(Default)]
pub struct BrowserWorld {
    tabs: OnceCell<Tabs>,
}

impl BrowserWorld {
    /// Joins an engine with the engines of the site's other tabs. The site's root on its host is `base`. In a browser without
    /// channels between tabs the engine goes on alone.
    pub fn join_tabs<P: Page>(engine: &Rc<Engine<P, Self>>, base: &str) {
        let listening = Rc::downgrade(engine);
        let tabs = Tabs::join(base, move |announcement| {
            if let Some(engine) = listening.upgrade() {
                engine.receive(announcement);
            }
        });
        if let Some(tabs) = tabs {
            // It fails only if the engine was joined before.
            let _ = engine.world().tabs.set(tabs);
        }
    }
}

impl World for BrowserWorld {
    type Timer = Timeout;

    fn now(&self) -> Timestamp {
        clock::now()
    }

    fn chance(&self) -> f64 {
        clock::chance()
    }

    fn call_in(&self, wait_ms: u32, call: Box<dyn FnOnce()>) -> Timeout {
        Timeout::new(wait_ms, call)
    }

    fn announce(&self, announcement: &Announcement) {
        if let Some(tabs) = self.tabs.get() {
            tabs.announce(announcement);
        }
    }
}
