//! The page "Quyền riêng tư", which the publisher writes from what a site really does: what is counted, where, for how long, and what stays in
//! a reader's browser.

use trangxa_clean::text::escape;
use trangxa_model::visits::VisitsKind;
use trangxa_model::{Site, url};

/// The headline and menu entry.
pub const TITLE: &str = "Quyền riêng tư";

/// Everything that the program keeps in readers' browsers beyond the open page: the name of the store with its key, as the sources
/// have it, and what is in it. A test compares this list with the sources.
pub const STORED: &[(&str, &str)] = &[
    (
        "trangxa-reading",
        "cách đọc mà bạn đã chọn trong bảng “Cách đọc” (cỡ chữ, nền, độ tương phản…), chỉ khi bạn có chọn. Trình duyệt giữ lựa chọn đó để trang sau hiện \
     đúng như vậy, không gửi cho ai, và xoá nó khi bạn bấm “Đặt lại”.",
    ),
    (
        KEPT_PAGES,
        "để bạn xem được khi mất mạng, trình duyệt giữ trong máy, tối đa 5 MB: phần mềm của website, 30 trang bạn đọc gần nhất, 20 bài mới nhất, trang liên hệ, \
     thủ tục, lịch, số liệu và danh mục tìm kiếm. Khi bạn bật chế độ tiết kiệm dữ liệu, chỉ những trang bạn đã đọc được giữ. Các bản này không gửi cho ai, \
     và lượt xem khi mất mạng không được ghi lại.",
    ),
];

/// What the names of the caches begin with in which a worker keeps pages, on a site that has one.
const KEPT_PAGES: &str = "trangxa ";

/// For how many days the visitor counter keeps the views of each page. A test compares it with the counter.
pub const PAGES_KEPT_DAYS: u32 = 400;

/// What the page is written from.
#[derive(Clone, Copy, Debug)]
pub struct Privacy<'a> {
    /// The site.
    pub site: &'a Site,
    /// The other hosts from which readers' browsers fetch documents and pictures, in order and each once.
    pub others: &'a [String],
    /// Whether pages of other sites may show the site's figures.
    pub is_embedded: bool,
    /// Whether a worker keeps pages for readers without a network.
    pub is_offline: bool,
}

/// The text of the page as HTML.
#[must_use]
pub fn page(about: Privacy<'_>) -> String {
    let name = escape(&about.site.name);
    let mut out = Html(String::new());
    out.paragraph(&format!(
        "Trang này do phần mềm Trang Xã viết theo đúng cấu hình hiện tại của website {name}, và được viết lại mỗi lần website được đăng."
    ));
    out.paragraph(
        "Website không yêu cầu đăng ký hay đăng nhập, không thu thập thông tin qua biểu mẫu, không dùng cookie và không có quảng cáo.",
    );
    counting(&about, &mut out);
    browser(&about, &mut out);
    host(&about, &mut out);
    if about.is_embedded {
        out.heading("Khi số liệu hiện trên trang khác");
        out.paragraph(
            "Trang của đơn vị khác có thể hiện số liệu, tin mới và lượt truy cập của website này trong một khung. Khung không dùng cookie, không lưu gì \
             trong trình duyệt và không đếm người xem. Trình duyệt tải nội dung của khung từ máy chủ của website này.",
        );
    }
    rights(&mut out);
    contact(about.site, &mut out);
    out.0
}

/// The section about the visitor counter.
fn counting(about: &Privacy<'_>, out: &mut Html) {
    out.heading("Đếm lượt truy cập");
    let Some(source) = &about.site.data.visits else {
        out.paragraph("Website không đếm lượt truy cập.");
        return;
    };
    let host = url::host(&source.address).map(escape).unwrap_or_default();
    match source.kind {
        VisitsKind::File => {
            out.paragraph(
                "Các con số lượt truy cập hiện trên trang được đọc từ một tệp do đơn vị cung cấp. Khi bạn xem trang, phần mềm không gửi cho ai thông tin \
                 nào để đếm. Cách lập ra các con số trong tệp nằm ngoài phần mềm này.",
            );
        }
        VisitsKind::Counter => {
            out.paragraph(&format!(
                "Mỗi khi bạn xem một trang, trình duyệt báo cho bộ đếm tại {host} tên của website và đường dẫn của trang đó, rồi hỏi các con số để hiện ở \
                 chân trang. Như với mọi yêu cầu trên mạng, \
                 bộ đếm nhận được địa chỉ IP và tên trình duyệt của bạn."
            ));
            out.list(&[
                "Bộ đếm không ghi địa chỉ IP, không ghi tên trình duyệt. Hai thông tin này chỉ được dùng để tính một mã băm cùng một khoá ngẫu nhiên \
                 của ngày, để nhiều lần xem của một người trong ngày được tính là một lượt.",
                "Đến nửa đêm, bộ đếm thay khoá ngẫu nhiên và xoá các mã băm của ngày: từ đó không thể biết một mã băm là của ai.",
                "Những gì được giữ lại chỉ là con số: số lượt truy cập của mỗi ngày được giữ lâu dài; số lượt xem của từng trang trong mỗi ngày được giữ PAGES_KEPT_DAYS ngày."
                    .replace("PAGES_KEPT_DAYS", &PAGES_KEPT_DAYS.to_string())
                    .as_str(),
                "Nếu trình duyệt của bạn bật “Không theo dõi” (Do Not Track) hoặc Global Privacy Control, trang không báo gì cho bộ đếm.",
            ]);
        }
        VisitsKind::GoatCounter => {
            out.paragraph(&format!(
                "Lượt truy cập do phần mềm GoatCounter tại {host} đếm. Mỗi khi bạn xem một trang, trình duyệt báo cho máy chủ này đường dẫn và tiêu đề của \
                 trang, rồi hỏi các con số để hiện ở chân trang. Như với mọi yêu cầu trên mạng, máy chủ nhận được địa chỉ IP và tên trình duyệt của bạn."
            ));
            out.list(&[
                "GoatCounter không dùng cookie. Theo công bố của phần mềm này, địa chỉ IP không được lưu; máy chủ có thể lưu trang đã xem, thời điểm, loại \
                 trình duyệt và quốc gia của người xem.",
                "Thời gian giữ các số liệu đó do người quản lý tài khoản GoatCounter của đơn vị đặt. Chính sách của phần mềm: \
                 <a href=\"https://www.goatcounter.com/help/privacy\">goatcounter.com/help/privacy</a>.",
                "Nếu trình duyệt của bạn bật “Không theo dõi” (Do Not Track) hoặc Global Privacy Control, trang không báo gì cho GoatCounter.",
            ]);
        }
    }
}

/// The section about what stays in the browser.
fn browser(about: &Privacy<'_>, out: &mut Html) {
    out.heading("Những gì được lưu trong trình duyệt của bạn");
    let cache = "Trình duyệt có thể giữ bản sao của các tệp đã tải trong bộ nhớ đệm thông thường của nó, như với mọi website; bạn xoá được bằng chức \
                 năng xoá dữ liệu duyệt web.";
    out.paragraph("Phần mềm không ghi cookie. Trong kho lưu trữ của trình duyệt chỉ có:");
    let stored = STORED.iter().filter(|(key, _)| about.is_offline || *key != KEPT_PAGES);
    let items: Vec<String> = stored.map(|(key, what)| format!("<code>{}</code>: {what}", escape(key.trim()))).collect();
    out.list(&items.iter().map(String::as_str).collect::<Vec<_>>());
    out.paragraph(
        "Khi bạn mở nhiều thẻ của website, các thẻ chuyển cho nhau tin mới vừa tải để khỏi tải hai lần; nội dung đó mất đi khi đóng thẻ.",
    );
    out.paragraph(cache);
}

/// The section about hosts.
fn host(about: &Privacy<'_>, out: &mut Html) {
    out.heading("Máy chủ");
    let host = url::host(&about.site.base_url).map(escape).unwrap_or_default();
    out.paragraph(&format!(
        "Máy chủ chứa website ({host}), như mọi máy chủ, có thể ghi nhật ký các yêu cầu nhận được, trong đó có địa chỉ IP, thời điểm và địa chỉ trang. Việc \
         này do đơn vị cung cấp máy chủ thực hiện, nằm ngoài phần mềm này."
    ));
    if about.others.is_empty() {
        out.paragraph("Ngoài việc đếm lượt truy cập nêu ở trên, các trang không tải gì từ máy chủ khác.");
    } else {
        let names: Vec<String> = about.others.iter().map(|host| escape(host)).collect();
        out.paragraph(&format!(
            "Một số hình ảnh hoặc tài liệu nằm trên máy chủ khác: {}. Khi trang hiện những nội dung đó, trình duyệt của bạn tải chúng từ các máy chủ này, và các \
             máy chủ này nhận được địa chỉ IP của bạn.",
            names.join(", ")
        ));
    }
}

/// The section about the law.
fn rights(out: &mut Html) {
    out.heading("Dữ liệu cá nhân và quyền của bạn");
    out.paragraph(
        "Theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 (có hiệu lực từ ngày 01/01/2026), dữ liệu cá nhân chỉ được công khai khi người đó đồng ý hoặc khi \
         pháp luật quy định. Người có dữ liệu cá nhân có quyền:",
    );
    out.list(&[
        "được biết về việc xử lý dữ liệu cá nhân của mình;",
        "đồng ý hoặc không đồng ý, và yêu cầu rút lại sự đồng ý;",
        "xem, chỉnh sửa hoặc yêu cầu chỉnh sửa;",
        "yêu cầu cung cấp, xoá, hạn chế xử lý; phản đối việc xử lý;",
        "khiếu nại, tố cáo, khởi kiện, yêu cầu bồi thường thiệt hại theo quy định của pháp luật;",
        "yêu cầu cơ quan, tổ chức có thẩm quyền bảo vệ dữ liệu cá nhân của mình.",
    ]);
    out.paragraph(
        "Nếu thấy trên website có thông tin cá nhân của bạn hoặc người thân mà bạn muốn sửa, che bớt hoặc gỡ bỏ, xin báo cho đơn vị theo địa chỉ dưới đây, kèm \
         địa chỉ của trang.",
    );
}

/// The section that says whom to ask.
fn contact(site: &Site, out: &mut Html) {
    out.heading("Liên hệ");
    let mut items = vec![format!("Đơn vị: {}", escape(&site.name))];
    if let Some(editor) = &site.editor {
        let position = editor.position.as_deref().map(|position| format!("{} ", escape(position))).unwrap_or_default();
        items.push(format!("{}: {position}{}", escape(&editor.title), escape(&editor.name)));
    }
    let contact = &site.contact;
    for (label, text) in
        [("Địa chỉ", &contact.address), ("Điện thoại", &contact.phone), ("Thư điện tử", &contact.email)]
    {
        items.extend(text.as_ref().map(|text| format!("{label}: {}", escape(text))));
    }
    out.list(&items.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Markup that is written paragraph by paragraph. The texts are markup already.
struct Html(String);

impl Html {
    fn element(&mut self, name: &str, inner: &str) {
        self.0.push_str(&format!("<{name}>{inner}</{name}>"));
    }

    fn heading(&mut self, text: &str) {
        self.element("h2", text);
    }

    fn paragraph(&mut self, text: &str) {
        self.element("p", text);
    }

    fn list(&mut self, items: &[&str]) {
        let items: String = items.iter().map(|item| format!("<li>{item}</li>")).collect();
        self.element("ul", &items);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use trangxa_clean::text::text_of;
    use trangxa_model::document::JsonDocument as _;

    fn page_of(more: &Value, others: &[&str], is_embedded: bool) -> String {
        let mut json = json!({"version": 1, "name": "Xã <An> Bình", "base_url": "https://xa.example/"});
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let site = Site::from_json("data/site.json", json).unwrap();
        let others: Vec<String> = others.iter().map(|host| (*host).to_owned()).collect();
        let html = page(Privacy { site: &site, others: &others, is_embedded, is_offline: is_embedded });
        assert!(!html.contains("<An>"), "a name is text");
        text_of(&html)
    }

    #[test]
    fn each_counter_is_told_as_it_is() {
        let counter = |kind: &str| json!({"data": {"visits": {"kind": kind, "url": "https://dem.example/"}}});
        let own = page_of(&counter("counter"), &[], true);
        assert!(
            own.contains("bộ đếm tại dem.example")
                && own.contains("được giữ 400 ngày")
                && own.contains("không ghi địa chỉ IP")
        );
        let goat = page_of(&counter("goatcounter"), &[], true);
        assert!(goat.contains("GoatCounter tại dem.example") && !goat.contains("400 ngày"));
        let file = page_of(&json!({"data": {"visits": "data/visits.json"}}), &[], true);
        assert!(file.contains("đọc từ một tệp") && !file.contains("trình duyệt báo cho"));
        let none = page_of(&json!({}), &[], true);
        assert!(none.contains("Website không đếm lượt truy cập.") && !none.contains("báo cho bộ đếm"));
    }

    #[test]
    fn other_hosts_and_the_contact_are_named_where_there_are_some() {
        let bare = page_of(&json!({}), &[], false);
        assert!(
            bare.contains("không tải gì từ máy chủ khác")
                && !bare.contains("Điện thoại")
                && !bare.contains("trong một khung")
        );
        let full = page_of(
            &json!({"editor": {"title": "Trưởng Ban Biên tập", "position": "Chủ tịch", "name": "Lưu Thị A"}, "contact": {"phone": "0220.3822.123", "email": "ubnd@xa.example"}}),
            &["anh.example", "bao.example"],
            true,
        );
        assert!(full.contains("anh.example, bao.example") && full.contains("trong một khung"));
        assert!(
            full.contains("Trưởng Ban Biên tập: Chủ tịch Lưu Thị A")
                && full.contains("Điện thoại: 0220.3822.123")
                && full.contains("ubnd@xa.example")
        );
    }
}
