//! The cleaner over html5ever's parser, for native programs.

use crate::players::Wording;
use crate::tree::{NodeKind, Piece, Tree};
use ::html5ever::tendril::TendrilSink;
use ::html5ever::tree_builder::TreeBuilderOpts;
use ::html5ever::{ParseOpts, ns};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::rc::Rc;

/// Parses a text and cleans it. Relative addresses are resolved against `base`, the address of the document that the text comes
/// from.
#[must_use]
pub fn clean(html: &str, base: &str, wording: &Wording) -> Vec<Piece> {
    let options = ParseOpts {
        // A browser's parser that runs no scripts reads the content of `noscript` as markup; so does this one.
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let parsed = ::html5ever::parse_document(RcDom::default(), options).one(crate::document(html));
    crate::clean(&mut ParsedHtml { here: parsed.document, above: Vec::new() }, base, wording)
}

/// A cursor over html5ever's tree.
struct ParsedHtml {
    here: Handle,
    /// The ancestors of `here`, the innermost last, each with the place of the next one among its children.
    above: Vec<(Handle, usize)>,
}

impl ParsedHtml {
    /// The first child of a node, from a place on, that is an element or text.
    fn child(parent: &Handle, from: usize) -> Option<(usize, Handle)> {
        let is_wanted = |node: &Handle| matches!(node.data, NodeData::Element { .. } | NodeData::Text { .. });
        let children = parent.children.borrow();
        children.iter().enumerate().skip(from).find(|(_, node)| is_wanted(node)).map(|(at, node)| (at, Rc::clone(node)))
    }
}

impl Tree for ParsedHtml {
    fn down(&mut self) -> bool {
        let Some((at, child)) = Self::child(&self.here, 0) else { return false };
        self.above.push((std::mem::replace(&mut self.here, child), at));
        true
    }

    fn next(&mut self) -> bool {
        let Some((parent, at)) = self.above.last_mut() else { return false };
        let Some((next, sibling)) = Self::child(parent, *at + 1) else { return false };
        *at = next;
        self.here = sibling;
        true
    }

    fn up(&mut self) {
        if let Some((parent, _)) = self.above.pop() {
            self.here = parent;
        }
    }

    fn kind(&self) -> NodeKind {
        match &self.here.data {
            NodeData::Text { contents } => NodeKind::Text(contents.borrow().to_string()),
            NodeData::Element { name, .. } if name.ns == ns!(html) => NodeKind::Element(name.local.to_string()),
            _ => NodeKind::Foreign,
        }
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let NodeData::Element { attrs, .. } = &self.here.data else { return None };
        let attributes = attrs.borrow();
        attributes.iter().find(|attribute| &*attribute.name.local == name).map(|found| found.value.to_string())
    }

    fn attribute_names(&self) -> Vec<String> {
        let NodeData::Element { attrs, .. } = &self.here.data else { return Vec::new() };
        attrs.borrow().iter().map(|attribute| attribute.name.local.to_string()).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::players::VIETNAMESE;
    use crate::text;

    pub(crate) fn cleaned(html: &str) -> String {
        crate::write(&clean(html, "/xa/data/feed.json", &VIETNAMESE))
    }

    #[track_caller]
    pub(crate) fn is(html: &str, expected: &str) {
        assert_eq!(cleaned(html), expected, "from {html}");
        assert_eq!(cleaned(expected), expected, "a clean text stays as it is");
    }

    #[test]
    fn keeps_an_article_and_nothing_else() {
        is(
            "<h1 id=x>A</h1><p onclick=x style=y>B <b>c</b><script>alert(1)</script><svg><a>d</a></svg></p><form><p>E</p></form>",
            "<h2>A</h2><p>B <b>c</b></p><p>E</p>",
        );
        for attack in ["javascript:alert(1)", "java&#10;script:alert(1)", " data:text/html,x", "", "#muc"] {
            is(&format!("<a href=\"{attack}\">x</a>"), "<p>x</p>");
        }
    }

    #[test]
    fn tables_scroll_by_themselves() {
        let html = cleaned("<p>a<table border=1><tr><td width=5>1<td colspan=2 rowspan=x>2</table>");
        assert!(html.starts_with("<p>a</p><div class=\"scroll\" tabindex=\"0\""), "{html}");
        assert!(html.ends_with("<tbody><tr><td>1</td><td colspan=\"2\">2</td></tr></tbody></table></div>"), "{html}");
        assert_eq!(cleaned(&html), html);
    }

    #[test]
    fn a_bold_first_row_names_the_columns() {
        let html = cleaned("<table><tr><td><b>A</b><td> <strong>B</strong> <tr><td>1<td>2</table>");
        let row = "<tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr><tr><td>1</td><td>2</td></tr>";
        assert!(html.contains(row), "{html}");
        assert_eq!(cleaned(&html), html);
        assert!(!cleaned("<table><tr><td><b>A</b><td>B<tr><td>1<td>2</table>").contains("<th"));
    }

    #[test]
    fn tables_that_only_arrange_are_no_tables() {
        let picture = "<img src=\"/xa/b.jpg\" alt=\"\" loading=\"lazy\" decoding=\"async\">";
        is(
            "<table><tr><td><p><img src=../b.jpg></p></td></tr><tr><td>Ảnh: <i>Thu</i></td></tr></table>",
            &format!("<figure>{picture}<figcaption>Ảnh: <i>Thu</i></figcaption></figure>"),
        );
        is("<table><tr><td>a</td><td>&nbsp;</td></tr><tr><td><p>b</p>c</td></tr></table>", "<p>a</p><p>b</p><p>c</p>");
        is(
            "<figure><p><img src=../b.jpg></p><figcaption>x</figcaption></figure>",
            &format!("<figure>{picture}<figcaption>x</figcaption></figure>"),
        );
    }

    #[test]
    fn what_old_editors_leave_behind_is_gone() {
        is(
            "<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>Kính&nbsp;&nbsp; gửi:&nbsp;bà con 10&nbsp;km</p><p><br></p><center><font color=red>A</font></center>",
            "<p>Kính gửi: bà con 10\u{a0}km</p><p>A</p>",
        );
        is("Một<br><br> <br>Hai<br>ba<br>", "<p>Một</p><p>Hai<br>ba</p>");
        is("<div>Một</div><div><div>Hai</div> ba</div>bốn", "<p>Một</p><p>Hai</p><p>ba</p><p>bốn</p>");
        is(
            "<p><span style='font-weight: bold'>A</span> <span style=\"FONT-STYLE:italic\">b</span></p>",
            "<p><strong>A</strong> <em>b</em></p>",
        );
        is("<b style='font-weight:normal'><p>A</p></b>", "<p>A</p>");
        is("<b><p>A</p>B</b>", "<p><b>A</b></p><p><b>B</b></p>");
        is("<a href=/x><h3>A</h3></a>", "<h2><a href=\"/x\" rel=\"noopener\">A</a></h2>");
        is("<!--[if gte mso 9]><xml>x</xml><![endif]--><p>a\u{200b}b\u{ad}c</p>", "<p>abc</p>");
    }

    #[test]
    fn headings_step_down_without_a_gap() {
        is("<h1>A</h1><h4>B</h4><h6>C</h6><h4> </h4>", "<h2>A</h2><h3>B</h3><h4>C</h4>");
        is("<h3>A<br>B</h3><h5><p>C</p></h5>", "<h2>A<br>B</h2><h3>C</h3>");
    }

    #[test]
    fn lists_hold_items_only() {
        is(
            "<ul><ul><li>a</ul>b <b>c</b><li>d</ul>",
            "<ul><li><ul><li>a</li></ul></li><li>b <b>c</b></li><li>d</li></ul>",
        );
        is("<ol start=3><li>a<ol type=a start=1><li>b</ol></ol>", "<ol start=\"3\"><li>a<ol><li>b</li></ol></li></ol>");
        is("<div><li>a<li>b</div>c", "<ul><li>a</li><li>b</li></ul><p>c</p>");
        is("<ul><li> </li></ul><dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>");
    }

    #[test]
    fn words_lists_are_lists() {
        let item = |sign: &str, text: &str| {
            format!(
                "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span \
                 style='font-family:Symbol'><span style='mso-list:Ignore'>{sign}<span style='font:7.0pt \"Times New Roman\"'>\
                 &nbsp;&nbsp;&nbsp; </span></span></span><![endif]>{text}<o:p></o:p></p>\n"
            )
        };
        is(
            &format!("<p>Việc:</p>{}{}<p>Hết.</p>", item("·", "Thứ <b>nhất</b>"), item("o", "Thứ hai")),
            "<p>Việc:</p><ul><li>Thứ <b>nhất</b></li><li>Thứ hai</li></ul><p>Hết.</p>",
        );
        is(&item("1.", "Thứ nhất"), "<p>1. Thứ nhất</p>");
        is("<p>- không phải của Word</p>", "<p>- không phải của Word</p>");
    }

    #[test]
    fn players_become_links() {
        is(
            "<p>a<iframe src='//www.youtube.com/embed/x1'></iframe></p>",
            "<p>a<br><a href=\"https://www.youtube.com/watch?v=x1\" class=\"film\" rel=\"noopener\">Xem video trên YouTube</a></p>",
        );
        is(
            "<video controls><source src=../media/a.mp4>Không xem được</video>",
            "<p><a href=\"/xa/media/a.mp4\" class=\"film\" rel=\"noopener\">Xem video</a></p>",
        );
        is(
            "<a href=/x>a<iframe src=https://vimeo.com/1></iframe></a>",
            "<p><a href=\"/x\" rel=\"noopener\">a<br>Xem video trên Vimeo</a></p>",
        );
        is(
            "<iframe src=/ srcdoc=x></iframe><object data=https://evil.example/x.swf></object><embed src='javascript:x'>",
            "",
        );
        let link = |href: &str, text: &str| format!("<a href=\"{href}\" class=\"film\" rel=\"noopener\">{text}</a>");
        is(
            "<figure class=media><oembed url=https://youtu.be/x></oembed></figure>",
            &format!("<figure>{}</figure>", link("https://youtu.be/x", "Xem video trên YouTube")),
        );
        is(
            "<div class=fb-video data-href=https://www.facebook.com/xa/videos/1/></div>",
            &format!("<p>{}</p>", link("https://www.facebook.com/xa/videos/1/", "Xem video trên Facebook")),
        );
        is(
            "<audio><source data-src=../a.mp3>cũ</audio><video src=blob:x>Tải <b>phim</b></video>",
            "<p><a href=\"/xa/a.mp3\" rel=\"noopener\">Nghe bản ghi âm</a></p><p>Tải <b>phim</b></p>",
        );
    }

    #[test]
    fn documents_in_frames_become_links_with_their_names() {
        let link = |href: &str, text: &str| format!("<p><a href=\"{href}\" rel=\"noopener\">{text}</a></p>");
        let file = link("/xa/media/qd.pdf", "qd.pdf");
        for frame in [
            "<object data=../media/qd.pdf type=application/pdf>Trình duyệt cũ</object>",
            "<object><param name=movie value=../media/qd.pdf><embed src=../media/qd.pdf></object>",
            "<embed src=../media/qd.pdf><iframe src=../media/qd.pdf></iframe>",
            "<iframe src=about:blank data-src='../media/qd.pdf'></iframe>",
            "<frameset><frame src=../media/qd.pdf></frameset>",
            "<iframe src='/pdf/web/viewer.html?file=%2Fxa%2Fmedia%2Fqd.pdf'>cũ</iframe>",
        ] {
            assert_eq!(cleaned(frame), file, "{frame}");
        }
        is("<iframe src=lich.html title=' Lịch  họp '></iframe>", &link("/xa/data/lich.html", "Lịch họp"));
        is("<iframe src=/lich></iframe>", &link("/lich", "Xem tài liệu"));
        is(
            "<object>Chữ <b>thay thế</b></object><applet code=a.class>Chữ khác</applet>",
            "<p>Chữ <b>thay thế</b>Chữ khác</p>",
        );
        is("<iframe src=https://dem.example/ width=0 height=0></iframe>", "");
        is(
            "<h3><button>Hỏi</button></h3><p><a@xa.example> <Nguyễn A></p>",
            "<h2>Hỏi</h2><p>&lt;<a href=\"mailto:a@xa.example\" rel=\"noopener\">a@xa.example</a>&gt; &lt;Nguyễn A&gt;</p>",
        );
    }

    #[test]
    fn late_pictures_are_shown_once_by_their_own_address() {
        let shows = |html: &str, expected: &[&str]| {
            let clean = cleaned(html);
            let found: Vec<&str> = clean.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(found, expected, "from {html}\n{clean}");
            assert_eq!(cleaned(&clean), clean);
        };
        let dot = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
        for attribute in ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-echo", "data-hi-res-src"] {
            shows(&format!("<img src={dot} {attribute}=/a.jpg>"), &["/a.jpg"]);
            shows(&format!("<img src=/b.jpg {attribute}='/a?id=1'>"), &["/a?id=1"]);
        }
        for placeholder in ["blank.gif", "/img/1x1.png", "lazyload.gif?v=2#center", "img-placeholder.svg", "", dot] {
            shows(&format!("<img src='{placeholder}'>"), &[]);
            shows(&format!("<img src='{placeholder}' srcset='/a.jpg 800w, /b.jpg 400w'>"), &["/a.jpg"]);
            shows(&format!("<img src='{placeholder}' title='/c/d.png' anh-that=/a.jpg>"), &["/a.jpg"]);
            shows(&format!("<img src='{placeholder}' data-bo='/b.webp 400w,/a.webp 800w'>"), &["/a.webp"]);
            shows(&format!("<img src='{placeholder}' x=y><noscript><img src=/a.jpg>chữ</noscript>"), &["/a.jpg"]);
            shows(
                &format!("<noscript><a href=/><img src=/a.jpg></a></noscript><img src='{placeholder}'>"),
                &["/a.jpg"],
            );
            shows(
                &format!("<picture><source srcset=/a.jpg><source srcset=/b.jpg><img src='{placeholder}'></picture>"),
                &["/a.jpg"],
            );
        }
        shows("<img src=blank.gif data-src=/a.jpg><noscript><img src='/a.jpg?2'></noscript>", &["/a.jpg"]);
        shows(
            "<noscript><img src=/a.jpg></noscript><img src=blank.gif data-src=/a.jpg><img src=blank.gif>",
            &["/a.jpg"],
        );
        shows("<img src=blank.gif><img src=/a.jpg><noscript><img src=/dem.gif></noscript>", &["/a.jpg"]);
        shows("<noscript><img src=/dem.gif></noscript>", &[]);
        shows("<img srcset='/a.jpg 1x, /b.jpg 2x'>", &["/a.jpg"]);
        for (picture, kept) in [
            ("<img src=/a.jpg srcset='/b.webp 480w, /c.webp 960w' sizes='(min-width: 782px) 748px, 100vw'>", true),
            ("<img src=../a.jpg srcset='/b.webp 480w' sizes='100vw'>", true),
            ("<img src=/a.jpg srcset='/b.webp 480w'>", false),
            ("<img src=/a.jpg srcset='b.webp 480w' sizes='100vw'>", false),
            ("<img src=/a.jpg srcset='https://khac.example/b.webp 480w' sizes='100vw'>", false),
            ("<img src=https://khac.example/a.jpg srcset='/b.webp 480w' sizes='100vw'>", false),
        ] {
            assert_eq!(cleaned(picture).contains("srcset"), kept, "{picture}");
        }
        shows(
            "<img srcset='/a,b.jpg 4000w,/c.jpg 1200w,/d.jpg 300w'><img srcset='/e.jpg, /f.jpg 2x'>",
            &["/c.jpg", "/e.jpg"],
        );
        shows("<img class=lazy src=/nho/a.jpg data-goc=/to/a.jpg>", &["/to/a.jpg"]);
        shows("<img src=/a.jpg data-orig-file=/b.jpg srcset='/c.jpg 2x'>", &["/a.jpg"]);
        shows(
            "<img src=/loading.jpg><img src=/image.png><img src=/pixel-6.png>",
            &["/loading.jpg", "/image.png", "/pixel-6.png"],
        );
        shows(
            "<picture><source data-srcset=/b.webp><img data-srcset='/a.jpg 1x'></picture><amp-img src=/c.jpg></amp-img>",
            &["/a.jpg", "/c.jpg"],
        );
    }

    #[test]
    fn addresses_in_a_text_become_links() {
        let link = |href: &str, text: &str| format!("<a href=\"{href}\" rel=\"noopener\">{text}</a>");
        for (address, href) in [
            ("https://xa.example/abc?t=1&amp;v=2", "https://xa.example/abc?t=1&amp;v=2"),
            ("HTTP://xa.example", "http://xa.example"),
            ("www.xa.gov.vn", "http://www.xa.gov.vn"),
            ("dichvucong.gov.vn/tin", "http://dichvucong.gov.vn/tin"),
            ("https://vi.example/Quảng_Thành_(xã)", "https://vi.example/Quảng_Thành_(xã)"),
            ("https://xa.example:8080/a#b", "https://xa.example:8080/a#b"),
            ("ubnd.xa@thanhhoa.gov.vn", "mailto:ubnd.xa@thanhhoa.gov.vn"),
        ] {
            let link = link(href, address);
            is(&format!("<p>{address}</p>"), &format!("<p>{link}</p>"));
            is(&format!("<p>Xem tại: {address}.</p>"), &format!("<p>Xem tại: {link}.</p>"));
            is(&format!("<p>(xem:{address}), “{address}”…</p>"), &format!("<p>(xem:{link}), “{link}”…</p>"));
            is(&format!("<p>[embed]{address}[/embed]</p>"), &format!("<p>[embed]{link}[/embed]</p>"));
        }
        is(
            "<p><span>https://xa.</span><span>example/a</span></p>",
            &format!("<p>{}</p>", link("https://xa.example/a", "https://xa.example/a")),
        );
        is("<a href=/x>www.xa.gov.vn</a>", "<p><a href=\"/x\" rel=\"noopener\">www.xa.gov.vn</a></p>");
        for text in ["<pre>www.xa.gov.vn</pre>", "<p><code>https://a.b</code></p>"] {
            is(text, text);
        }
        for text in [
            "http://",
            "https://…",
            "https://...",
            "www.",
            "www.xa",
            "a@b",
            "@xa.vn",
            "a@@b.vn",
            "xhttps://a.b",
            "javascript://a.b",
            "x.gov.vnn",
            ".gov.vn",
            "https://a@b.c",
            "http://máy",
        ] {
            is(&format!("<p>{text}</p>"), &format!("<p>{text}</p>"));
        }
    }

    #[test]
    fn white_space_stays_in_code() {
        is("<pre>a\n  b <script>x</script></pre>", "<pre>a\n  b </pre>");
    }

    #[test]
    fn too_deep_is_flat_and_nothing_is_lost() {
        for element in ["div", "blockquote", "b", "ul><li", "font", "svg><g", "table><tr><td", "p", "a href=/x"] {
            let html = format!("{}trong cùng", format!("<{element}>").repeat(10_000));
            let text = text::text_of(&cleaned(&html));
            assert_eq!(text, if element.starts_with("svg") { "" } else { "trong cùng" }, "{element}");
        }
    }

    #[test]
    fn no_attribute_is_long_or_multiplies() {
        let long = "a".repeat(crate::MAX_ATTRIBUTE + 1);
        assert_eq!(cleaned(&format!("<a href=/{long}>x</a><img src=/{long}>")), "<p>x</p>");
        assert!(
            cleaned(&format!("<abbr title={long}>x</abbr><img src=/a alt={long}>")).len() < 3 * crate::MAX_ATTRIBUTE
        );
        for shell in ["a href=/", "abbr title="] {
            let html = format!("<{shell}{}>{}", &long[..8_000], "<p>x</p>".repeat(5_000));
            let clean = cleaned(&html);
            assert!(clean.len() < html.len() * 10 + crate::MAX_ADDED, "{} bytes", clean.len());
            assert_eq!(clean.matches('x').count(), 5_000);
        }
        // A long address of the document itself.
        let base = format!("https://xa.example/{}/feed.json", &long[..8_000]);
        let clean = crate::write(&clean(&"<a href=x>y</a><img src=z>".repeat(5_000), &base, &VIETNAMESE));
        assert!(clean.len() < 2_000_000, "{} bytes", clean.len());
        assert_eq!(text::text_of(&clean).matches('y').count(), 5_000, "the text of the links stays");
    }

    /// This takes minutes if each block looks at all before it.
    #[test]
    fn addresses_in_one_long_word_cost_no_square() {
        // This takes minutes if the rest of the word is searched again for each.
        let html = cleaned(&"a@b.vn,".repeat(200_000));
        assert!(html.matches("mailto:a@b.vn").count() > 1_000);
    }

    #[test]
    fn blank_blocks_in_a_heading_cost_no_square() {
        assert_eq!(cleaned(&format!("<h1>{}x</h1>", " <div></div>".repeat(99_000))), "<h2>x</h2>");
    }

    #[test]
    fn emphasis_around_very_much_does_not_multiply() {
        let html = format!("{}{}", "<b><i>".repeat(16), "<p>x".repeat(15_000));
        let clean = cleaned(&html);
        assert!(clean.matches('<').count() < 100_000, "{} tags", clean.matches('<').count());
        assert_eq!(text::text_of(&clean).matches('x').count(), 15_000);
    }
}
