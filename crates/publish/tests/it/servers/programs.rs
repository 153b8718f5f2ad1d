//! Web servers with the configuration that docs/operators.md tells an operator to write. `cargo xtask test` installs the programs
//! where they are missing.

use crate::fixture::Fixture;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use trangxa_publish::{Options, Report, build};

const OPERATORS: &str = include_str!("../../../../../docs/operators.md");

/// Where Debian and Ubuntu put the programs of servers, which is not on every user's PATH.
const SERVER_FOLDERS: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];
/// Where Debian and Ubuntu put the modules of Apache.
const APACHE_MODULES: &str = "/usr/lib/apache2/modules";
/// The modules that Debian and Ubuntu load, as far as a static site has to do with them.
const APACHE_DEFAULTS: [&str; 10] =
    ["mpm_event", "authz_core", "alias", "autoindex", "deflate", "dir", "filter", "mime", "negotiation", "setenvif"];
/// The modules without which Apache does not start, with some that every installation has.
pub(crate) const APACHE_BASICS: [&str; 5] = ["mpm_event", "authz_core", "alias", "dir", "mime"];

/// Runs a program until standard input is closed, which happens however the test process ends. Each server is a single process
/// here. It is killed, because Apache forgets a request to end that comes while it starts its threads.
const UNTIL_CLOSED: &str = r#"exec 3<&0; "$@" </dev/null 3<&- & server=$!
{ read -r _; kill -KILL $server; } <&3 2>/dev/null & wait $server"#;

/// A web server.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Server {
    Nginx,
    Apache,
    /// Apache with [`APACHE_BASICS`] alone.
    BareApache,
    Caddy,
    Lighttpd,
}

/// A site on a server.
pub(crate) struct Place<'a> {
    fixture: &'a Fixture,
    base: String,
    /// The folder that is the server's root.
    root: PathBuf,
    /// The built site, in the root or deeper.
    pub(crate) site: PathBuf,
}

impl<'a> Place<'a> {
    /// The place of a site at `base`.
    pub(crate) fn new(fixture: &'a Fixture, base: &str) -> Self {
        let root = fixture.path("srv");
        let site = root.join(base.trim_matches('/'));
        Self { fixture, base: base.to_owned(), root, site }
    }

    /// The site's path on its host.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// Writes a file into the built site, as another program does.
    pub(crate) fn put(&self, path: &str, text: &str) {
        self.fixture.put(&format!("srv{}{path}", self.base), text);
    }

    /// Builds the fixture's site.
    pub(crate) fn build(&self) -> Report {
        let options = self.fixture.options();
        build(&Options { base_path: Some(self.base.clone()), out: self.site.clone(), ..options }).unwrap()
    }
}

/// A running server. It ends with this value.
pub(crate) struct Running {
    pub(crate) at: SocketAddr,
    child: Child,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

impl Server {
    pub(crate) const ALL: [Self; 5] = [Self::Nginx, Self::Apache, Self::BareApache, Self::Caddy, Self::Lighttpd];

    /// The file that the publisher writes for the server.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Nginx => "nginx.conf",
            Self::Apache | Self::BareApache => ".htaccess",
            Self::Caddy => "Caddyfile",
            Self::Lighttpd => "lighttpd.conf",
        }
    }

    /// Lets the server check its configuration, and fails with the server's own message.
    #[track_caller]
    pub(crate) fn accept(self, place: &Place<'_>) {
        let mut configuration = self.configuration(place, 8080);
        if matches!(self, Self::Apache | Self::BareApache) {
            // Apache reads .htaccess for the first time at a request. The same directives are allowed in the section of its folder.
            let include = format!("Include {}/.htaccess\n    </Directory>", place.site.display());
            configuration =
                configuration.replace("</Directory>\n</VirtualHost>", &format!("{include}\n</VirtualHost>"));
            assert!(configuration.contains(&include), "{configuration}");
        }
        let folder = self.folder(place);
        let main = folder.join("main.conf");
        fs::write(&main, configuration).unwrap();
        let mut command = Command::new(self.program());
        match self {
            Self::Nginx => command.args(["-t", "-e", "stderr", "-p"]).arg(&folder).arg("-c").arg(&main),
            Self::Apache | Self::BareApache => command.arg("-t").arg("-f").arg(&main),
            Self::Caddy => command.args(["validate", "--adapter", "caddyfile", "--config"]).arg(&main),
            Self::Lighttpd => command.arg("-tt").arg("-f").arg(&main),
        };
        let output = at_home(&mut command, &folder).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        let file = fs::read_to_string(place.site.join(self.file())).unwrap_or_default();
        assert!(output.status.success(), "{command:?}:\n{message}\n{file}");
        assert!(!message.contains("[warn]"), "{command:?}:\n{message}\n{file}");
    }

    /// Starts the server.
    #[track_caller]
    pub(crate) fn start(self, place: &Place<'_>) -> Running {
        let folder = self.folder(place);
        let main = folder.join("main.conf");
        // Between looking for a free port and using it another program may take it.
        for _ in 0..5 {
            let at = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap();
            fs::write(&main, self.configuration(place, at.port())).unwrap();
            let mut command = Command::new("sh");
            command.args(["-c", UNTIL_CLOSED, "sh"]).arg(self.program());
            match self {
                Self::Nginx => command.args(["-e", "stderr", "-p"]).arg(&folder).arg("-c").arg(&main),
                Self::Apache | Self::BareApache => command.arg("-X").arg("-f").arg(&main),
                Self::Caddy => command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&main),
                Self::Lighttpd => command.arg("-D").arg("-f").arg(&main),
            };
            let log = fs::File::create(folder.join("stderr.log")).unwrap();
            let child = at_home(&mut command, &folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(log).spawn();
            let mut running = Running { at, child: child.unwrap() };
            let begin = Instant::now();
            while running.child.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60) {
                if TcpStream::connect(at).is_ok() {
                    return running;
                }
                std::thread::yield_now();
            }
        }
        panic!("{self:?} does not start: {}", fs::read_to_string(folder.join("stderr.log")).unwrap());
    }

    /// The path of the server's program.
    fn program(self) -> PathBuf {
        let name = match self {
            Self::Nginx => "nginx",
            Self::Apache | Self::BareApache => "apache2",
            Self::Caddy => "caddy",
            Self::Lighttpd => "lighttpd",
        };
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&path).chain(SERVER_FOLDERS.map(PathBuf::from));
        let found = folders.map(|folder| folder.join(name)).find(|program| program.is_file());
        found.unwrap_or_else(|| panic!("{name} is not installed; run `cargo xtask test`, which installs it"))
    }

    /// A folder for the server's own files.
    fn folder(self, place: &Place<'_>) -> PathBuf {
        let folder = place.fixture.path(&format!("{self:?}"));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    /// The lines of docs/operators.md for this server, with the site's folder and the port in place of those there.
    fn lines(self, place: &Place<'_>, port: u16) -> String {
        let (language, address, with_port) = match self {
            Self::Nginx => ("nginx", "listen 80;", format!("listen 127.0.0.1:{port};")),
            Self::Apache | Self::BareApache => ("apache", "*:80", format!("127.0.0.1:{port}")),
            Self::Caddy => ("caddyfile", "xa.example {", format!("http://xa.example:{port} {{")),
            // Its port is no part of the block.
            Self::Lighttpd => ("lighttpd", "$HTTP[\"host\"]", "$HTTP[\"host\"]".to_owned()),
        };
        let (_, rest) = OPERATORS.split_once(&format!("\n```{language}\n")).unwrap();
        let (block, _) = rest.split_once("\n```").unwrap();
        assert!(block.contains(address) && block.contains("xa.example"), "{block}");
        let root = place.root.display().to_string();
        let inside = format!("{}/", place.site.display());
        block.replace(address, &with_port).replace("/srv/xa/", &inside).replace("/srv/xa", &root) + "\n"
    }

    /// The configuration of the whole server: what Debian and Ubuntu write, as far as it concerns a site, around the lines of
    /// docs/operators.md.
    fn configuration(self, place: &Place<'_>, port: u16) -> String {
        let (folder, lines) = (self.folder(place), self.lines(place, port));
        let folder = folder.display();
        match self {
            Self::Nginx => {
                let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                    .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
                    .concat();
                format!(
                    "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n\
                     sendfile on;\ntypes_hash_max_size 2048;\ninclude /etc/nginx/mime.types;\n\
                     default_type application/octet-stream;\naccess_log off;\ngzip on;\n{temporary}{lines}}}\n"
                )
            }
            Self::Apache | Self::BareApache => {
                let named = OPERATORS.split_once("`a2enmod ").unwrap().1.split_once('`').unwrap().0.split(' ');
                let modules: Vec<&str> = match self {
                    Self::BareApache => APACHE_BASICS.to_vec(),
                    _ => APACHE_DEFAULTS.into_iter().chain(named).collect(),
                };
                let load = |name: &&str| format!("LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n");
                format!(
                    "ServerRoot {folder}\nServerName xa.example\nDefaultRuntimeDir {folder}\nPidFile {folder}/pid\n\
                     ErrorLog {folder}/error.log\nUser www-data\nGroup www-data\n{modules}Listen 127.0.0.1:{port}\n\
                     TypesConfig /etc/mime.types\nAccessFileName .htaccess\n\
                     <Directory />\nOptions FollowSymLinks\nAllowOverride None\nRequire all denied\n</Directory>\n\
                     <FilesMatch \"^\\.ht\">\nRequire all denied\n</FilesMatch>\n{lines}",
                    modules = modules.iter().map(load).collect::<String>(),
                )
            }
            Self::Caddy => format!(
                "{{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tstorage file_system {folder}/storage\n}}\n{lines}"
            ),
            Self::Lighttpd => format!(
                "server.modules = ( \"mod_indexfile\", \"mod_access\", \"mod_alias\", \"mod_redirect\" )\n\
                 server.document-root = \"{folder}\"\nserver.errorlog = \"{folder}/error.log\"\n\
                 server.bind = \"127.0.0.1\"\nserver.port = {port}\n\
                 server.http-parseopts = ( \"url-path-2f-decode\" => \"enable\", \"url-path-dotseg-remove\" => \"enable\" )\n\
                 index-file.names = ( \"index.php\", \"index.html\" )\nurl.access-deny = ( \"~\", \".inc\" )\n\
                 mimetype.assign = ( \".html\" => \"text/html\" )\n{lines}\
                 server.modules += ( \"mod_dirlisting\", \"mod_staticfile\" )\n"
            ),
        }
    }
}

/// Keeps a program from writing anywhere but in its folder.
fn at_home<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    command.current_dir(folder).env("HOME", folder).env("XDG_CONFIG_HOME", folder).env("XDG_DATA_HOME", folder)
}
