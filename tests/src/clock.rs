//! A clock that a test turns by hand; `page.js` has the half that runs in the page.

use crate::Browser;

impl Browser {
    /// Stops the clock of every page and frame that this tab opens from now on.
    ///
    /// Timers of a second and more, and `Date.now`, then wait for [`turn_clock`](Self::turn_clock). Shorter timers run in
    /// real time. `Math.random` is always a half.
    pub async fn stop_clock(&self) {
        self.run_first("__test.stopClock()").await;
    }

    /// Turns the clock of the page on. What falls due is done in its order, and what is asked for is answered, before the
    /// clock goes on.
    pub async fn turn_clock(&self, seconds: u32) {
        self.eval_async(&format!("await __test.turn({seconds} * 1000)")).await;
    }

    /// Turns the clock of a frame on; `frame` is an expression that gives its element.
    pub async fn turn_clock_in(&self, frame: &str, seconds: u32) {
        self.eval_in(frame, &format!("return __test.turn({seconds} * 1000)")).await;
    }
}
