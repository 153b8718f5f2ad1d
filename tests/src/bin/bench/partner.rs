//! A partner's site with the widget on its pages, and the same pages with what others offer in its place.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use trangxa_embed::snippets::{self, SnippetOptions};
use trangxa_host::{Host, Options};

use crate::site::{self, Sites};

/// The picture that is the page's largest paint: 1200 × 675, 53 kB.
const HERO: &str = "thu-hoach-hanh-toi.png";
const PARAGRAPHS: usize = 22;
/// Before the widget, where it is below the fold: about two heights of a phone's screen.
const BEFORE: usize = 9;
/// Short enough for the picture to be the largest thing in view.
const TEXT: &str = "Sáng nay, nhiều hộ dân trong vùng bắt đầu thu hoạch hành tỏi vụ đông. Năng suất ước tính cao hơn năm \
    ngoái, giá bán tại ruộng ổn định; thương lái các tỉnh lân cận đã đặt mua trước.";
/// Nothing about what is embedded: a partner pastes a line and no more.
const STYLE: &str = "body{margin:0;font:1rem/1.6 sans-serif;color:#222}header{padding:.75rem 1rem;background:#234;color:#fff}\
    header a{color:inherit}main{max-width:44rem;margin:auto}h1,p{margin:1rem}h1{font-size:1.6rem;line-height:1.3}\
    img{display:block;width:100%;height:auto;aspect-ratio:4/3;object-fit:cover}";

/// As giscus' own frame does: says how high it is.
const GISCUS_FRAME: &str = "<script>new ResizeObserver(() => parent.postMessage(\
    { giscus: { resizeHeight: document.documentElement.offsetHeight } }, '*')).observe(document.body)</script>";
const RESIZER_FRAME: &str = "<script src=\"/embed/resizer/child.js\"></script>";

/// What a page has embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    None,
    /// The frame alone, as an editor that strips scripts takes it.
    Frame,
    /// The loader and its element.
    Widget,
    /// giscus' element.
    Giscus,
    /// A frame that iframe-resizer sizes.
    Resizer,
}

/// The scripts of others, as their users serve them.
pub(crate) struct Comparisons {
    /// giscus' element, with lit, bundled and minified.
    pub(crate) giscus: Vec<u8>,
    /// Of the host page.
    pub(crate) parent: Vec<u8>,
    /// Of the framed page.
    pub(crate) child: Vec<u8>,
}

/// Both sides, each on a host of its own. The ports differ and the name does not, so that the browser puts frame and page
/// into one process: the device's slowness holds for both, and they compete for one main thread.
pub(crate) struct Partner {
    /// The commune's site, with the frames of others in `embed/`.
    pub(crate) commune: Host,
    /// The partner's.
    pub(crate) host: Host,
    /// `None` where npm has not installed them.
    pub(crate) comparisons: Option<Comparisons>,
    commune_folder: TempDir,
    folder: TempDir,
}

impl Partner {
    /// Starts both hosts.
    pub(crate) async fn start(sites: &Sites) -> Self {
        let (folder, commune_folder) = (temporary(), temporary());
        let comparisons = comparisons();
        site::copy(&sites.demo(), commune_folder.path());
        add_frames(commune_folder.path(), comparisons.as_ref());
        fs::copy(site::root().join("public/media").join(HERO), folder.path().join("hero.png")).expect("the picture");
        write(&folder.path().join("style.css"), STYLE);
        let start = async |root: &Path| Host::start(Options { compress: true, ..Options::new(root) }).await;
        let commune = start(commune_folder.path()).await.expect("the commune's host");
        let host = start(folder.path()).await.expect("the partner's host");
        if let Some(Comparisons { giscus, parent, .. }) = &comparisons {
            write(&folder.path().join("giscus.js"), giscus);
            let init = b"\niframeResize({ license: 'GPLv3', waitForLoad: true }, 'iframe');".as_slice();
            write(&folder.path().join("resizer.js"), [parent.as_slice(), init].concat());
        }
        Self { commune, host, comparisons, commune_folder, folder }
    }

    /// The commune's folder.
    pub(crate) fn commune_folder(&self) -> &Path {
        self.commune_folder.path()
    }

    /// Writes a page and gives its address.
    pub(crate) fn page(&self, name: &str, kind: Kind, count: usize, above: bool) -> String {
        let mut body = String::new();
        let mut left = count;
        let mut put = |body: &mut String| {
            if left > 0 {
                // In a box of its own: text in `main` itself would be measured together with the rest of such text.
                let _ = writeln!(body, "<aside>{}</aside>", self.piece(kind));
                left -= 1;
            }
        };
        for place in 0..PARAGRAPHS {
            if above || place >= BEFORE {
                put(&mut body);
            }
            let _ = writeln!(body, "<p>{TEXT}</p>");
        }
        assert_eq!(left, 0, "the page is too short for {count}");
        let head = match kind {
            Kind::Giscus => "<script type=\"module\" src=\"/giscus.js\"></script>",
            // Its documentation sets the height so.
            Kind::Resizer => {
                "<style>iframe{width:100%;height:100vh}</style><script src=\"/resizer.js\" defer></script>"
            }
            Kind::None | Kind::Frame | Kind::Widget => "",
        };
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
             content=\"width=device-width, initial-scale=1\"><title>Mùa hành tỏi</title><link rel=\"stylesheet\" \
             href=\"/style.css\">{head}</head><body><header><a href=\"/\">Cổng tin của huyện</a></header><main>\
             <h1>Nông dân phấn khởi vào mùa thu hoạch hành tỏi</h1><img src=\"/hero.png\" width=\"1200\" height=\"675\" \
             fetchpriority=\"high\" alt=\"Thu hoạch hành tỏi\">\n{body}</main></body></html>\n"
        );
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).expect("a folder for the page");
        write(&folder.join("index.html"), page);
        format!("{}{name}/", self.host.url())
    }

    fn piece(&self, kind: Kind) -> String {
        let root = self.commune.url();
        let snippet = SnippetOptions {
            root: &root,
            title: "Kết quả giải quyết TTHC – Xã Quang Thành",
            known: "Tháng 06/2025 đã giải quyết 91,8%.",
            ..SnippetOptions::default()
        };
        match kind {
            Kind::None => String::new(),
            Kind::Frame => snippets::iframe(&snippet),
            Kind::Widget => snippets::script(&snippet),
            // The language comes first in the address it makes: so it finds our frame. Its origin is compared as written.
            Kind::Giscus => format!(
                "<giscus-widget host=\"{}\" lang=\"embed/giscus/?\" repo=\"a/b\" repoid=\"R_1\" category=\"c\" \
                 categoryid=\"D_1\" mapping=\"pathname\" loading=\"lazy\"></giscus-widget>",
                root.trim_end_matches('/')
            ),
            Kind::Resizer => format!("<iframe src=\"{root}embed/resizer/\" title=\"TTHC\" loading=\"lazy\"></iframe>"),
        }
    }
}

/// Our frame without its scripts, and with what others need in it: what differs is then the component alone.
fn add_frames(site: &Path, comparisons: Option<&Comparisons>) {
    let embed = site.join("embed");
    let frame = fs::read_to_string(embed.join("tthc/index.html")).expect("the frame");
    let (before, rest) = frame.split_once("<meta http-equiv=\"content-security-policy\"").expect("the frame's policy");
    let open = format!("{before}{}", rest.split_once('>').expect("the policy's end").1);
    let with = |script: &str| open.replace("</body>", &format!("{script}</body>"));
    let mut headers = fs::read_to_string(site.join("_headers")).expect("the site's headers");
    for (name, page) in
        [("plain", site::without_scripts(&frame)), ("giscus", with(GISCUS_FRAME)), ("resizer", with(RESIZER_FRAME))]
    {
        fs::create_dir(embed.join(name)).expect("a folder for the frame");
        write(&embed.join(name).join("index.html"), page);
        let _ = write!(headers, "/embed/{name}/*\n  ! Content-Security-Policy\n");
    }
    write(&site.join("_headers"), headers);
    if let Some(comparisons) = comparisons {
        write(&embed.join("resizer/child.js"), &comparisons.child);
    }
}

/// What `cargo xtask bench` installed.
fn comparisons() -> Option<Comparisons> {
    let modules = env::var_os("TRANGXA_BENCH_COMPARISONS").map(PathBuf::from).or_else(|| {
        Some(PathBuf::from(env::var_os("HOME")?).join(".cache/trangxa/tools/bench-comparisons/node_modules"))
    })?;
    let read = |path: &str| fs::read(modules.join(path)).ok();
    let (parent, child) = (read("@iframe-resizer/parent/index.umd.js")?, read("@iframe-resizer/child/index.umd.js")?);
    let mut esbuild = Command::new(modules.join(".bin/esbuild"));
    esbuild.args(["--bundle", "--minify", "--format=esm"]).arg(modules.join("giscus/dist/giscus.mjs"));
    let bundle = esbuild.output().ok().filter(|output| output.status.success())?;
    Some(Comparisons { giscus: bundle.stdout, parent, child })
}

fn temporary() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn write(path: &Path, content: impl AsRef<[u8]>) {
    fs::write(path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
