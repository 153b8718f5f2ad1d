//! The names and types of files that people download.

/// The usual name of a file's type, such as `PDF`: from its media type, otherwise from its name's extension.
#[must_use]
pub fn file_kind(mime_type: &str, url: &str) -> Option<String> {
    let known = match mime_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => "PDF",
        "application/msword" => "DOC",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX",
        "application/vnd.ms-excel" => "XLS",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX",
        "application/zip" => "ZIP",
        "text/csv" => "CSV",
        _ => "",
    };
    if !known.is_empty() {
        return Some(known.to_owned());
    }
    let (_, ending) = file_name(url).rsplit_once('.')?;
    (ending.len() <= 5).then(|| ending.to_ascii_uppercase())
}

/// The last part of an address.
#[must_use]
pub fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::file_kind;

    #[test]
    fn a_file_type_has_its_usual_name() {
        assert_eq!(file_kind("application/pdf; x=1", "/a").as_deref(), Some("PDF"));
        assert_eq!(file_kind("", "/media/don.ODT?v=1").as_deref(), Some("ODT"));
        assert_eq!(file_kind("application/octet-stream", "/media/don"), None);
    }
}
