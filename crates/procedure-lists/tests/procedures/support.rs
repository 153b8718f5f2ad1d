//! A site folder, files as the national base exports them, and what became of an import.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Value, json};
use std::path::PathBuf;
use trangxa_model::Timestamp;
use trangxa_procedure_lists::{ImportError, Options, Report, import_procedures};
use trangxa_test_support::SiteFolder;
use trangxa_test_support::docx::{Docx, p};

/// A site without procedures.
pub(crate) fn site() -> SiteFolder {
    let site = SiteFolder::default();
    let data = json!({"version": 1, "name": "Ủy ban nhân dân xã Quang Thành", "base_url": "https://x.example/"});
    site.write("data/site.json", data.to_string());
    site
}

/// A site with these procedures.
pub(crate) fn site_with(procedures: &Value) -> SiteFolder {
    let site = site();
    let document = json!({"version": 1, "updated_at": "2025-01-01T00:00:00+07:00", "procedures": procedures});
    site.write("data/procedures.json", document.to_string());
    site
}

pub(crate) fn options(site: &SiteFolder, files: &[PathBuf]) -> Options {
    Options {
        files: files.to_vec(),
        into: site.path(""),
        all_levels: false,
        map: None,
        map_template: None,
        sheet: None,
        updated_at: Timestamp::parse("2026-11-01T08:00:00+07:00").unwrap(),
        dry_run: false,
    }
}

/// Imports a file of this name and content.
pub(crate) fn import(site: &SiteFolder, name: &str, content: impl AsRef<[u8]>) -> Report {
    import_with(site, name, content, |_| {}).unwrap()
}

pub(crate) fn import_with(
    site: &SiteFolder,
    name: &str,
    content: impl AsRef<[u8]>,
    change: impl FnOnce(&mut Options),
) -> Result<Report, ImportError> {
    let file = site.write(&format!("xuat/{name}"), content);
    let mut options = options(site, &[file]);
    change(&mut options);
    import_procedures(&options)
}

/// The procedures of the site.
pub(crate) fn procedures(site: &SiteFolder) -> Value {
    site.json("data/procedures.json")["procedures"].clone()
}

/// A member of each procedure of the site.
pub(crate) fn each(site: &SiteFolder, member: &str) -> Vec<Value> {
    procedures(site).as_array().unwrap().iter().map(|it| it[member].clone()).collect()
}

/// Lines of cells with `;` between them as a sheet.
pub(crate) fn fill(sheet: &mut Worksheet, first: u32, lines: &str) {
    for (row, line) in lines.lines().enumerate() {
        for (column, text) in line.split(';').enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write(first + row as u32, column as u16, text.replace('|', ";")).unwrap();
        }
    }
}

/// A cell over rows and columns.
pub(crate) fn over(sheet: &mut Worksheet, rows: (u32, u32), columns: (u16, u16), text: &str) {
    sheet.merge_range(rows.0, columns.0, rows.1, columns.1, text, &Format::new()).unwrap();
}

/// The list of the national base, in two sheets: titles, merged names of columns, rows for fields, a numbering, a repeated header.
pub(crate) fn list() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Cấp xã").unwrap();
    over(sheet, (0, 0), (0, 7), "DANH MỤC THỦ TỤC HÀNH CHÍNH");
    over(sheet, (1, 1), (0, 7), "(Xuất từ Cơ sở dữ liệu quốc gia về thủ tục hành chính ngày 15/10/2026)");
    fill(
        sheet,
        3,
        "STT;Mã TTHC;Tên TTHC;Cơ quan công bố;Quyết định công bố;Cấp thực hiện;Đối tượng;Trạng thái\n(1);(2);(3);(4);(5);(6);(7);(8)",
    );
    over(sheet, (5, 5), (0, 7), "I. LĨNH VỰC HỘ TỊCH");
    fill(
        sheet,
        6,
        "1;1.001193.000.00.00.H23;Thủ tục đăng ký khai sinh;Bộ Tư pháp;1872/QĐ-BTP ngày 04/09/2020;Cấp Xã;Công dân Việt Nam| Người Việt Nam định cư ở nước ngoài;Đã công khai\n\
         2;1.000894;Đăng ký kết hôn;Bộ Tư pháp;Quyết định số 1872/QĐ-BTP ngày 04 tháng 9 năm 2020;Cấp Tỉnh| Cấp Xã;Công dân Việt Nam;Đã công khai\n\
         3;2.000635;Cấp bản sao trích lục hộ tịch;Bộ Tư pháp;1872/QĐ-BTP;;Công dân Việt Nam;Đã công khai\n\n\
         STT;Mã TTHC;Tên TTHC;Cơ quan công bố;Quyết định công bố;Cấp thực hiện;Đối tượng;Trạng thái",
    );
    over(sheet, (11, 11), (0, 7), "II. Lĩnh vực: Đất đai");
    fill(
        sheet,
        12,
        "4;1.012753;Đăng ký đất đai lần đầu;Bộ Nông nghiệp và Môi trường;2304/QĐ-BNNMT;Cấp Tỉnh;Tổ chức (không bao gồm doanh nghiệp, HTX);Đã công khai\n\
         5;1.003554;Hòa giải tranh chấp đất đai;Bộ Nông nghiệp và Môi trường;2304/QĐ-BNNMT;Cấp Xã;Công dân Việt Nam, Cán bộ, công chức, viên chức;Đã công khai\n\
         6;1.009999;Xác nhận cũ;Bộ Nông nghiệp và Môi trường;1/QĐ-BTNMT;Cấp Xã;Công dân Việt Nam;Đã bãi bỏ",
    );
    let other = book.add_worksheet().set_name("Chứng thực").unwrap();
    fill(
        other,
        0,
        "TT;Mã số;Tên thủ tục hành chính;Lĩnh vực;Số quyết định;Ngày quyết định;Lượt xem\n\
         1;2.000815;Chứng thực bản sao từ bản chính;Chứng thực;1329/QĐ-BTP;01/06/2020;1200",
    );
    fill(book.add_worksheet().set_name("Ghi chú").unwrap(), 0, "Lập ngày 15/10/2026");
    book.save_to_buffer().unwrap()
}

/// A cell of a Word table.
fn cell(content: &str) -> String {
    format!("<w:tc>{content}</w:tc>")
}

/// A Word table with lines, whose cells have `|` between them. `\n` ends a paragraph in a cell.
pub(crate) fn word_rows(rows: &[&str]) -> String {
    let borders =
        "<w:tblPr><w:tblBorders><w:top w:val=\"single\"/><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let paragraphs = |text: &str| text.split('\n').map(p).collect::<String>();
    let row = |row: &&str| {
        let cells = row.split('|').map(|text| cell(&paragraphs(text.trim())));
        format!("<w:tr>{}</w:tr>", cells.collect::<String>())
    };
    format!("<w:tbl>{borders}{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Paragraphs, one a line.
pub(crate) fn lines(text: &str) -> String {
    text.lines().map(p).collect()
}

/// The detail of a procedure with headings in lines of their own.
pub(crate) fn detail() -> String {
    [
        lines(
            "CHI TIẾT THỦ TỤC HÀNH CHÍNH\nMã thủ tục:\n1.001193\nSố quyết định:\n1872/QĐ-BTP\nTên thủ tục:\nĐăng ký khai sinh\n\
             Cấp thực hiện:\nCấp Xã\nLoại thủ tục:\nTTHC được luật giao quy định chi tiết\nLĩnh vực:\nHộ tịch\nTrình tự thực hiện:\n\
             - Bước 1: Nộp hồ sơ tại Bộ phận Một cửa.\n+ Nộp trực tuyến thì đăng nhập bằng VNeID.\n- Bước 2: Ký sổ và nhận giấy.\n\
             Cách thức thực hiện:",
        ),
        word_rows(&[
            "Hình thức nộp|Thời hạn giải quyết|Phí, lệ phí|Mô tả",
            "Trực tiếp|1 Ngày làm việc|Lệ phí : 0 Đồng|Nhận sau 15 giờ thì trả vào ngày hôm sau",
            "Trực tuyến|1 Ngày làm việc|Không|",
            "Dịch vụ bưu chính|1 Ngày làm việc||",
        ]),
        lines("Thành phần hồ sơ:\nBao gồm"),
        word_rows(&[
            "Tên giấy tờ|Mẫu đơn, tờ khai|Số lượng",
            "Tờ khai đăng ký khai sinh theo mẫu|TK-khai-sinh.docx|Bản chính: 1\nBản sao: 0",
            "- Giấy chứng sinh||Bản chính: 1 Bản sao: 0",
        ]),
        lines("Trường hợp ủy quyền:"),
        word_rows(&["Tên giấy tờ|Mẫu đơn, tờ khai|Số lượng", "Văn bản ủy quyền||Bản chính: 0 Bản sao: 1"]),
        lines(
            "Đối tượng thực hiện:\nCông dân Việt Nam, Người Việt Nam định cư ở nước ngoài\nCơ quan thực hiện:\nỦy ban nhân dân cấp xã\n\
             Cơ quan có thẩm quyền:\nKhông có thông tin\nKết quả thực hiện:\nGiấy khai sinh\nCăn cứ pháp lý:",
        ),
        word_rows(&[
            "Số ký hiệu|Trích yếu|Ngày ban hành|Cơ quan ban hành",
            "60/2014/QH13|Luật Hộ tịch|20/11/2014|Quốc hội",
            "123/2015/NĐ-CP|Nghị định số 123/2015/NĐ-CP hướng dẫn Luật Hộ tịch|15/11/2015|Chính phủ",
        ]),
        lines("Yêu cầu, điều kiện thực hiện:\nKhông có thông tin\nTừ khóa:\nkhai sinh\nMô tả:\nKhông có thông tin"),
    ]
    .concat()
}

/// A Word document with this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    Docx::new(body).bytes()
}
