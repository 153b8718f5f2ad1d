//! What the program says to an administrator in Vietnamese, which it speaks unless it is told otherwise.

use crate::program::{Client, Folder, Program, RawAnswer, SITE, agent, english};
use crate::redis::RedisServer;
use rusqlite::Connection;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The program on a machine whose language is not known.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_trangxa-counter"));
    for name in ["TRANGXA_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    // Windows has a language nevertheless.
    command.args(["--lang", "vi"].iter().take(if cfg!(windows) { 2 } else { 0 }));
    command
}

/// The program with the database in a folder and some options more; it writes a log for people.
fn counter(folder: &Folder, more: &[&str]) -> Command {
    let mut command = program();
    command.arg("--db").arg(folder.db()).arg("--secret-file").arg(folder.file("secret"));
    command.args(["--origin", &format!("https://{SITE}/"), "--listen", "127.0.0.1:0"]).args(more);
    command
}

/// What a program that must fail says, without the times in its log.
fn complaint(command: &mut Command) -> (Option<i32>, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    let said = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), said.lines().map(without_time).collect::<Vec<_>>().join("\n"))
}

/// A line of the log without its time, which is its first word.
fn without_time(line: &str) -> String {
    let is_event = |line: &&str| line.starts_with(|c: char| c.is_ascii_digit());
    let event = Some(line).filter(is_event).and_then(|line| line.split_once(' '));
    event.map_or(line, |(_, event)| event.trim_start()).to_owned()
}

/// The last words of a program that fails, for a reason that is no mistake on the command line.
fn last_words(command: &mut Command) -> String {
    let (status, said) = complaint(command);
    assert_eq!(status, Some(1), "{said}");
    said.lines().last().unwrap().to_owned()
}

/// Asserts that the program refuses the file of a folder with these words.
#[track_caller]
fn assert_refused(folder: &Folder, words: &str) {
    let file = folder.db().canonicalize().unwrap();
    assert_eq!(last_words(&mut counter(folder, &[])), format!("lỗi: {}: {words}", file.display()));
}

/// A running program with a log for people.
struct Running {
    child: Child,
    log: BufReader<std::process::ChildStderr>,
    address: SocketAddr,
    /// What it said before it counted.
    said: Vec<String>,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut said = Vec::new();
        let address = loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "{said:?}");
            said.push(without_time(line.trim_end()));
            // The last word of the line that says that it counts, in any language.
            if let Some(Ok(address)) = line.split_whitespace().next_back().map(str::parse) {
                break address;
            }
        };
        Self { child, log, address, said }
    }

    fn client(&self) -> Client {
        Client::connect(self.address).unwrap()
    }

    /// Stops the program; returns everything that it said.
    fn stop(mut self) -> Vec<String> {
        self.child.stdin.take();
        let mut rest = String::new();
        self.log.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap();
        self.said.extend(rest.lines().map(without_time));
        std::mem::take(&mut self.said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The reason in a refusal.
fn reason(answer: &RawAnswer) -> String {
    serde_json::from_str::<Value>(&answer.body).unwrap()["error"].as_str().unwrap().to_owned()
}

#[test]
fn the_log_is_made_of_sentences() {
    let folder = Folder::new();
    let mut command = program();
    command.arg("--db").arg(folder.db()).args(["--listen", "127.0.0.1:0", "--exit-with-stdin"]);
    let running = Running::start(command.args(["--origin", "https://xa.example/"]));
    let address = running.address;
    let expected = [
        "INFO không có --secret-file: sau khi khởi động lại, khách đang truy cập sẽ bị đếm thêm một lần".to_owned(),
        format!("INFO {}: đã tạo tệp đếm mới", folder.db().canonicalize().unwrap().display()),
        format!("INFO bộ đếm đang chạy, nhận yêu cầu ở {address}"),
        "INFO bộ đếm đang dừng".to_owned(),
    ];
    assert_eq!(running.stop(), expected);
}

#[test]
fn a_json_log_has_codes_for_programs_and_sentences_for_people() {
    let folder = Folder::new();
    let mut command = program();
    folder.add_options(command.arg("--exit-with-stdin"));
    let mut running = Program::start(&mut command);
    running.close_stdin();
    let (_, log) = running.wait();
    let event = |line: &str| {
        let event: Value = serde_json::from_str(line).unwrap();
        ["level", "event", "message"].map(|field| event[field].as_str().unwrap().to_owned())
    };
    let events: Vec<_> = log.lines().map(event).collect();
    assert_eq!(
        events.iter().map(|[_, event, _]| event.as_str()).collect::<Vec<_>>(),
        ["file-made", "counting", "stopping"]
    );
    assert_eq!(events[2], ["INFO", "stopping", "bộ đếm đang dừng"]);
    // Also the last line, if it says why the program ended.
    fs::write(folder.db(), "").unwrap();
    let mut command = program();
    folder.add_options(&mut command);
    let (status, log) = complaint(&mut command);
    let last: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
    assert_eq!((status, last["event"].as_str(), last["level"].as_str()), (Some(1), Some("ended"), Some("ERROR")));
    let error = last["error"].as_str().unwrap();
    assert!(error.contains(": tệp rỗng (0 byte), mà tệp của trangxa-counter không bao giờ rỗng"), "{error}");
    assert_eq!(last["message"].as_str().unwrap(), format!("bộ đếm dừng vì lỗi: {error}"));
}

#[test]
fn mistakes_on_the_command_line_are_explained() {
    let folder = Folder::new();
    for (options, sentence) in [
        (&[][..], "còn thiếu: <--db <TỆP>|--store <ĐỊA-CHỈ>>"),
        (
            &["--db", "x.db", "--origin", "xã.example"],
            "--origin <ĐỊA-CHỈ> không nhận giá trị \"xã.example\": cần địa chỉ gốc của một website, ví dụ https://xa.example/ hoặc \
             https://tinh.example/xa/; tên miền có dấu thì ghi ở dạng trình duyệt gửi đi (xn--…)",
        ),
        (
            &["--db", "x.db", "--trusted-proxy", "10.0.0.0/33"],
            "--trusted-proxy <MẠNG> không nhận giá trị \"10.0.0.0/33\": cần một địa chỉ IP hoặc một mạng, ví dụ 10.0.0.0/8, nhưng gặp \
             \"10.0.0.0/33\"",
        ),
        (
            &["--db", "x.db", "--start-total", "xa.example=nhiều"],
            "--start-total <SỐ> không nhận giá trị \"xa.example=nhiều\": cần một số nguyên, ví dụ 12943, nhưng gặp \"nhiều\"",
        ),
        (
            &["--db", "x.db", "--since", "2999-01-01"],
            "--since <NGÀY> không nhận giá trị \"2999-01-01\": cần một ngày không nằm trong tương lai, ví dụ 2019-01-01, nhưng gặp \
             \"2999-01-01\"",
        ),
        (
            &["--db", "x.db", "--paths", "all"],
            "--paths <CÁCH> không nhận giá trị \"all\": cần \"routes\" hoặc \"any\", nhưng gặp \"all\"",
        ),
        (
            &["--db", "x.db", "--listen", "8090"],
            "--listen <ĐỊA-CHỈ:CỔNG> không nhận giá trị \"8090\": cần một địa chỉ IP kèm cổng, ví dụ 127.0.0.1:8090, nhưng gặp \"8090\"",
        ),
        (
            &["--db", "x.db", "--rate", "0"],
            "--rate <SỐ> không nhận giá trị \"0\": cần một số nguyên, ít nhất là 1, nhưng gặp \"0\"",
        ),
        (&["--db", "x.db", "--log", "xml"], "--log <DẠNG> không nhận giá trị \"xml\""),
        (
            &["--db", "x.db", "--store", "redis://127.0.0.1/"],
            "không dùng --db <TỆP> cùng với --store <ĐỊA-CHỈ> được; chỉ ghi một trong hai",
        ),
    ] {
        let mut command = program();
        let (status, said) = complaint(command.args(["--origin", "https://xa.example/"]).args(options));
        assert_eq!((status, said.lines().next()), (Some(2), Some(format!("lỗi: {sentence}").as_str())), "{options:?}");
    }
    for (more, sentence) in [
        (
            &["--origin", "https://www.xa.example/=xb.example"][..],
            "--origin https://www.xa.example: không có website xb.example; khai báo --origin của chính website đó trước",
        ),
        (
            &["--start-total", "xb.example=1"],
            "--start-total: không có website xb.example; các website đã khai báo là xa.example",
        ),
        (
            &["--origin", "https://xb.example/", "--since", "2019-01-01"],
            "--since: có nhiều website, cần ghi rõ website nào: WEBSITE=GIÁ-TRỊ",
        ),
    ] {
        assert_eq!(last_words(&mut counter(&folder, more)), format!("lỗi: {sentence}"));
    }
    assert!(!folder.db().exists());
}

#[test]
fn a_port_that_another_program_uses_is_named() {
    let folder = Folder::new();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap();
    let system = TcpListener::bind(address).unwrap_err();
    assert_eq!(
        last_words(&mut counter(&folder, &["--metrics", &address.to_string()])),
        format!(
            "lỗi: không nhận được yêu cầu ở {address}: một chương trình khác đang dùng cổng này ({system}); ghi địa chỉ khác cho --listen \
             hoặc --metrics"
        )
    );
}

#[test]
fn files_that_cannot_be_used_are_named_with_what_to_do() {
    let folder = Folder::new();
    let first = folder.start();
    assert_refused(
        &folder,
        "một trangxa-counter khác đang dùng tệp này, có thể dưới một tên khác; dừng chương trình đó trước, hoặc ghi tên tệp khác cho --db",
    );
    first.kill();
    Running::start(&mut counter(&folder, &["--exit-with-stdin"])).stop();
    let whole = fs::read(folder.db()).unwrap();
    for (sql, words) in [
        (
            "PRAGMA user_version = 99",
            "do một bản mới hơn của trangxa-counter ghi (định dạng 99, bản này đọc được đến định dạng 1); tệp được giữ nguyên. Chạy bản mới \
             hơn đó",
        ),
        (
            "UPDATE site SET start_total = 'x'",
            "tệp hỏng (1 dòng của bảng site có giá trị không thể có); tệp được giữ nguyên. Đặt bản sao lưu vào thay, hoặc ghi tên tệp khác \
             cho --db",
        ),
        (
            "DROP TABLE seen",
            "tệp hỏng (thiếu table seen, column id INTEGER, key 1); tệp được giữ nguyên. Đặt bản sao lưu vào thay, hoặc ghi tên tệp khác cho \
             --db",
        ),
    ] {
        let file = Connection::open(folder.db()).unwrap();
        file.execute_batch(sql).unwrap();
        file.close().unwrap();
        assert_refused(&folder, words);
        fs::write(folder.db(), &whole).unwrap();
    }
    fs::write(folder.db(), "").unwrap();
    assert_refused(
        &folder,
        "tệp rỗng (0 byte), mà tệp của trangxa-counter không bao giờ rỗng; tệp được giữ nguyên. Nếu trước đây tệp có số đếm, đặt bản sao lưu \
         vào thay; nếu không, xóa nó đi và chương trình sẽ tạo tệp mới",
    );
    fs::write(folder.db(), "ngày,lượt\n2026-11-26,4\n").unwrap();
    assert_refused(
        &folder,
        "không phải tệp của trangxa-counter; tệp được giữ nguyên. Nếu trước đây nó là tệp đếm thì nó đã hỏng: đặt bản sao lưu vào thay. Nếu \
         không, ghi tên tệp khác cho --db",
    );
    fs::remove_file(folder.db()).unwrap();
    fs::create_dir(folder.db()).unwrap();
    assert_refused(&folder, "không phải là tệp; ghi đường dẫn của một tệp cho --db");
}

#[test]
fn a_secret_that_is_too_short_is_named() {
    let folder = Folder::new();
    fs::write(folder.file("secret"), "mật khẩu").unwrap();
    assert_eq!(
        last_words(&mut counter(&folder, &[])),
        format!(
            "lỗi: tệp khóa bí mật {}: chỉ có 12 byte; cần ít nhất 32 byte ngẫu nhiên, ví dụ tạo bằng `openssl rand 32`",
            folder.file("secret").display()
        )
    );
}

#[test]
fn a_folder_that_does_not_exist_is_named() {
    let folder = Folder::new();
    let missing = folder.file("thư mục");
    let mut command = program();
    command.arg("--db").arg(missing.join("counts.db")).args(["--origin", "https://xa.example/"]);
    assert_eq!(
        last_words(&mut command),
        format!(
            "lỗi: {}: không có thư mục này; tạo thư mục trước, hoặc ghi đường dẫn khác cho --db",
            missing.display()
        )
    );
    let command = program().arg("backup").arg("--db").arg(folder.db()).arg("--to").arg(folder.file("x")).output();
    let said = String::from_utf8(command.unwrap().stderr).unwrap();
    assert_eq!(said, format!("lỗi: {}: không có tệp này\n", folder.db().display()));
}

#[test]
fn a_copy_replaces_no_file() {
    let folder = Folder::new();
    let copy: PathBuf = folder.file("bản sao.db");
    fs::write(&copy, "số đếm năm ngoái").unwrap();
    assert_eq!(
        last_words(program().arg("backup").arg("--db").arg(folder.db()).arg("--to").arg(&copy)),
        format!("lỗi: {}: tệp đã có sẵn; tệp được giữ nguyên. Ghi tên khác cho --to", copy.display())
    );
    assert_eq!(fs::read(copy).unwrap(), "số đếm năm ngoái".as_bytes());
}

#[test]
fn a_redis_server_that_does_not_answer_is_named_without_its_password() {
    let folder = Folder::new();
    // Nothing listens on this port.
    let port = 1;
    let mut command = program();
    command.env("TRANGXA_COUNTER_STORE", format!("redis://:mat-khau@127.0.0.1:{port}/"));
    command.args(["--origin", "https://xa.example/"]).arg("--secret-file").arg(folder.file("secret"));
    let system = TcpStream::connect(("127.0.0.1", port)).unwrap_err();
    assert_eq!(
        last_words(&mut command),
        format!(
            "lỗi: --store 127.0.0.1:{port}: Redis: không kết nối được, ở địa chỉ đó không có chương trình nào trả lời ({system})"
        )
    );
    for (address, words) in [
        (
            "rediss://:mat-khau@127.0.0.1/",
            "--store: không hỗ trợ TLS. Dùng một địa chỉ redis:// trong mạng riêng, hoặc đầu bên này của một đường hầm (tunnel)",
        ),
        ("redis:/mat-khau", "--store: cần một địa chỉ như redis://redis.example:6379/0 ("),
    ] {
        let said = last_words(command.env("TRANGXA_COUNTER_STORE", address));
        assert!(said.starts_with(&format!("lỗi: {words}")) && !said.contains("mat-khau"), "{said}");
    }
    let said = last_words(program().args(["--origin", "https://xa.example/", "--store", "redis://127.0.0.1/"]));
    assert_eq!(
        said,
        "lỗi: --store cần có --secret-file: cùng 32 byte ngẫu nhiên cho mọi tiến trình, ví dụ tạo bằng `openssl rand 32`"
    );
}

#[test]
fn what_a_redis_server_does_not_do_is_explained() {
    let (server, folder) = (RedisServer::start(), Folder::new());
    let mut connection = server.connect();
    let mut said = |settings: &[[&str; 2]]| {
        for [name, value] in settings {
            ::redis::cmd("CONFIG").arg("SET").arg(name).arg(value).exec(&mut connection).unwrap();
        }
        let mut command = program();
        command.args(["--origin", "https://xa.example/", "--store", &server.address(), "--secret-file"]);
        last_words(command.arg(folder.file("secret")))
    };
    for (settings, words) in [
        (&[["maxmemory", "1"]][..], "bộ nhớ của máy chủ đã đầy (\"OOM\": "),
        (&[["maxmemory", "0"], ["requirepass", "mat-khau"]], "thiếu mật khẩu hoặc mật khẩu sai (\"NOAUTH\": "),
    ] {
        let (said, address) = (said(settings), server.address());
        let address = address.trim_start_matches("redis://").trim_end_matches('/');
        assert!(said.starts_with(&format!("lỗi: --store {address}: Redis: {words}")), "{said}");
    }
}

#[test]
fn refusals_say_in_vietnamese_what_is_wrong() {
    let folder = Folder::new();
    let running = Running::start(&mut counter(&folder, &["--rate", "4", "--exit-with-stdin"]));
    let mut client = running.client();
    for (target, status, words) in [
        ("/", 404, "không có địa chỉ này; xem /v1/openapi.json"),
        ("/v1/hit", 405, "địa chỉ này không nhận phương thức (method) đó"),
        (
            "/v1/visits?site=xb.example",
            404,
            "site: bộ đếm này không đếm website đó; mã của website là tên miền khai báo bằng --origin",
        ),
        ("/v1/pages?site=xa.example&limit=51", 400, "limit: cần một số từ 1 đến 50, nhưng gặp 51"),
    ] {
        let answer = client.get(target).unwrap();
        assert_eq!((answer.status, reason(&answer).as_str()), (status, words), "{target}");
    }
    let answer = client.get("/v1/visits").unwrap();
    assert!(reason(&answer).starts_with("phần truy vấn của địa chỉ không đúng ("), "{}", answer.body);
    for (origin, body, status, words) in [
        (
            "https://xb.example",
            r#"{"site":"xa.example","path":"/"}"#,
            403,
            "trang của origin này không được gửi yêu cầu đếm cho website đó",
        ),
        (
            "https://xa.example",
            r#"{"site":"xa.example","path":"bai"}"#,
            400,
            "path: cần một đường dẫn bắt đầu bằng đúng một dấu \"/\"",
        ),
        ("https://xa.example", "xin chào", 400, "cần {\"site\": …, \"path\": …} (expected value at line 1 column 1)"),
        ("https://xa.example", &"x".repeat(3000), 413, "nội dung yêu cầu dài hơn 2048 byte"),
        ("https://xa.example", "xin chào", 429, "quá nhiều yêu cầu đếm từ địa chỉ này"),
    ] {
        let answer = running.client().post(origin, &agent(1), body).unwrap();
        assert_eq!((answer.status, reason(&answer).as_str()), (status, words));
    }
    running.stop();
}

/// The limit on the size of files stands for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_what_becomes_of_the_counts() {
    let folder = Folder::new();
    let options = counter(&folder, &["--exit-with-stdin"]);
    let mut command = Command::new("sh");
    command.args(["-c", r#"trap '' XFSZ; exec "$0" "$@""#]).arg(options.get_program()).args(options.get_args());
    command.args(["--lang", "vi"]);
    let running = Running::start(&mut command);
    let limit = |bytes: &str| {
        let mut prlimit = Command::new("prlimit");
        prlimit.args(["--pid", &running.child.id().to_string(), &format!("--fsize={bytes}:")]);
        assert!(prlimit.status().unwrap().success());
    };
    limit("0");
    let refused = running.client().hit(&agent(1), "/").unwrap();
    assert_eq!(refused.status, 503);
    let reason = reason(&refused);
    let disk = ["đĩa đầy (database or disk is full)", "đĩa báo lỗi khi đọc hoặc ghi (disk I/O error)"];
    assert!(disk.iter().any(|words| reason == format!("không ghi được số đếm: {words}")), "{reason}");
    limit("unlimited");
    assert_eq!(running.client().hit(&agent(2), "/").unwrap().status, 204);
    let said = running.stop();
    let expected = [
        format!(
            "ERROR {reason}. Bộ đếm đếm tiếp trong bộ nhớ: các lượt này được ghi ngay khi ghi lại được, và mất nếu chương trình dừng trước \
             lúc đó"
        ),
        "INFO đã ghi lại được số đếm; không mất lượt nào".to_owned(),
        "INFO bộ đếm đang dừng".to_owned(),
    ];
    assert_eq!(said[said.len() - 3..], expected);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_replaced_is_told_with_what_to_do() {
    let folder = Folder::new();
    let running = Running::start(&mut counter(&folder, &["--exit-with-stdin"]));
    fs::rename(folder.db(), folder.file("elsewhere.db")).unwrap();
    let refused = running.client().hit(&agent(1), "/").unwrap();
    let words = "không ghi được số đếm: tệp đếm đã bị xóa hoặc bị thay trong lúc bộ đếm đang chạy";
    assert_eq!((refused.status, reason(&refused).as_str()), (503, words));
    assert_eq!(
        running.stop()[2..],
        [
            format!(
                "ERROR {words}. Bộ đếm từ chối mọi yêu cầu đếm. Đặt đúng các tệp cũ trở lại; hoặc dừng bộ đếm, đặt bản sao lưu vào chỗ đó rồi \
                 chạy lại"
            ),
            "INFO bộ đếm đang dừng".to_owned(),
            format!("lỗi: {words}"),
        ]
    );
}

/// The help in both languages, one line for each option and command.
#[test]
fn every_line_of_the_help_is_in_vietnamese() {
    let help = |command: &mut Command, of: &[&str]| {
        let output = command.args(of).arg("--help").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    for of in [&[][..], &["backup"], &["openapi"]] {
        let (vietnamese, english) = (help(&mut program(), of), help(&mut english(), of));
        let (vietnamese, english) = (entries(&vietnamese), entries(&english));
        assert_eq!(vietnamese.len(), english.len(), "{vietnamese:#?}");
        let program = |line: &String| line.trim_start().starts_with("trangxa-counter");
        for (vietnamese, english) in vietnamese.iter().zip(english).filter(|(line, _)| !program(line)) {
            assert_ne!(*vietnamese, english);
            assert!(!vietnamese.is_ascii(), "{vietnamese}");
            // Both begin with the same option.
            let name = |line: &str| line.split_whitespace().find(|word| word.starts_with("--")).map(str::to_owned);
            assert_eq!(name(vietnamese), name(&english));
        }
    }
    let usage = entries(&help(&mut program(), &[]));
    assert_eq!(
        usage[..2],
        [
            "Đếm lượt truy cập website của xã: một chương trình, một tệp, không cookie, không lưu địa chỉ người xem",
            "Cách dùng: trangxa-counter [TÙY CHỌN] --origin <ĐỊA-CHỈ> <--db <TỆP>|--store <ĐỊA-CHỈ>>",
        ]
    );
}

/// The entries of a help, without the line breaks that keep it narrow: what stands below an entry is indented far, and the first paragraph is one
/// entry.
fn entries(help: &str) -> Vec<String> {
    let (about, rest) = help.split_once("\n\n").unwrap();
    let mut entries = vec![about.replace('\n', " ")];
    for line in rest.lines().filter(|line| !line.is_empty()) {
        match entries.last_mut() {
            Some(entry) if line.starts_with("          ") => *entry = format!("{entry} {}", line.trim_start()),
            _ => entries.push(line.to_owned()),
        }
    }
    entries
}

#[test]
fn the_guides_name_every_option_and_every_event_of_the_log() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guides = ["docs/counter.md", "docs/vi/bo-dem.md"];
    let guides = guides.map(|name| fs::read_to_string(root.join("../..").join(name)).unwrap());
    let help = program().arg("--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let is_option = |entry: &String| entry.trim_start().starts_with('-');
    let named = |entry: &String| entry.split_whitespace().find(|word| word.starts_with("--")).unwrap().to_owned();
    let options: Vec<_> = entries(&help).iter().filter(|entry| is_option(entry)).map(named).collect();
    assert!(options.len() > 15, "{help}");
    let mut events = Vec::new();
    for entry in ["src", "src/http", "src/store/sqlite", "src/store/redis"] {
        for file in fs::read_dir(root.join(entry)).unwrap().map(|file| file.unwrap().path()).filter(|it| it.is_file()) {
            let source = fs::read_to_string(file).unwrap();
            let named = source.split("(event = \"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            events.extend(named);
        }
    }
    assert!(events.len() > 12, "{events:?}");
    for guide in guides {
        for option in options.iter().filter(|option| !["--help", "--version"].contains(&option.as_str())) {
            assert!(guide.contains(&format!("\n| `{option}")), "no row of the guide is about {option}");
        }
        for event in &events {
            assert!(guide.contains(&format!("`{event}`")), "the guide lacks the event {event}");
        }
    }
}

#[test]
fn the_language_follows_the_option_and_the_locale() {
    let said = |command: &mut Command| String::from_utf8(command.output().unwrap().stderr).unwrap();
    let wrong = ["backup", "--db", "khong-co.db", "--to", "khong-co-2.db"];
    let (vietnamese, english) = ("lỗi: khong-co.db: không có tệp này\n", "error: khong-co.db: there is no such file\n");
    assert_eq!(said(program().args(wrong)), vietnamese);
    assert_eq!(said(program().args(["--lang", "en"]).args(wrong)), if cfg!(windows) { vietnamese } else { english });
    assert_eq!(said(program().args(wrong).arg("--lang=vi")), vietnamese);
    if cfg!(unix) {
        assert_eq!(said(program().env("LC_ALL", "en_US.UTF-8").args(wrong)), english);
        assert_eq!(said(program().env("LC_ALL", "en_US.UTF-8").args(wrong).args(["--lang", "vi"])), vietnamese);
    }
}
