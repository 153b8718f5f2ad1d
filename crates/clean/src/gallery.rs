//! Lays pictures that stand together out as a gallery.

use crate::allowed;
use crate::arrange::is_inline;
use crate::limits::Budget;
use crate::name::Name;
use crate::players::Wording;
use crate::tree::{Element, Piece};

/// How many pictures that stand together make a gallery.
const FEWEST: usize = 4;

/// A picture, or a link around one, and the caption that stands in its figure.
type Cell = Vec<Piece>;

/// Makes a gallery of each run of at least [`FEWEST`] pictures between which there is nothing: figures with one picture and its caption,
/// and paragraphs, lists and figures of nothing but pictures. Each picture becomes a figure and leads to its file, unless it is a link already.
pub(crate) fn gather(pieces: Vec<Piece>, budget: &mut Budget, wording: &Wording) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    let (mut run, mut cells) = (Vec::new(), Vec::new());
    for piece in pieces {
        let before = cells.len();
        if add_cells(&piece, &mut cells) {
            run.push(piece);
        } else {
            cells.truncate(before);
            end_run(&mut run, &mut cells, budget, wording, &mut out);
            out.push(piece);
        }
    }
    end_run(&mut run, &mut cells, budget, wording, &mut out);
    out
}

/// Adds the pictures of a piece. Returns whether it holds nothing else.
fn add_cells(piece: &Piece, cells: &mut Vec<Cell>) -> bool {
    let element = match piece {
        Piece::Text(text) => return text.trim().is_empty(),
        Piece::Boundary => return true,
        Piece::Element(element) => element,
    };
    let before = cells.len();
    match element.name {
        Name::Br => true,
        Name::Img => {
            cells.push(vec![piece.clone()]);
            true
        }
        Name::Figure => {
            let mut children = element.children.iter();
            let mut caption = None;
            children.all(|child| match child {
                Piece::Element(it) if it.name == Name::Figcaption => caption.replace(child).is_none(),
                child => add_cells(child, cells),
            }) && match (caption, cells.get_mut(before..)) {
                (None, _) => true,
                (Some(caption), Some([cell])) if cell.len() == 1 => {
                    cell.push(caption.clone());
                    true
                }
                _ => false,
            }
        }
        Name::P | Name::Ul | Name::Li => element.children.iter().all(|child| add_cells(child, cells)),
        name if is_inline(name) => {
            let is_all = element.children.iter().all(|child| add_cells(child, cells));
            if name == Name::A
                && let Some([cell]) = cells.get_mut(before..)
            {
                let mut link = Element::holding(Name::A, std::mem::take(cell));
                link.attributes.clone_from(&element.attributes);
                cell.push(Piece::Element(link));
                return is_all;
            }
            is_all && name != Name::A
        }
        _ => false,
    }
}

/// Adds the blocks of a run, as a gallery if they have enough pictures.
fn end_run(run: &mut Vec<Piece>, cells: &mut Vec<Cell>, budget: &mut Budget, wording: &Wording, out: &mut Vec<Piece>) {
    let (mut run, mut cells) = (std::mem::take(run), std::mem::take(cells));
    let address = |cell: &Cell| cell.first().map_or(0, |picture| source(picture).len());
    if cells.len() < FEWEST || !budget.use_elements(1 + 2 * cells.len()) || !budget.add(cells.iter().map(address).sum())
    {
        return out.append(&mut run);
    }
    for cell in &mut cells {
        if let Some(picture) = cell.first_mut() {
            lead_to_file(picture, wording);
        }
    }
    let figure = |cell| Piece::Element(Element::holding(Name::Figure, cell));
    let mut gallery = Element::holding(Name::Div, cells.into_iter().map(figure).collect());
    let (name, value) = allowed::GALLERY;
    gallery.set(name, value.to_owned());
    out.push(Piece::Element(gallery));
}

/// The address of a picture; empty for a link.
fn source(picture: &Piece) -> &str {
    let Piece::Element(it) = picture else { return "" };
    it.attribute("src").unwrap_or_default()
}

/// Makes a link to its file of a picture that is no link, and gives one without a description the words that name the link.
fn lead_to_file(piece: &mut Piece, wording: &Wording) {
    let source = source(piece).to_owned();
    if !source.is_empty() {
        let picture = std::mem::replace(piece, Piece::Boundary);
        *piece = allowed::link(source, picture);
    }
    if let Piece::Element(link) = piece
        && let Some(Piece::Element(picture)) = link.children.first_mut()
        && let Some((_, alt)) = picture.attributes.iter_mut().find(|(name, alt)| *name == "alt" && alt.is_empty())
    {
        wording.enlarge.clone_into(alt);
    }
}

#[cfg(all(test, feature = "html5ever"))]
mod tests {
    use crate::html5ever::tests::{cleaned, is};

    /// A cell of a gallery with a picture that the text gives no other attributes.
    fn cell(file: &str, alt: &str, caption: &str) -> String {
        let picture = format!("<img src=\"{file}\" alt=\"{alt}\" loading=\"lazy\" decoding=\"async\">");
        format!("<figure><a href=\"{file}\" rel=\"noopener\">{picture}</a>{caption}</figure>")
    }

    #[test]
    fn four_pictures_that_stand_together_are_a_gallery() {
        let gallery = |cells: &[String]| format!("<div class=\"gallery\">{}</div>", cells.concat());
        let plain = ["/1.jpg", "/2.jpg", "/3.jpg", "/4.jpg"].map(|file| cell(file, "Xem ảnh lớn", ""));
        let around = |inner: &str| format!("<p>Trước</p>{inner}<p>Sau</p>");
        for pictures in [
            "<img src=/1.jpg><img src=/2.jpg> <img src=/3.jpg><img src=/4.jpg>",
            "<p><img src=/1.jpg></p>\n<p>&nbsp;</p><p><img src=/2.jpg><br><img src=/3.jpg></p><div><img src=/4.jpg></div>",
            "<p><strong><img src=/1.jpg></strong></p><figure><img src=/2.jpg></figure><p><a href=/3.jpg><img src=/3.jpg></a><p><img src=/4.jpg>",
            "<figure class=wp-block-gallery><figure><img src=/1.jpg></figure><figure><img src=/2.jpg></figure><figure><img src=/3.jpg></figure>\
             <figure><img src=/4.jpg></figure></figure>",
            "<ul><li><img src=/1.jpg></li><li><img src=/2.jpg></li><li><figure><img src=/3.jpg></figure></li><li><img src=/4.jpg></li></ul>",
        ] {
            is(&around(pictures), &around(&gallery(&plain)));
        }
        let caption = "<figcaption>Họp dân <b>sáng nay</b></figcaption>";
        let mut described = plain.clone();
        described[1] = cell("/2.jpg", "Sân nhà văn hoá", caption);
        is(
            &format!(
                "<img src=/1.jpg><figure><img src=/2.jpg alt='Sân nhà văn hoá'>{caption}</figure><p><img src=/3.jpg><img src=/4.jpg></p>"
            ),
            &gallery(&described),
        );
        // A link of the editor stays.
        let linked = "<figure><a href=\"/ban-do/\" rel=\"noopener\"><img src=\"/1.jpg\" alt=\"Xem ảnh lớn\" loading=\"lazy\" decoding=\"async\"></a></figure>";
        let mut cells = plain.clone();
        cells[0] = linked.to_owned();
        is(
            "<a href=/ban-do/><b><img src=/1.jpg></b></a><img src=/2.jpg><img src=/3.jpg><img src=/4.jpg>",
            &gallery(&cells),
        );
    }

    #[test]
    fn pictures_with_something_between_them_are_no_gallery() {
        for html in [
            "<img src=/1.jpg><img src=/2.jpg><img src=/3.jpg>",
            "<img src=/1.jpg><img src=/2.jpg><p>Chú thích</p><img src=/3.jpg><img src=/4.jpg>",
            "<p><img src=/1.jpg><img src=/2.jpg><img src=/3.jpg><img src=/4.jpg> Chú thích</p>",
            "<img src=/1.jpg><img src=/2.jpg><hr><img src=/3.jpg><img src=/4.jpg>",
            "<p><a href=/x>Xem <img src=/1.jpg></a><img src=/2.jpg><img src=/3.jpg><img src=/4.jpg></p>",
            "<figure><img src=/1.jpg><img src=/2.jpg><img src=/3.jpg><img src=/4.jpg><figcaption>Chung</figcaption></figure>",
            "<blockquote><img src=/1.jpg><img src=/2.jpg><img src=/3.jpg><img src=/4.jpg></blockquote>",
        ] {
            let clean = cleaned(html);
            assert!(!clean.contains("gallery"), "{html}\n{clean}");
            assert_eq!(clean.matches("<img").count(), html.matches("<img").count(), "{html}\n{clean}");
            assert_eq!(cleaned(&clean), clean);
        }
    }

    #[test]
    fn galleries_keep_the_limits() {
        let html = "<img src=x>".repeat(crate::MAX_ELEMENTS + 10);
        let clean = cleaned(&html);
        assert!(clean.matches('<').count() - clean.matches("</").count() <= crate::MAX_ELEMENTS + 1, "{}", clean.len());
        let long = format!("<img src=/{}>", "a".repeat(8_000));
        let clean = cleaned(&long.repeat(200));
        assert!(clean.len() < 200 * long.len() + 100_000, "{}", clean.len());
    }
}
