//! What a clerk reads of imports of tables with all kinds of mistakes, whole and in Vietnamese, as golden files.
//!
//! The files are read like letters: would she know what is wrong, what became of her figures, and what to do? After an intended change of a
//! sentence, `SNAPSHOTS=overwrite cargo test -p trangxa-figures --test vietnamese` writes them again. Messages of other crates are
//! left out where they would stand.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails where it stands")]

#[allow(dead_code, reason = "other tests use the rest")]
#[path = "../figures/support.rs"]
mod support;

use rust_xlsxwriter::Workbook;
use serde_json::json;
use snapbox::data::{Data, DataFormat};
use std::fmt::Display;
use std::path::{Path, PathBuf};
use support::{book, fill, options, over, site, site_with};
use trangxa_figures::{Options, import_figures};
use trangxa_messages::{Language, set_language};
use trangxa_model::tthc::Span;
use trangxa_test_support::{SiteFolder, raw_book, sheet_data};

/// A clerk's screen, on which one import after the other leaves its words.
#[derive(Default)]
struct Screen {
    text: String,
}

impl Screen {
    /// Imports files, each a name and its content, into a site.
    fn import(&mut self, site: &SiteFolder, files: &[(&str, &[u8])], change: impl FnOnce(&mut Options)) {
        let paths: Vec<PathBuf> = files.iter().map(|(name, content)| site.write(name, content)).collect();
        let mut options = options(site, &paths);
        change(&mut options);
        match import_figures(&options) {
            Ok(report) => self.show(site, report.text()),
            Err(error) => self.show(site, error),
        }
    }

    /// Imports a text file into a new site.
    fn table(&mut self, name: &str, table: &str) {
        self.table_with(name, table, |_| {});
    }

    fn table_with(&mut self, name: &str, table: &str, change: impl FnOnce(&mut Options)) {
        self.import(&site(), &[(name, table.as_bytes())], change);
    }

    /// Imports a workbook into a new site.
    fn workbook(&mut self, name: &str, fill: impl FnOnce(&mut Workbook), change: impl FnOnce(&mut Options)) {
        self.import(&site(), &[(name, &book(fill))], change);
    }

    fn show(&mut self, site: &SiteFolder, text: impl Display) {
        let folder = format!("{}{}", site.root().display(), std::path::MAIN_SEPARATOR);
        self.text += &text.to_string().replace(&folder, "");
        self.text = format!("{}\n\n", self.text.trim_end());
    }

    /// Compares the whole screen with a golden file.
    #[track_caller]
    fn compare(&self, name: &str) {
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vietnamese/golden").join(name);
        snapbox::assert_data_eq!(&self.text, Data::read_from(&golden, Some(DataFormat::Text)).raw());
    }
}

fn screen() -> Screen {
    set_language(Language::Vietnamese);
    Screen::default()
}

fn november(options: &mut Options) {
    options.period = Span::parse("2023-11");
}

/// The usual table of a month, with one cell that is no number, a column of money, a correction of an earlier import, and a note below.
const MONTH: &str = "UBND XÃ QUANG THÀNH\nTỔNG HỢP TÌNH HÌNH GIẢI QUYẾT HỒ SƠ\n(Từ ngày 01/11/2023 đến ngày 30/11/2023)\n\n\
    STT;Lĩnh vực;Tiếp nhận;;Đã giải quyết;;;Đang giải quyết;;Chờ bổ sung;Phí đã thu;Ghi chú\n\
    ;;Tiếp nhận mới;Kỳ trước chuyển sang;Trước hạn;Đúng hạn;Quá hạn;Trong hạn;Quá hạn;;;\n\
    (1);(2);(3);(4);(5);(6);(7);(8);(9);(10);(11);(12)\n\
    1;Hộ tịch;1.070;14;945;126;1;4;0;1;12.000;\n2;Chứng thực;137;2;123;14;không;1;0;0;9.500;chị Hà nhập\n\
    3;Đất đai;18;17;9;12;0;4;2;0;;\n;Tổng cộng;1.225;33;1.077;152;1;9;2;1;21.500;\n\n\
    ;NGƯỜI LẬP BIỂU;;;;;Quang Thành, ngày 05 tháng 12 năm 2023;;;;;\n";

#[test]
fn the_table_of_a_month() {
    let mut screen = screen();
    let site = site_with(json!([{"from": "2023-11", "to": "2023-11", "received": 1200, "late": 1,
        "fields": [{"name": "Hộ tịch", "received": 1070, "early": 940}]}]));
    screen.import(&site, &[("bao-cao-thang-11.csv", MONTH.as_bytes())], |options| options.dry_run = true);
    screen.import(&site, &[("bao-cao-thang-11.csv", MONTH.as_bytes())], |_| {});
    screen.import(&site, &[("bao-cao-thang-11.csv", MONTH.as_bytes())], |_| {});
    screen.compare("month.txt");
}

#[test]
fn the_workbook_of_a_quarter() {
    let mut screen = screen();
    let quarter = |book: &mut Workbook| {
        let sheet = book.add_worksheet().set_name("Quý III").unwrap();
        over(sheet, (0, 0), (0, 9), "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH");
        over(sheet, (1, 1), (0, 9), "Kỳ báo cáo: Quý III/2023 (Từ ngày 01/07/2023 đến ngày 30/09/2023)");
        over(sheet, (2, 3), (0, 0), "STT");
        over(sheet, (2, 3), (1, 1), "Lĩnh vực giải quyết");
        over(sheet, (2, 2), (2, 4), "Số lượng hồ sơ tiếp nhận");
        over(sheet, (2, 2), (5, 8), "Số lượng hồ sơ đã giải quyết");
        over(sheet, (2, 2), (9, 11), "Số lượng hồ sơ đang giải quyết");
        fill(
            sheet,
            3,
            ";;Tổng số;Trực tuyến;Trực tiếp, dịch vụ bưu chính;Tổng số;Trước hạn;Đúng hạn;Quá hạn;Tổng số;Trong hạn;Quá hạn\n\
             1;Hộ tịch;100;60;40;96;66;29;1;4;3;1\n2;Chứng thực;51;50;1;51;51;0;0;0;0;0\n3;Đất đai;20;12;8;15;10;4;3;5;5;0\n\
             ;Tổng cộng;171;122;49;162;127;33;4;9;8;1",
        );
        fill(book.add_worksheet().set_name("Ghi chú").unwrap(), 0, "Số liệu lấy từ hệ thống ngày 02/10/2023");
        fill(
            book.add_worksheet().set_name("Xã Bình Minh").unwrap(),
            0,
            "Quý III/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;5;0\nTổng;5;0",
        );
        fill(
            book.add_worksheet().set_name("Trực tuyến").unwrap(),
            0,
            "Quý III/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;60;0\nTổng;60;0",
        );
    };
    screen.workbook("II.06a.xlsx", quarter, |_| {});
    screen.workbook("II.06a.xlsx", quarter, |options| options.period = Span::parse("2023-Q3"));
    screen.workbook("II.06a.xlsx", quarter, |options| options.sheet = Some("Quý 3".to_owned()));
    let formulas = "Tháng 11/2023\nLĩnh vực;Tiếp nhận mới;Trước và đúng hạn;Trễ hạn;Tỉ lệ trễ hạn (%)\nHộ tịch;40;=1+1;2;5\n\
        Đất đai;20;18;1;5\nTổng cộng;=SUM(B3:B4);=SUM(C3:C4);3;105";
    screen.import(&site(), &[("cong-thuc.xlsx", &raw_book(&sheet_data(formulas)))], |_| {});
    screen.compare("workbooks.txt");
}

#[test]
fn files_that_cannot_be_read() {
    let mut screen = screen();
    let site = site();
    let damaged = sheet_data("Lĩnh vực;Tiếp nhận\nHộ tịch;5");
    let gone = raw_book(&damaged.replace(r#"r="B2""#, r#"r="BBBBBBBBBB2""#));
    let row = raw_book(&damaged.replace(r#"<row r="2">"#, r#"<row r="0">"#));
    let merged = raw_book(&format!(
        "{damaged}<mergeCells>{}</mergeCells>",
        r#"<mergeCell ref="A1:XFD1048576"/>"#.repeat(100_000)
    ));
    let long = "Lĩnh vực;Tiếp nhận\n".to_owned() + &"Hộ tịch;1\n".repeat(20_001);
    let far = book(|book| {
        let sheet = book.add_worksheet().set_name("T11").unwrap();
        fill(sheet, 0, "Lĩnh vực;Tiếp nhận\nHộ tịch;1");
        sheet.write(5, 300, 1).unwrap();
    });
    let many = book(|book| (0..101).for_each(|_| drop(book.add_worksheet().write(0, 0, 1))));
    let cut = &book(|book| fill(book.add_worksheet(), 0, "Lĩnh vực;Tiếp nhận\nHộ tịch;1"))[..900];
    let other = {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        archive.finish().unwrap().into_inner()
    };
    screen.import(
        &site,
        &[
            ("trong.csv", b" \n"),
            ("xuat.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            ("trang.xls", b"<html><body>Dang nhap</body></html>"),
            ("anh.csv", b"\x89PNG\x00\x01"),
            ("bang.ods", &other),
            ("ngat-quang.xlsx", cut),
            ("o-sai.xlsx", &gone),
            ("hang-sai.xlsx", &row),
            ("o-gop.xlsx", &merged),
            ("qua-dai.csv", long.as_bytes()),
            ("qua-rong.xlsx", &far),
            ("nhieu-trang.xlsx", &many),
            ("qua-lon.csv", &vec![b' '; 20_000_001]),
            ("tin.csv", "Tiêu đề,Ngày đăng\nHọp thôn,05/11/2023\n".as_bytes()),
            ("hai-phong.csv", "Lĩnh vực,Tiếp nhận mới,Trễ hạn\nChøng thùc,30,2\nThú y,20,1\nTổng,50,3\n".as_bytes()),
        ],
        |options| options.files.push("khong-co.xlsx".into()),
    );
    let sheets = book(|book| drop(book.add_worksheet().set_name("Tháng 11")));
    screen.import(&site, &[("a.xlsx", &sheets)], |options| options.sheet = Some("Thang 12".to_owned()));
    screen.compare("unreadable-files.txt");
}

#[test]
fn letters_of_other_encodings() {
    let mut screen = screen();
    let table = "Lĩnh vực,Tiếp nhận mới,Trễ hạn\nXây dựng,40,2\nTư pháp,20,1\nTổng cộng,60,3\n";
    let western = |text: &str| -> Vec<u8> { text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect() };
    let old = western("LÜnh vùc,TiÕp nhËn míi,TrÔ h¹n\nX©y dùng,40,2\nT\u{ad} ph¸p,20,1\nTæng céng,60,3\n");
    let (misread, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(table.as_bytes());
    let mut damaged = b"\xef\xbb\xbf".to_vec();
    damaged.extend(table.replace("Tư pháp", "Tu ph\u{e0}p").chars().flat_map(|c| match c {
        'à' => vec![0xe0],
        c => c.to_string().into_bytes(),
    }));
    let windows = western("Linh vuc,Tiep nhan,Tre han\nD\u{ee}t dai,40,2\nTong cong,40,2\n");
    for (name, bytes) in [
        ("tcvn3.csv", old),
        ("doc-nham.csv", misread.as_bytes().to_vec()),
        ("hong-chu.csv", damaged),
        ("windows.csv", windows),
        ("mat-chu.csv", "Lĩnh vực,Tiếp nhận mới,Trễ hạn\nH? t?ch,40,2\nTổng cộng,40,2\n".as_bytes().to_vec()),
    ] {
        screen.import(&site(), &[(name, &bytes)], november);
    }
    screen.compare("encodings.txt");
}

#[test]
fn periods_that_are_not_certain() {
    let mut screen = screen();
    let table = "Lĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nTổng cộng;40;2\n";
    for title in [
        "",
        "Từ ngày 15/10/2023 đến ngày 14/11/2023\n",
        "BÁO CÁO THÁNG 11 VÀ 11 THÁNG NĂM 2023\n",
        "Tháng 10/2023;;Tháng 11/2023\n",
        "Quý I/2031\n",
        "6 tháng đầu năm 2023\n",
        "Năm 2022\n",
    ] {
        screen.table("a.csv", &format!("{title}{table}"));
    }
    screen.table("tthc-2023-11.csv", table);
    screen.workbook(
        "nam.xlsx",
        |book| {
            fill(book.add_worksheet().set_name("Tháng 11").unwrap(), 0, &format!("SỐ LIỆU NĂM 2023\n{table}"));
            fill(book.add_worksheet().set_name("T10.2023").unwrap(), 0, table);
        },
        |_| {},
    );
    let rows = "Từ tháng;Đến tháng;Tiếp nhận;Trễ hạn\n9/2023;9/2023;12;1\n15/10/2023;30/10/2023;15;0\n11/2023;tháng sau;3;0\n\
        12/2023;11/2023;3;0\n;11/2023;4;1\n;;7;0\nTổng cộng;;37;2\n";
    screen.table("thang.csv", rows);
    screen.table_with("thang.csv", "Tháng;Tiếp nhận;Trễ hạn\n10/2023;12;1\n11/2023;15;0\nmười hai;9;0\n", november);
    screen.table("quy.csv", "Năm;Quý;Tiếp nhận;Trễ hạn\n2023;I;12;1\n2023;V;15;0\nnăm nay;II;1;0\n");
    screen.compare("periods.txt");
}

#[test]
fn columns_that_are_not_certain() {
    let mut screen = screen();
    for table in [
        // What nothing explains.
        "Lĩnh vực;Tiếp nhận;Quá hạn;Trong hạn;Đang xử lý;Tổng số;Số phí\nHộ tịch;40;2;30;8;7;9000\nTổng;40;2;30;8;7;9000\n",
        "Lĩnh vực;Tiếp nhận;;Trễ hạn\nHộ tịch;40;7;2\nĐất đai;20;8;1\nTổng;60;15;3\n",
        // Columns of one meaning, of no member, and of other periods.
        "Lĩnh vực;Tiếp nhận;Trễ hạn;Trả quá hạn;Tiếp nhận cùng kỳ năm trước;Đang giải quyết\nHộ tịch;40;2;3;35;8\nĐất đai;20;1;1;22;2\nTổng;60;3;4;57;10\n",
        "Lĩnh vực;Tiếp nhận;Tiếp nhận mới;Trễ hạn;Đang giải quyết;Đang giải quyết trong hạn\nHộ tịch;40;40;2;8;7\nĐất đai;20;20;1;2;2\nTổng;60;60;3;10;9\n",
        "Lĩnh vực;Trước hạn;Đúng hạn;Trễ hạn;Tổng hợp\nHộ tịch;30;8;2;38\nĐất đai;10;9;1;19\nTổng;40;17;3;57\n",
        "Lĩnh vực;Đã giải quyết / Tổng số;Trước hạn;Đúng hạn;Trễ hạn\nHộ tịch;99;30;8;2\nĐất đai;98;10;9;1\nTổng;197;40;17;3\n",
        "Lĩnh vực;Đã giải quyết;Trước hạn;Đúng hạn;Trễ hạn\nHộ tịch;40;30;38;2\nĐất đai;20;10;19;1\nTổng;60;40;57;3\n",
        "Lĩnh vực;Đã giải quyết;Đúng hạn;Trễ hạn\nHộ tịch;40;38;2\nĐất đai;20;19;1\nTổng;60;57;3\n",
        "Lĩnh vực;Đúng hạn;Trễ hạn\nHộ tịch;38;2\nTổng;38;2\n",
        "Lĩnh vực;Tiếp nhận;Đang giải quyết quá hạn;Tổng số trễ hạn\nHộ tịch;40;2;5\nTổng;40;2;5\n",
        "Lĩnh vực;Đúng hạn;Quá hạn (đã có thư xin lỗi)\nHộ tịch;38;2\nTổng;38;2\n",
        // The received dossiers.
        "Lĩnh vực;Tổng số tiếp nhận;Tiếp nhận trực tuyến;Trễ hạn\nHộ tịch;40;25;2\nĐất đai;20;10;1\nTổng;60;35;3\n",
        "Lĩnh vực;Tiếp nhận trực tuyến;Tiếp nhận qua bưu chính;Trễ hạn\nHộ tịch;40;25;2\nTổng;40;25;2\n",
        "Lĩnh vực;Tổng số hồ sơ phải giải quyết;Trễ hạn\nHộ tịch;40;2\nTổng;40;2\n",
        "Lĩnh vực;Tổng số tiếp nhận;Tiếp nhận trực tuyến;Tiếp nhận trực tiếp;Trễ hạn\nHộ tịch;40;35;20;2\nĐất đai;20;15;10;1\nTổng;60;50;30;3\n",
        "Lĩnh vực;Tổng số tiếp nhận;Kỳ trước chuyển sang;Trễ hạn\nHộ tịch;45;5;2\nTổng;45;5;2\n",
        "Lĩnh vực;Tổng số tiếp nhận;Trực tuyến;Trực tiếp;Kỳ trước chuyển sang;Tổng số hồ sơ phải giải quyết;Trễ hạn\nHộ tịch;45;20;20;5;45;2\nĐất đai;20;10;8;2;20;1\nTổng;65;30;28;7;65;3\n",
        "Lĩnh vực;Tổng số hồ sơ phải giải quyết;Tiếp nhận trực tuyến;Tiếp nhận trực tiếp;Kỳ trước chuyển sang;Trễ hạn\nHộ tịch;45;10;20;5;2\nĐất đai;20;5;8;2;1\nTổng;65;15;28;7;3\n",
        "Lĩnh vực;Tiếp nhận;;;Trễ hạn\n;Trực tuyến;Trực tiếp;Tiếp nhận lưu động;\nHộ tịch;20;15;5;2\nĐất đai;10;8;2;1\nTổng;30;23;7;3\n",
        "Lĩnh vực;Tiếp nhận;;;;Trễ hạn\n;Tổng số;Trực tuyến;Trực tiếp;Trực tuyến liên thông;\nHộ tịch;40;20;15;5;2\nĐất đai;20;10;8;2;1\nTổng;60;30;23;7;3\n",
        // A sum that the form declares.
        "Lĩnh vực;Tiếp nhận;Trước hạn;Đúng hạn;Trễ hạn;Đang giải quyết quá hạn;Tổng số trễ hạn\n(1);(2);(3);(4);(5);(6);(7 = 5 + 6)\nHộ tịch;60;40;15;3;2;5\nTổng;60;40;15;3;2;5\n",
        // Marks of thousands.
        "Lĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;1,25;4\nChứng thực;3;0\nTổng số;4,25;4\n",
    ] {
        screen.table_with("a.csv", table, november);
    }
    let mapped = site();
    let map = mapped.write("cot.json", r#"{"Trả quá hạn": "late", "Cột cũ": "early"}"#);
    let table = "Lĩnh vực;Tiếp nhận;Trễ hạn;Trả quá hạn\nHộ tịch;40;2;3\nĐất đai;20;1;1\nTổng;60;3;4\n";
    screen.import(&mapped, &[("a.csv", table.as_bytes())], |options| {
        november(options);
        options.map = Some(map);
    });
    screen.compare("columns.txt");
}

#[test]
fn rows_that_are_not_certain() {
    let mut screen = screen();
    let header = "STT;Lĩnh vực;Tiếp nhận mới;Trước hạn;Đúng hạn;Trễ hạn\n";
    for rows in [
        // Groups, parts, other periods, a row without a name, a page's sum.
        "I;Cấp xã;60;40;17;3\n1;Hộ tịch;40;30;8;2\n;Trong đó: Khai sinh;15;10;4;1\n2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;3\n;Lũy kế từ đầu năm;600;400;170;30\n;So với tháng trước;5;5;-1;0\n",
        "1;Hộ tịch;40;30;8;2\n2;;20;10;9;1\n;Tổng cộng;60;40;17;3\n",
        "1;Hộ tịch;40;30;8;2\n2;Hộ tịch;20;10;9;1\n;Tổng cộng;60;40;17;3\n",
        // Totals.
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;30\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;120;80;34;6\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;600;400;170;30\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng số;70;40;17;3\n;Tổng cộng;90;40;17;3\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Tổng cộng;60;40;17;3\n;Tổng chung;66;40;17;3\n",
        "1;Hộ tịch;60;40;17;3\n2;Chứng thực;40;30;8;2\n3;Đất đai;20;10;9;1\n",
        ";Cả xã;60;40;17;3\n1;Chứng thực;40;30;8;2\n2;Đất đai;20;10;9;1\n",
        "1;Hộ tịch;40;30;8;2\n2;Đất đai;20;10;9;1\n;Cả đơn vị;60;40;17;3\n",
        "1;Hộ tịch;40;30;8;2\n2;Chứng thực;20;10;9;1\n;Cộng;60;40;17;3\n3;Đất đai;9;7;1;1\n4;Nhà ở;3;2;1;0\n;Cộng;12;9;2;1\n",
        // Sections.
        "I;Tư pháp;70;45;18;7\n1;Hộ tịch;40;30;8;2\n2;Chứng thực;20;10;9;1\nII;Đất đai;20;10;9;1\n1;Cấp giấy;20;10;9;1\n",
        "I;Tư pháp;70;45;18;7\n1;Hộ tịch;40;30;8;2\n2;Chứng thực;20;10;9;1\nII;Đất đai;20;10;9;1\n1;Cấp giấy;20;10;9;1\n;Tổng cộng;90;55;27;8\n",
        "I;Tư pháp;70;45;18;7\n1;Hộ tịch;40;30;8;2\n2;Chứng thực;20;10;9;1\nII;Đất đai;20;10;9;1\n1;Cấp giấy;20;10;9;1\n;Tổng cộng;80;50;26;4\n",
        "I;Tư pháp;40;30;8;2\n1;Cấp mới;40;30;8;2\nII;Đất đai;20;10;9;1\n1;Cấp mới;20;10;9;1\n;Tổng cộng;60;40;17;3\n",
        "I;Tư pháp;40;30;8;2\n1;Hộ tịch;40;30;8;2\nII;Đất đai;20;10;9;1\n1;Cấp giấy;20;10;9;1\n;Tổng cộng;120;80;34;6\n",
        // Cells.
        "1;Hộ tịch;bốn mươi;30;8;-2\n2;Đất đai;12,5;10;9;1\n;Tổng cộng;60;40;17;3\n",
    ] {
        screen.table_with("a.csv", &format!("{header}{rows}"), november);
    }
    let parts = "Lĩnh vực;Tiếp nhận mới;Trễ hạn\nHộ tịch;40;2\nTrong đó: Khai sinh;15;1\nKhai tử;5;0\nĐất đai;27;1\n";
    screen.table_with("a.csv", parts, november);
    let stated = "Lĩnh vực;Tổng số tiếp nhận;Tiếp nhận mới;Kỳ trước chuyển sang;Đã giải quyết;Trước hạn;Đúng hạn;Trễ hạn\n\
        Hộ tịch;50;45;5;40;30;8;2\nĐất đai;30;26;4;28;20;6;1\nY tế;12;10;2;9;6;3;0\n";
    screen.table_with("a.csv", stated, november);
    for table in [
        "Tiếp nhận;Trước hạn;Đúng hạn;Trước và đúng hạn;Trễ hạn;Đã giải quyết\n40;30;8;39;2;50\n",
        "Lĩnh vực;Tiếp nhận;Trễ hạn;Đã giải quyết\nHộ tịch;40;2;38\nĐất đai;20;1;19\nTổng;60;3;57\n",
        "Lĩnh vực;Tổng số tiếp nhận;Trực tuyến;Trực tiếp;Kỳ trước chuyển sang;Trễ hạn\nHộ tịch;45;20;20;5;2\nĐất đai;20;10;9;2;1\nY tế;1;0;0;4;0\nVăn hóa;9;4;4;1;0\n",
        "Lĩnh vực;Tổng số hồ sơ phải giải quyết;Kỳ trước chuyển sang;Trễ hạn\nHộ tịch;45;5;2\nĐất đai;2;7;1\n",
        ";Tiếp nhận;Trễ hạn\nTuần 1;10;1\nTuần 2;20;0\nTuần 3;30;1\nTổng;60;2\n",
    ] {
        screen.table_with("a.csv", table, november);
    }
    let procedures = "STT;Tên thủ tục;Tiếp nhận;Trễ hạn\n1;Đăng ký khai sinh;40;2\n2;Chứng thực bản sao;20;1\n";
    screen.table_with("a.csv", procedures, november);
    screen.compare("rows.txt");
}

#[test]
fn offices_that_are_not_ours() {
    let mut screen = screen();
    let field = "Lĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nTổng;40;2\n";
    screen.table_with("a.csv", &format!("BÁO CÁO CỦA UBND XÃ BÌNH MINH\n{field}"), november);
    screen.table_with("xa-binh-minh.csv", field, november);
    screen.table_with("a.csv", &format!("HỒ SƠ TRỰC TUYẾN THÁNG 11/2023\n{field}"), november);
    let offices = "Đơn vị;Tiếp nhận;Trễ hạn\nUBND xã Bình Minh;40;2\nUBND xã Đại Thành;30;1\nTổng;70;3\n";
    screen.table_with("huyen.csv", offices, november);
    screen.table_with("huyen.csv", offices, |options| {
        november(options);
        options.unit = Some("Xã Quang Thanh".to_owned());
    });
    screen.table_with("huyen.csv", &offices.replace("Đại Thành", "Quang Thành"), november);
    let above = "STT;Lĩnh vực;Tiếp nhận mới;Trễ hạn\n;UBND xã Bình Minh;;\n1;Hộ tịch;90;9\n;UBND xã Quang Thành;;\n1;Hộ tịch;30;1\n2;Đất đai;20;0\n;Tổng cộng;140;10\n";
    screen.table_with("huyen.csv", above, november);
    screen.table_with("huyen.csv", &above.replace("Quang Thành", "Đại Thành"), november);
    screen.table_with("UBND xã Bình Minh.csv", field, november);
    screen.table_with("huyen.csv", "Nội dung;Tiếp nhận;Trễ hạn\nBình Minh;40;2\nAn Phú;30;1\n", november);
    let many: String = (1..=1001).map(|at| format!("Lĩnh vực {at};1;0\n")).collect();
    screen.table_with("a.csv", &format!("Lĩnh vực;Tiếp nhận;Trễ hạn\n{many}"), november);
    screen.compare("offices.txt");
}

#[test]
fn files_that_contradict_one_another() {
    let mut screen = screen();
    let header = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Đúng hạn;Trễ hạn;Rút\n";
    let one = format!("{header}Hộ tịch;40;30;2;1\nTổng;40;30;2;1\n");
    let other = format!("{header}Hộ tịch;41;30;2;1\nTổng;41;30;2;1\n");
    let another = format!("{header}Hộ tịch;10;9;1;0\nTổng;10;9;1;0\n");
    screen.import(&site(), &[("a.csv", one.as_bytes()), ("b.csv", other.as_bytes())], |_| {});
    screen.import(&site(), &[("a.csv", one.as_bytes()), ("b.csv", another.as_bytes())], |_| {});
    let with_total = site_with(
        json!([{"from": "2023-11", "to": "2023-11", "received": 100, "stated": {"completed": 32, "late_rate": 6.25}}]),
    );
    let fields = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nĐất đai;20;1\n";
    screen.import(&with_total, &[("a.csv", fields.as_bytes())], |_| {});
    let rates = "Tháng 11/2023\nTiếp nhận;Đã giải quyết;Trễ hạn;Tỉ lệ giải quyết (%);Tỉ lệ trễ hạn (%)\n40;38;2;95;5\n";
    screen.import(&with_total, &[("b.csv", rates.as_bytes())], |_| {});
    screen.compare("contradictions.txt");
}

#[test]
fn the_mapping_file_and_the_site() {
    let mut screen = screen();
    let table = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Số HS trễ hẹn lại;Số phí\nHộ tịch;40;2;9000\nTổng;40;2;9000\n";
    let with = |map: PathBuf| move |options: &mut Options| options.map = Some(map);
    let site = site();
    let template = site.path("cot.json");
    for name in ["cot.json", "cot.json"] {
        let path = site.path(name);
        screen.import(&site, &[("a.csv", table.as_bytes())], |options| options.map_template = Some(path));
    }
    screen.import(&site, &[("a.csv", table.as_bytes())], with(template));
    for map in [
        r#"["late"]"#,
        r#"{"": "late"}"#,
        r#"{"Cột A": "late", "cot a": "early"}"#,
        r#"{"Cột A": "tre han"}"#,
        &format!("{{{}}}", " ".repeat(1_000_000)),
    ] {
        let path = site.write("sai.json", map);
        screen.import(&site, &[("a.csv", table.as_bytes())], with(path));
    }
    let known = "Tháng 11/2023\nLĩnh vực;Tiếp nhận;Trễ hạn\nHộ tịch;40;2\nTổng;40;2\n";
    let path = site.path("khong-can.json");
    screen.import(&site, &[("a.csv", known.as_bytes())], |options| options.map_template = Some(path));
    screen.import(&site, &[], |_| {});

    let site = SiteFolder::default();
    site.write("data/site.json", r#"{"version": 1, "name": "Xã Quang Thành", "base_url": "https://x.example/"}"#);
    screen.import(&site, &[("a.csv", known.as_bytes())], |_| {});
    site.write(
        "data/site.json",
        r#"{"version": 1, "name": "Xã Quang Thành", "base_url": "https://x.example/", "data": {"tthc": "https://y.example/tthc.json"}}"#,
    );
    screen.import(&site, &[("a.csv", known.as_bytes())], |_| {});
    screen.compare("mapping-and-site.txt");
}
