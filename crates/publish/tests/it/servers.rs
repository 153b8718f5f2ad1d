//! nginx and Apache accept the files that the publisher writes for them.
//!
//! The tests run `nginx -t` and `apache2 -t`, which parse a configuration without serving anything. `cargo xtask test` installs both
//! programs where they are missing.

use crate::fixture::{Fixture, site};
use crate::plain::plain_with;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Where Debian and Ubuntu put the programs of servers, which is not on every user's PATH.
const SERVER_FOLDERS: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];
/// Where Debian and Ubuntu put the modules of Apache.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";
/// The modules without which Apache does not start, with some that every installation has.
const APACHE_BASICS: [&str; 5] = ["mpm_event", "authz_core", "alias", "dir", "mime"];
/// The modules that `.htaccess` uses where they are loaded.
const APACHE_EXTRAS: [&str; 5] = ["deflate", "filter", "headers", "rewrite", "setenvif"];

/// The path of a server's program.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(SERVER_FOLDERS.map(PathBuf::from));
    let found = folders.map(|folder| folder.join(name)).find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed; run `cargo xtask test`, which installs it"))
}

/// Runs a check of a configuration, and fails with the server's own message.
#[track_caller]
fn accept(command: &mut Command, configuration: &str) {
    let output = command.output().unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}:\n{message}\n{configuration}");
    assert!(!message.contains("[warn]"), "{command:?}:\n{message}\n{configuration}");
}

/// `nginx -t` with the written file in a `server` block, as an operator includes it.
#[track_caller]
fn nginx_accepts(fixture: &Fixture) {
    let (folder, out) = (fixture.path("nginx"), fixture.path("out"));
    fs::create_dir_all(&folder).unwrap();
    let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("    {name}_temp_path {};\n", folder.join(name).display()))
        .concat();
    let configuration = format!(
        "pid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n    access_log off;\n{temporary}    server {{\n        \
         listen unix:{folder}/socket;\n        root {out};\n        include {out}/nginx.conf;\n    }}\n}}\n",
        folder = folder.display(),
        out = out.display(),
    );
    let file = folder.join("main.conf");
    fs::write(&file, configuration).unwrap();
    let mut command = Command::new(program("nginx"));
    command.arg("-t").arg("-e").arg("stderr").arg("-p").arg(&folder).arg("-c").arg(&file);
    accept(&mut command, &fixture.out("nginx.conf"));
}

/// `apache2 -t` with the written file in the section of its folder, where the same directives are allowed as in `.htaccess`.
#[track_caller]
fn apache_accepts(fixture: &Fixture, modules: &[&str]) {
    let (folder, out) = (fixture.path("apache"), fixture.path("out"));
    fs::create_dir_all(&folder).unwrap();
    let modules: String =
        modules.iter().map(|name| format!("LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n")).collect();
    let configuration = format!(
        "ServerRoot {folder}\nServerName xa.example\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\n\
         ErrorLog {folder}/error.log\n{modules}Listen 127.0.0.1:8080\nTypesConfig /etc/mime.types\nDocumentRoot {out}\n\
         <Directory {out}>\nInclude {out}/.htaccess\n</Directory>\n",
        folder = folder.display(),
        out = out.display(),
    );
    let file = folder.join("main.conf");
    fs::write(&file, configuration).unwrap();
    let mut command = Command::new(program("apache2"));
    command.arg("-t").arg("-f").arg(&file);
    accept(&mut command, &fixture.out(".htaccess"));
}

#[track_caller]
fn both_accept(fixture: &Fixture) {
    nginx_accepts(fixture);
    apache_accepts(fixture, &APACHE_BASICS);
    apache_accepts(fixture, &[APACHE_BASICS, APACHE_EXTRAS].concat());
}

/// Old addresses with every character that site.json lets through.
fn redirects() -> Value {
    json!([
        {"from": "/tin-tuc/hop-dan-12.html", "to": "/bai/a/"},
        {"from": "/vi/gi%E1%BB%9Bi%20thi%E1%BB%87u", "to": "/gioi-thieu/"},
        {"from": "/giới-thiệu", "to": "/media/quy%20che.pdf"},
        {"from": "/a(b)[c]+d,e=f&g@h~i!j.htm", "to": "/tin/#a(b)[c]+d,e=f&g@h~i!j%20"},
        {"from": "/%23%3F%7C%5E%2A%25", "to": "https://dichvucong.gov.vn/?a=1&b=%20(2)[3]+4#x"},
        {"from": "/index.php?nv=news&id=5&x=(a)[b]+c.d%20", "to": "/bai/a/"},
        {"from": "/giới thiệu.php".replace(' ', "%20") + "?id=1", "to": "/so-do/"},
    ])
}

#[test]
fn servers_accept_what_a_build_writes() {
    for base in ["/", "/quang.thanh/"] {
        for partners in [json!("*"), json!([]), json!(["https://cong.example:8443", "https://*.haiphong.gov.vn"])] {
            for redirects in [json!([]), redirects()] {
                let fixture = Fixture::new();
                let mut site = site();
                site["embed"] = json!({ "partners": partners });
                site["redirects"] = redirects.clone();
                fixture.put_json("site/data/site.json", &site);
                let report = fixture.build_at(Some(base)).unwrap();
                let unused = report.findings.iter().filter(|finding| finding.to_string().contains("not redirected"));
                assert_eq!(unused.count(), 0, "{:#?}", report.findings);
                both_accept(&fixture);
            }
        }
    }
}

#[test]
fn servers_accept_what_plain_mode_writes() {
    for base in ["/", "/quang.thanh/"] {
        let fixture = Fixture::new();
        plain_with(&fixture, true, Some(base), None);
        both_accept(&fixture);
    }
}

/// The tests above would pass if the servers did not read the files.
#[test]
fn servers_refuse_a_mistake() {
    let fixture = Fixture::new();
    fixture.build().unwrap();
    for (file, server) in
        [("nginx.conf", nginx_accepts as fn(&Fixture)), (".htaccess", |it| apache_accepts(it, &APACHE_BASICS))]
    {
        let good = fixture.out(file);
        fixture.put(&format!("out/{file}"), &format!("{good}khong_co_lenh_nay on;\n"));
        let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| server(&fixture)));
        assert!(refused.is_err(), "{file} is not read");
        fixture.put(&format!("out/{file}"), &good);
    }
}
