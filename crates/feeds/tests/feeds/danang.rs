//! The JSON of Đà Nẵng's communes.

use crate::support::{Site, fixture};
use serde_json::json;
use trangxa_model::fingerprint::fingerprint;
use trangxa_test_support::{Reply, ScriptedServer};

#[test]
fn each_record_becomes_an_article_except_the_deleted_ones() {
    let server = ScriptedServer::new(|_, _| Reply::ok(fixture("danang.json")));
    let site = Site::new();
    let url = server.url("api/tin");
    let report = site.import(&[&url]);
    assert_eq!(
        site.item("901"),
        json!({
            "id": "901",
            "title": "Xã Hòa Tiến ra mắt tổ công nghệ số cộng đồng",
            "summary": "Mười thôn đều có tổ công nghệ số.",
            "content_html": format!(
                "<p>Mười thôn đều có tổ.&nbsp;Xem <a href=\"{}\">kế hoạch</a> &amp; danh sách.</p>",
                server.url("van-ban/ke-hoach.docx")
            ),
            "image": server.url("Images/lon/901.jpg"),
            "date_published": "2023-10-10T08:30:00+07:00",
            "authors": [{"name": "Minh Châu"}],
            "_trangxa": {"source": "Báo Đà Nẵng"},
        })
    );
    assert_eq!(
        site.item("902"),
        json!({"id": "902", "title": "Thông báo cắt điện", "content_html": "<p>Ngày mai cắt điện; ghi &lt;b&gt; là đậm.</p>"}),
        "a body with tags is not decoded, and the year 1 stands for a missing date"
    );
    // A record without TinTucID is known by its title.
    let titled = fingerprint("Không có số".as_bytes());
    assert_eq!(site.ids(), ["901", "902", &titled, "905"]);
    assert_eq!(
        report.losses,
        [format!(
            "{url}, [5] (\"Ngày lạ\"), NgayDang: the date \"hôm kia\" cannot be read; the item was imported without it: correct it on the site, or add date_published to the item in the site's feed"
        )]
    );
    assert_eq!(report.remarks, [format!("{url}, isDelete: 2 items are marked as deleted; they were left out")]);
}

#[test]
fn the_list_may_be_inside_of_objects() {
    let records: serde_json::Value = serde_json::from_slice(&fixture("danang.json")).unwrap();
    for wrapped in
        [json!({"data": records}), json!({"Data": {"items": records}, "total": 6}), json!({"result": records, "x": []})]
    {
        let site = Site::new();
        let file = site.write("x.json", wrapped.to_string()).display().to_string();
        assert_eq!(site.import(&[&file]).added, 4, "{wrapped}");
    }
}
