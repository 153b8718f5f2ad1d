//! What a file is, by the ending of its name.

use trangxa_model::feed::recording_type;

/// The media type that an ending stands for. The ending is in small letters and without dot; the type is `application/octet-stream` for one that is not
/// known.
#[must_use]
pub fn media_type(ending: &str) -> &'static str {
    match ending {
        "jpg" | "jpeg" | "jfif" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "bmp" => "image/bmp",
        "pdf" => "application/pdf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "zip" => "application/zip",
        "rar" => "application/vnd.rar",
        "7z" => "application/x-7z-compressed",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => recording_type(ending).unwrap_or("application/octet-stream"),
    }
}
