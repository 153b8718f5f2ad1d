//! A clock that a test turns by hand.

use serde_json::json;

use crate::Browser;

/// Timers of a second and more wait for the hand; shorter ones belong to the machinery of a page. Chance is a half, so that
/// a rhythm keeps its time to the millisecond.
const SCRIPT: &str = r"
    (() => {
        const real = window.__real = { now: Date.now, set: window.setTimeout.bind(window), clear: window.clearTimeout.bind(window), fetch: window.fetch.bind(window) };
        const waiting = new Map();
        let turned = 0, next = 1_000_000_000, asking = 0;
        const start = real.now();
        Date.now = () => start + turned;
        Math.random = () => 0.5;
        window.setTimeout = (call, ms = 0, ...rest) => {
            if (!(ms >= 1000)) return real.set(call, ms, ...rest);
            waiting.set(++next, { at: turned + ms, call: () => call(...rest) });
            return next;
        };
        window.clearTimeout = id => { waiting.delete(id) || real.clear(id); };
        window.fetch = (...request) => { asking++; return real.fetch(...request).finally(() => asking--); };
        const pause = ms => new Promise(done => real.set(done, ms));
        // What is asked for is answered in real time: until then the clock stands still.
        const rest = async () => { do await pause(30); while (asking > 0); await pause(30); };
        window.__turn = async ms => {
            await rest();
            const end = turned + ms;
            for (;;) {
                const due = [...waiting].filter(([, it]) => it.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
                if (!due) break;
                turned = Math.max(turned, due[1].at);
                waiting.delete(due[0]);
                due[1].call();
                await rest();
            }
            turned = end;
        };
    })();
";

impl Browser {
    /// Stops the clock of every page that this tab opens from now on.
    pub async fn stop_clock(&self) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": SCRIPT })).await;
    }

    /// Turns the clock of the page on. What falls due is done in its order, and what is asked for is answered, before the
    /// clock goes on.
    pub async fn turn_clock(&self, seconds: u32) {
        self.eval_async(&format!("await __turn({seconds} * 1000)")).await;
    }
}
