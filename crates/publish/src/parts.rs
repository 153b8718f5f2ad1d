//! The parts of the program that are fetched when a reader needs them, as `trangxa-split` wrote them next to the main part.

use crate::error::PublishError;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use trang_xa::parts::Part;
use trangxa_messages::publish_errors as say;
use trangxa_model::fingerprint::fingerprint;

/// Which part consists of which modules.
const LIST: &str = "parts.json";
/// The folder of the modules.
const FOLDER: &str = "parts/";
/// What the line of `boot.js` says that names the modules of each part.
const UNFILLED: &str = "const parts = {};";

/// The modules of all parts.
pub(crate) struct Parts {
    /// Each with the name of its file, which changes with its content.
    pub modules: Vec<(String, Vec<u8>)>,
    /// The names of the files of each part.
    files: BTreeMap<String, Vec<String>>,
}

impl Parts {
    /// Reads them from an app folder. Fails if a part is missing that this publisher's pages need.
    pub(crate) fn read(folder: &Path) -> Result<Self, PublishError> {
        let path = folder.join(LIST);
        let broken = |problem: String| PublishError::App { path: path.clone(), problem };
        let list = fs::read(&path).map_err(PublishError::read(&path))?;
        let mut files: BTreeMap<String, Vec<String>> =
            serde_json::from_slice(&list).map_err(|error| broken(say::AppNoParts { reason: error }.to_string()))?;
        if let Some(part) = Part::ALL.into_iter().find(|part| !files.contains_key(part.name())) {
            return Err(broken(say::AppLacksPart { part: part.name() }.to_string()));
        }
        let mut named: BTreeMap<String, String> = BTreeMap::new();
        let mut modules = Vec::new();
        for file in files.values_mut().flatten() {
            if !named.contains_key(file.as_str()) {
                let path = folder.join(FOLDER).join(&*file);
                let module = fs::read(&path).map_err(PublishError::read(&path))?;
                let stem = file.trim_end_matches(".wasm");
                let name = format!("part-{stem}-{}.wasm", fingerprint(&module));
                named.insert(file.clone(), name.clone());
                modules.push((name, module));
            }
            file.clone_from(&named[file.as_str()]);
        }
        Ok(Self { modules, files })
    }

    /// Whether a path in an app folder is one of the files that they were read from.
    pub(crate) fn is_from(path: &str) -> bool {
        path == LIST || path.starts_with(FOLDER)
    }

    /// The names of the files of a part.
    pub(crate) fn files_of(&self, part: Part) -> &[String] {
        self.files.get(part.name()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The script `boot.js` with the names of the files filled in; `None` if it has no place for them.
    pub(crate) fn fill(&self, boot: &str) -> Option<String> {
        let list = serde_json::to_string(&self.files).ok()?;
        boot.contains(UNFILLED).then(|| boot.replace(UNFILLED, &format!("const parts = {list};")))
    }
}
