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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::players::VIETNAMESE;
    use crate::text;

    fn cleaned(html: &str) -> String {
        crate::write(&clean(html, "/xa/data/feed.json", &VIETNAMESE))
    }

    #[track_caller]
    fn is(html: &str, expected: &str) {
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
            "<p>a<br><a href=\"https://www.youtube.com/watch?v=x1\" rel=\"noopener\">Xem video trên YouTube</a></p>",
        );
        is(
            "<video controls><source src=../media/a.mp4>Không xem được</video>",
            "<p><a href=\"/xa/media/a.mp4\" rel=\"noopener\">Xem video</a></p>",
        );
        is(
            "<a href=/x>a<iframe src=https://vimeo.com/1></iframe></a>",
            "<p><a href=\"/x\" rel=\"noopener\">a<br>Xem video trên Vimeo</a></p>",
        );
        is("<iframe src=/ srcdoc=x></iframe><object data=https://evil.example/></object><embed src=x>", "");
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
    fn emphasis_around_very_much_does_not_multiply() {
        let html = format!("{}{}", "<b><i>".repeat(16), "<p>x".repeat(15_000));
        let clean = cleaned(&html);
        assert!(clean.matches('<').count() < 100_000, "{} tags", clean.matches('<').count());
        assert_eq!(text::text_of(&clean).matches('x').count(), 15_000);
    }
}
