//! How long a page takes to answer what a reader types into its search field.

use serde_json::json;
use trangxa_e2e::Browser;

use crate::device::number;
use crate::table::median;

/// The median over the runs of the slowest of these texts, in milliseconds, with the layout that follows. The program draws in microtasks.
pub(crate) async fn slowest_letter(browser: &Browser, texts: &[&str], runs: usize) -> f64 {
    let mut slowest: Vec<f64> = Vec::new();
    for _ in 0..runs {
        let mut times = Vec::new();
        for text in texts {
            let script = format!(
                "const field = document.querySelector('main input[type=search]');
                 field.value = {};
                 const begin = performance.now();
                 field.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
                 for (let turn = 0; turn < 5; turn++) await Promise.resolve();
                 document.body.getBoundingClientRect();
                 return performance.now() - begin;",
                json!(text)
            );
            times.push(number(&browser.eval_async(&script).await));
        }
        slowest.push(times.into_iter().fold(0.0, f64::max));
    }
    median(slowest)
}
