//! Accessibility checks by axe-core.

use std::env;
use std::fmt;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

/// A violation of one of axe-core's rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule, as `image-alt`; explained at <https://dequeuniversity.com/rules/axe/>.
    pub id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What the rule demands, in one sentence.
    pub help: String,
    /// Each element's selector and what is wrong with it.
    pub nodes: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}\n  {}", self.id, self.impact, self.help, self.nodes.join("\n  "))
    }
}

/// Runs axe and keeps only what [`violations`] reads: whole results are large and hold every element of the page.
pub(crate) const RUN: &str = r"
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
    return found.violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help, nodes: nodes.map(node => node.target.flat().join(' ') + ': ' + node.failureSummary),
    }));
";

pub(crate) fn violations(found: &Value) -> Vec<Violation> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = found.as_array().expect("axe returns a list");
    list.iter()
        .map(|violation| Violation {
            id: text(&violation["id"]),
            impact: text(&violation["impact"]),
            help: text(&violation["help"]),
            nodes: violation["nodes"].as_array().into_iter().flatten().map(text).collect(),
        })
        .collect()
}

/// The text of `axe.min.js`: the file `TRANGXA_AXE` names, else the one in the tool cache.
///
/// # Panics
/// If the file is not there.
pub fn axe_source() -> String {
    let path = env::var_os("TRANGXA_AXE").map_or_else(
        || {
            let home = PathBuf::from(env::var_os("HOME").expect("HOME is set"));
            home.join(".cache/trangxa/tools/npm/node_modules/axe-core/axe.min.js")
        },
        PathBuf::from,
    );
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run `cargo xtask test`, which installs it", path.display()))
}
