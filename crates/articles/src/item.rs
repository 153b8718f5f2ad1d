//! The item of a JSON Feed that an article's file becomes.

use crate::address::Addresses;
use crate::file_name::FileName;
use crate::header::{Header, Item, unquoted};
use crate::keys::Key;
use crate::problem::{Place, ProblemKind, Problems};
use crate::site::Site;
use serde_json::{Map, Value, json};
use trangxa_clean::text::{excerpt, text_of};
use trangxa_model::{Slug, Timestamp};

/// The length of a title that is made from the text, in characters.
const TITLE_FROM_TEXT: usize = 80;
/// How many words a date before a text may have: `Thứ Năm, ngày 2 tháng 7 năm 2026 08:00 GMT+7 –`.
const MOST_DATE_WORDS: usize = 12;
/// Of how many letters one may be wrong in the name of a category.
const LETTERS_PER_SLIP: usize = 4;

/// What an article's file has besides the fields before its text.
pub(crate) struct Content {
    /// The title that the text itself has.
    pub title: Option<String>,
    /// A title that is better than none; only Word documents take it from the file's name.
    pub name_as_title: bool,
    /// The category that the document's properties name.
    pub category: Option<String>,
    /// The text.
    pub html: String,
    /// The address of the first picture in the text.
    pub picture: Option<String>,
}

/// The item of an article; `None` if it has nothing to show.
pub(crate) fn item(
    name: &FileName,
    header: &Header,
    content: Content,
    addresses: &Addresses<'_>,
    site: &Site<'_>,
    problems: &mut Problems,
) -> Option<Value> {
    let text = text_of(&content.html);
    let summary = header.text(Key::Summary);
    let title = header.text(Key::Title).or(content.title);
    let has_text = !text.is_empty() || content.picture.is_some();
    if title.is_none() && summary.is_none() && !has_text {
        problems.add(Place::Whole, ProblemKind::Empty);
        return None;
    }
    let title = title.unwrap_or_else(|| made_title(name, content.name_as_title, summary.as_deref(), &text, problems));
    let mut item = Map::new();
    item.insert("id".to_owned(), json!(name.id));
    item.insert("title".to_owned(), json!(title));
    if has_text {
        item.insert("content_html".to_owned(), json!(content.html));
    }
    let published = date(header, Key::Date, problems).or_else(|| name.date.clone());
    if published.is_none() {
        problems.add(Place::Whole, ProblemKind::NoDate);
    }
    let (modified, changes) = changes(header, problems);
    let image = header.text(Key::Image).map(|image| addresses.resolve(&linked(&image).0)).or(content.picture);
    for (member, value) in [
        ("summary", summary),
        ("date_published", published),
        ("date_modified", modified.map(Timestamp::rfc3339)),
        ("image", image),
    ] {
        if let Some(value) = value {
            item.insert(member.to_owned(), Value::from(value));
        }
    }
    let authors: Vec<Value> =
        header.get(Key::Author).into_iter().flat_map(authors).map(|name| json!({"name": name})).collect();
    let attachments: Vec<Value> = header
        .get(Key::Attachments)
        .into_iter()
        .flat_map(|field| attachments(&field.value, &field.items, addresses))
        .collect();
    let (category, mut tags) = category(header, content.category, site, problems);
    tags.extend(header.get(Key::Tags).into_iter().flat_map(|field| field.texts()).flat_map(|text| listed(&text)));
    for (member, values) in
        [("authors", authors), ("attachments", attachments), ("tags", tags.into_iter().map(Value::from).collect())]
    {
        if !values.is_empty() {
            item.insert(member.to_owned(), Value::Array(values));
        }
    }
    let mut ours = Map::new();
    for (member, value) in [
        ("category", category),
        ("source", header.text(Key::Source)),
        ("origin_unit", header.text(Key::OriginUnit)),
        ("audio", header.text(Key::Audio).map(|audio| addresses.resolve(&audio))),
        ("personal_data_ok", header.text(Key::PersonalDataOk)),
    ] {
        if let Some(value) = value {
            ours.insert(member.to_owned(), Value::from(value));
        }
    }
    if !changes.is_empty() {
        ours.insert("changes".to_owned(), Value::Array(changes));
    }
    if !ours.is_empty() {
        item.insert("_trangxa".to_owned(), Value::Object(ours));
    }
    Some(Value::Object(item))
}

/// A title for an article that has none.
fn made_title(name: &FileName, from_name: bool, summary: Option<&str>, text: &str, problems: &mut Problems) -> String {
    let beginning = summary.filter(|summary| !summary.is_empty()).unwrap_or(text);
    let (title, kind): (_, fn(String) -> ProblemKind) = if from_name && !name.words.is_empty() || beginning.is_empty() {
        let words = if name.words.is_empty() { name.id.clone() } else { name.words.clone() };
        (words, ProblemKind::TitleFromName)
    } else {
        (excerpt(beginning, TITLE_FROM_TEXT), ProblemKind::TitleFromText)
    };
    problems.add(Place::Whole, kind(title.clone()));
    title
}

/// The date of a field, as RFC 3339.
fn date(header: &Header, key: Key, problems: &mut Problems) -> Option<String> {
    let field = header.get(key)?;
    let value = field.texts().join(" ");
    let date = Timestamp::parse(value.trim());
    if date.is_none() {
        problems.at_line(field.line, ProblemKind::BadDate(value));
    }
    date.map(Timestamp::rfc3339)
}

/// When the text was last changed without a word about it, and the changes that are told: `02/07/2026 08:00 – sửa số điện thoại`.
fn changes(header: &Header, problems: &mut Problems) -> (Option<Timestamp>, Vec<Value>) {
    let (mut modified, mut changes) = (None, Vec::new());
    for field in header.all(Key::Modified) {
        let own = Some((field.value.as_str(), None)).filter(|(value, _)| !value.trim().is_empty());
        let items = field.items.iter().map(|item| (item.value.as_str(), item.title.as_deref()));
        for (value, what) in own.into_iter().chain(items) {
            match dated(value) {
                Some((at, rest)) => match what.unwrap_or(rest) {
                    "" => modified = modified.max(Some(at)),
                    what => changes.push(json!({ "at": at.rfc3339(), "what": what })),
                },
                None => problems.at_line(
                    field.line,
                    ProblemKind::BadDate([value, what.unwrap_or_default()].join(" ").trim().to_owned()),
                ),
            }
        }
    }
    (modified, changes)
}

/// The date that a text begins with, as long as it can be, and what stands behind it.
fn dated(text: &str) -> Option<(Timestamp, &str)> {
    const BETWEEN: [char; 7] = [':', '-', '–', '—', ',', ';', '.'];
    let text = text.trim();
    let ends = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at).chain([text.len()]);
    let ends: Vec<usize> = ends.take(MOST_DATE_WORDS).collect();
    ends.into_iter().rev().find_map(|end| {
        let (date, what) = text.split_at(end);
        let at = Timestamp::parse(date.trim_end_matches(BETWEEN))?;
        Some((at, what.trim_start_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c))))
    })
}

/// The names of a field's authors. Only a list or a semicolon separates them: `Nguyễn Văn An, Chủ tịch` is one.
fn authors(field: &crate::header::Field) -> Vec<String> {
    let names = field.texts();
    let names = names.iter().flat_map(|text| without_brackets(text).split(';').collect::<Vec<_>>());
    names.map(unquoted).filter(|name| !name.is_empty()).collect()
}

/// The category of an article as an id of the site, and the tags that name it otherwise.
fn category(
    header: &Header,
    of_document: Option<String>,
    site: &Site<'_>,
    problems: &mut Problems,
) -> (Option<String>, Vec<String>) {
    let known = |name: &str| {
        let slug = Slug::make(name)?;
        let is_it = |it: &&trangxa_model::site::Category| it.id == slug || Slug::make(&it.name).as_ref() == Some(&slug);
        site.categories.iter().find(is_it).map(|category| category.id.to_string())
    };
    let Some(field) = header.get(Key::Category) else {
        // The properties of a document are often those of the one that it was copied from.
        return (of_document.as_deref().and_then(known), Vec::new());
    };
    let whole = field.texts().join(", ");
    if let Some(id) = known(&whole) {
        return (Some(id), Vec::new());
    }
    let mut names = listed(&whole).into_iter();
    let Some(first) = names.next() else { return (None, Vec::new()) };
    let tags: Vec<String> = names.collect();
    if let Some(id) = known(&first) {
        return (Some(id), tags);
    }
    if !site.categories.is_empty() {
        let nearest = nearest(&first, site);
        problems.at_line(field.line, ProblemKind::UnknownCategory { name: first.clone(), nearest });
    }
    (None, [vec![first], tags].concat())
}

/// The name of the category that another name resembles.
fn nearest(name: &str, site: &Site<'_>) -> Option<String> {
    let slug = Slug::make(name)?;
    let distance = |it: &trangxa_model::site::Category| {
        let of = |known: &str| strsim::osa_distance(known, slug.as_str());
        Slug::make(&it.name).map_or(usize::MAX, |name| of(name.as_str())).min(of(it.id.as_str()))
    };
    let (category, distance) =
        site.categories.iter().map(|it| (it, distance(it))).min_by_key(|(_, distance)| *distance)?;
    (distance * LETTERS_PER_SLIP <= slug.as_str().len()).then(|| category.name.clone())
}

/// The attachments of a field.
fn attachments(value: &str, items: &[Item], addresses: &Addresses<'_>) -> Vec<Value> {
    let inline = separated_files(value, addresses).into_iter().map(|value| Item { value, title: None });
    let listed = items.iter().map(|item| Item { value: item.value.clone(), title: item.title.clone() });
    let attachment = |item: Item| {
        let (address, title) = linked(&item.value);
        if address.is_empty() {
            return None;
        }
        let url = addresses.resolve(&address);
        let mut attachment = json!({"url": url, "mime_type": media_type(&address)});
        let title = item.title.or(title).unwrap_or_else(|| file_title(&address));
        if !title.is_empty() {
            attachment["title"] = json!(title);
        }
        Some(attachment)
    };
    inline.chain(listed).filter_map(attachment).collect()
}

/// The files that a line names. A comma separates them, unless it belongs to a name: `QĐ 12, ngày 3.pdf`.
fn separated_files(value: &str, addresses: &Addresses<'_>) -> Vec<String> {
    let value = without_brackets(value);
    if value.trim().is_empty() {
        return Vec::new();
    }
    if addresses.is_file(&unquoted(value)) {
        return vec![unquoted(value)];
    }
    let mut files: Vec<String> = Vec::new();
    let mut open: Option<String> = None;
    for part in value.split_inclusive([',', ';']) {
        let whole = open.take().unwrap_or_default() + part;
        let file = whole.trim().trim_end_matches([',', ';']).trim().to_owned();
        if has_ending(&linked(&unquoted(&file)).0) {
            files.push(unquoted(&file));
        } else {
            open = Some(whole);
        }
    }
    let rest = open.map(|rest| unquoted(rest.trim().trim_end_matches([',', ';'])));
    files.extend(rest.filter(|rest| !rest.is_empty()));
    files
}

/// The names in a line, separated by commas or semicolons.
fn listed(value: &str) -> Vec<String> {
    without_brackets(value).split([',', ';']).map(unquoted).filter(|name| !name.is_empty()).collect()
}

/// A list as YAML writes it in one line, without its brackets.
fn without_brackets(value: &str) -> &str {
    let value = value.trim();
    let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    inner.filter(|inner| !inner.contains(['[', ']'])).unwrap_or(value)
}

/// The address and the title of a value that may be written as a link of Markdown: `[Đơn xin](don.pdf)`.
fn linked(value: &str) -> (String, Option<String>) {
    let value = value.trim();
    let parts = || {
        let (title, address) = value.strip_prefix("![").or_else(|| value.strip_prefix('['))?.split_once("](")?;
        let address = address.strip_suffix(')')?.trim();
        let address = address.strip_prefix('<').and_then(|it| it.strip_suffix('>')).unwrap_or(address);
        Some((address.to_owned(), Some(title.trim().to_owned()).filter(|title| !title.is_empty())))
    };
    parts().unwrap_or_else(|| (value.to_owned(), None))
}

/// The name of a file as a title: without folders and ending.
fn file_title(address: &str) -> String {
    let name = address.rsplit(['/', '\\']).next().unwrap_or(address);
    let name = trangxa_model::url::percent_decoded(name);
    name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem).replace('_', " ").trim().to_owned()
}

fn has_ending(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let ending = trangxa_model::url::cut(ending, &['?', '#']).0;
    matches!(ending.len(), 2..=5) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The media type of a file, by the ending of its name.
fn media_type(address: &str) -> &'static str {
    let path = trangxa_model::url::cut(address, &['?', '#']).0;
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    trangxa_site_files::media_type(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;
    use trangxa_model::site::Category;

    fn content(title: Option<&str>, html: &str) -> Content {
        Content {
            title: title.map(str::to_owned),
            name_as_title: false,
            category: None,
            html: html.to_owned(),
            picture: None,
        }
    }

    fn read(path: &str, header: &str, content: Content) -> (Option<Value>, Vec<Problem>) {
        let categories = [("thong-bao", "Thông báo"), ("kinh-te-xa-hoi", "Kinh tế, xã hội")]
            .map(|(id, name)| Category { id: Slug::make(id).unwrap(), name: name.to_owned() });
        let meant = |path: &str| (path == "bai/QĐ 12, ngày 3.pdf").then(|| path.to_owned());
        let site = Site { categories: &categories, meant_file: &meant };
        let mut problems = Problems::default();
        let text = format!("---\n{header}\n---\n");
        let lines: Vec<&str> = text.lines().collect();
        let (header, _) = Header::read(&lines, &mut problems);
        let addresses = Addresses::of(path, &site);
        let item = item(&FileName::of(path), &header, content, &addresses, &site, &mut problems);
        (item, problems.into_vec())
    }

    fn member(header: &str, member: &str) -> Value {
        let (item, problems) = read("bai/2026-11-28-x.md", &format!("title: A\n{header}"), content(None, "<p>x</p>"));
        assert_eq!(problems, [], "{header}");
        item.unwrap().pointer(member).cloned().unwrap_or_default()
    }

    #[test]
    fn fields_become_members_of_an_item() {
        for (header, place, value) in [
            ("", "/id", json!("2026-11-28-x")),
            ("", "/title", json!("A")),
            ("", "/content_html", json!("<p>x</p>")),
            ("", "/date_published", json!("2026-11-28")),
            ("ngày: 5/1/2026 2:05 CH", "/date_published", json!("2026-01-05T14:05:00+07:00")),
            ("date: 2026-11-27T08:00:00+07:00", "/date_published", json!("2026-11-27T08:00:00+07:00")),
            ("cập nhật: 29/11/2026", "/date_modified", json!("2026-11-29T00:00:00+07:00")),
            (
                "cập nhật: 29/11/2026 08:30 – sửa số điện thoại",
                "/_trangxa/changes",
                json!([{"at": "2026-11-29T08:30:00+07:00", "what": "sửa số điện thoại"}]),
            ),
            ("Cập nhật: 29/11/2026: sửa 2 số", "/_trangxa/changes/0/what", json!("sửa 2 số")),
            ("cập nhật: 29/11/2026: sửa giờ", "/date_modified", json!(null)),
            (
                "cập nhật: ngày 29 tháng 11 năm 2026 sửa giờ",
                "/_trangxa/changes/0/at",
                json!("2026-11-29T00:00:00+07:00"),
            ),
            (
                "cập nhật: 29/11/2026, thêm ảnh\ncập nhật: 30/11/2026 - sửa giờ",
                "/_trangxa/changes/1/what",
                json!("sửa giờ"),
            ),
            ("cập nhật:\n- 29/11/2026 thêm ảnh\n- 1/12/2026", "/date_modified", json!("2026-12-01T00:00:00+07:00")),
            (
                "changes:\n  - at: 2026-11-29T08:30:00+07:00\n    what: \"thêm: ảnh\"\n  - what: sửa giờ\n    at: 2026-11-30",
                "/_trangxa/changes",
                json!([
                    {"at": "2026-11-29T08:30:00+07:00", "what": "thêm: ảnh"},
                    {"at": "2026-11-30T00:00:00+07:00", "what": "sửa giờ"},
                ]),
            ),
            ("đính chính:\n  ngày: 29/11/2026\n  nội dung: sửa giờ", "/_trangxa/changes/0/what", json!("sửa giờ")),
            ("tóm tắt: Ngắn", "/summary", json!("Ngắn")),
            (
                "tác giả: Nguyễn Văn An, Chủ tịch; Thu Xuân",
                "/authors",
                json!([{"name": "Nguyễn Văn An, Chủ tịch"}, {"name": "Thu Xuân"}]),
            ),
            ("chuyên mục: thong-bao", "/_trangxa/category", json!("thong-bao")),
            ("chuyên mục: THÔNG BÁO", "/_trangxa/category", json!("thong-bao")),
            ("chuyên mục: thong bao", "/_trangxa/category", json!("thong-bao")),
            ("chuyên mục: Kinh tế, xã hội", "/_trangxa/category", json!("kinh-te-xa-hoi")),
            ("chuyên mục: Thông báo, Đất đai", "/_trangxa/category", json!("thong-bao")),
            ("chuyên mục: Thông báo, Đất đai", "/tags", json!(["Đất đai"])),
            ("tags: [a, \"b\"]", "/tags", json!(["a", "b"])),
            ("ảnh: anh\\1.jpg", "/image", json!("anh/1.jpg")),
            ("ảnh: ![](<anh/1 2.jpg>)", "/image", json!("anh/1%202.jpg")),
            ("nguồn: Báo Xã", "/_trangxa/source", json!("Báo Xã")),
            ("căn cứ công khai: Điều 9", "/_trangxa/personal_data_ok", json!("Điều 9")),
            (
                "đính kèm: don.pdf",
                "/attachments",
                json!([{"url": "don.pdf", "mime_type": "application/pdf", "title": "don"}]),
            ),
            ("đính kèm: don.pdf, mau 2.docx", "/attachments/1/url", json!("mau%202.docx")),
            ("đính kèm: QĐ 12, ngày 3.pdf", "/attachments/0/title", json!("QĐ 12, ngày 3")),
            ("đính kèm: QĐ 5, ngày 3.pdf; b.pdf", "/attachments/1/title", json!("b")),
            ("đính kèm: [Đơn xin](don.pdf)", "/attachments/0/title", json!("Đơn xin")),
            ("đính kèm:\n- tệp: don.pdf\n  tên: Đơn", "/attachments/0/title", json!("Đơn")),
        ] {
            assert_eq!(member(header, place), value, "{header}: {place}");
        }
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        let kinds = |path: &str, header: &str, content: Content| -> Vec<(Place, ProblemKind)> {
            read(path, header, content).1.into_iter().map(|it| (it.place, it.kind)).collect()
        };
        let unknown = |name: &str, nearest: Option<&str>| ProblemKind::UnknownCategory {
            name: name.to_owned(),
            nearest: nearest.map(str::to_owned),
        };
        for (path, header, content, problem) in [
            ("bai/x.md", "title: A", content(None, "x"), (Place::Whole, ProblemKind::NoDate)),
            (
                "bai/2026-11-28-x.md",
                "title: A\ndate: hôm qua",
                content(None, "x"),
                (Place::Line(3), ProblemKind::BadDate("hôm qua".to_owned())),
            ),
            (
                "bai/2026-11-28-x.md",
                "title: A\ndate: 11/28/2026",
                content(None, "x"),
                (Place::Line(3), ProblemKind::BadDate("11/28/2026".to_owned())),
            ),
            (
                "bai/2026-11-28-x.md",
                "title: A\ncập nhật: sửa giờ họp",
                content(None, "x"),
                (Place::Line(3), ProblemKind::BadDate("sửa giờ họp".to_owned())),
            ),
            (
                "bai/2026-11-28-x.md",
                "title: A\nchanges:\n  - what: sửa giờ họp",
                content(None, "x"),
                (Place::Line(3), ProblemKind::BadDate("sửa giờ họp".to_owned())),
            ),
            (
                "bai/2026-11-28-x.md",
                "title: A\nchuyên mục: Thông bao1",
                content(None, "x"),
                (Place::Line(3), unknown("Thông bao1", Some("Thông báo"))),
            ),
            (
                "bai/2026-11-28-x.md",
                "title: A\nchuyên mục: Đất đai",
                content(None, "x"),
                (Place::Line(3), unknown("Đất đai", None)),
            ),
            (
                "bai/2026-11-28-x.md",
                "ngày: 1/2/2026",
                content(None, "<p>Sáng nay</p>"),
                (Place::Whole, ProblemKind::TitleFromText("Sáng nay".to_owned())),
            ),
            ("bai/2026-11-28-x.md", "ngày: 1/2/2026", content(None, ""), (Place::Whole, ProblemKind::Empty)),
        ] {
            assert_eq!(kinds(path, header, content), [problem], "{header}");
        }
        let (item, _) = read("bai/2026-11-28-x.md", "title: A\ndate: hôm qua", content(None, "x"));
        assert_eq!(item.unwrap()["date_published"], "2026-11-28", "the name of the file still has a date");
        let (item, _) = read("bai/2026-11-28-x.md", "title: A\nchuyên mục: Đất đai", content(None, "x"));
        assert_eq!(item.unwrap()["tags"], json!(["Đất đai"]));
        let word = Content { name_as_title: true, ..content(None, "<p>Sáng nay</p>") };
        let (item, problems) = read("bai/2026-11-28 Họp dân.docx", "ngày: 1/2/2026", word);
        assert_eq!(item.unwrap()["title"], "Họp dân");
        assert_eq!(problems[0].kind, ProblemKind::TitleFromName("Họp dân".to_owned()));
    }
}
