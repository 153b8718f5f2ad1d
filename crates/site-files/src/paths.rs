//! Paths inside a site folder: relative to the folder, with `/` between their parts.

use trangxa_messages::site_files;
use trangxa_model::DocumentError;
use trangxa_model::document::Problem;

/// The path of site.json below the site folder.
pub const SITE: &str = "data/site.json";

/// The path below the site folder of the notes for the person who keeps it, and for who comes after. They are not published.
pub const NOTES: &str = "DOC-TRUOC.txt";

/// The path that a member of site.json names, without its `.` parts. `place` is that member and `example` a correct value,
/// both for the error.
///
/// # Errors
/// If the path is absolute, leads out of the site folder, or is an address.
pub fn inner_path(named: &str, place: &str, example: &str) -> Result<String, DocumentError> {
    let parts: Vec<&str> = named.split('/').filter(|part| *part != ".").collect();
    if parts.is_empty() || parts.iter().any(|part| matches!(*part, "" | "..")) || named.contains(['\\', ':']) {
        let problem = site_files::Outside { example, found: named };
        return Err(DocumentError::new(SITE, place, Problem::Shape(problem.to_string())));
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_must_stay_inside_the_site_folder() {
        assert_eq!(inner_path("./so-lieu/./tthc.json", "data.tthc", "x").unwrap(), "so-lieu/tthc.json");
        for outside in ["../a.json", "/a.json", "a//b.json", "a\\b.json", "c:a.json", "", "."] {
            assert!(inner_path(outside, "data.tthc", "x").is_err(), "{outside}");
        }
    }
}
