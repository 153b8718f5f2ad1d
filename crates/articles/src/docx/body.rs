//! Takes the blocks of a Word document.

use super::blocks::{Block, Format, Height, Inline, Looks, Picture, is_blank, words};
use super::fonts::Font;
use super::lines::{Line, LineFont};
use super::numbering::{Label, Lists};
use super::package::{Package, Relations};
use super::pictures::{PictureNames, Pictures};
use super::styles::{Numbering, RunLooks, Styles, is_centred};
use super::xml::Element;
use crate::problem::{Part, Place, ProblemKind, Problems};
use std::collections::HashMap;

/// How deep tables and boxes may be nested before their text is taken without them.
pub(super) const MAX_NESTED: usize = 6;
/// How many words of a paragraph a message shows, in characters.
const NEAR: usize = 40;

/// A document while it is read.
pub(super) struct Body<'d, 'b> {
    pub package: &'d mut Package<'b>,
    pub relations: Relations,
    pub styles: &'d Styles,
    pub lists: Lists,
    pub pictures: Pictures,
    pub problems: &'d mut Problems,
    /// The footnotes and endnotes that were referred to, by kind and id.
    pub notes: Vec<(NoteKind, String)>,
    /// How many remarks of readers the text refers to.
    pub comments: usize,
    /// Whether something was inserted or deleted with changes tracked.
    pub has_changes: bool,
    /// How deep the present table or box is nested.
    pub depth: usize,
    /// The beginning of the last paragraph with words, to say where something was.
    near: String,
    /// Fields that are open, the innermost last.
    fields: Vec<Field>,
    /// The text of boxes that stand beside the present paragraph.
    beside: Vec<Block>,
    /// A line whose end was deleted: it goes on in the next paragraph.
    pending: Vec<Inline>,
}

/// What a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoteKind {
    Foot,
    End,
}

/// A field of Word: an instruction, and what it resulted in.
#[derive(Default)]
struct Field {
    instruction: String,
    has_result: bool,
    /// Where it leads, if it is a link.
    link: Option<String>,
    /// Whether its result is left out.
    is_skipped: bool,
}

/// What a run of letters takes from its surroundings.
#[derive(Clone, Copy)]
struct Around<'a> {
    looks: &'a RunLooks,
    link: Option<&'a str>,
}

impl<'d, 'b> Body<'d, 'b> {
    pub(super) fn new(
        package: &'d mut Package<'b>,
        relations: Relations,
        styles: &'d Styles,
        lists: Lists,
        names: PictureNames,
        problems: &'d mut Problems,
    ) -> Self {
        Self {
            package,
            relations,
            styles,
            lists,
            pictures: Pictures::named(names),
            problems,
            notes: Vec::new(),
            comments: 0,
            has_changes: false,
            depth: 0,
            near: String::new(),
            fields: Vec::new(),
            beside: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// The blocks inside of an element.
    pub(super) fn blocks(&mut self, parent: &Element) -> Vec<Block> {
        let mut out = Vec::new();
        self.add_blocks(parent, &mut out);
        if !is_blank(&self.pending) {
            let text = std::mem::take(&mut self.pending);
            out.push(Block::Paragraph { text, looks: Looks::default() });
        }
        self.pending.clear();
        out
    }

    fn add_blocks(&mut self, parent: &Element, out: &mut Vec<Block>) {
        for element in parent.children() {
            match element.name() {
                "w:p" => self.paragraph(element, out),
                "w:tbl" => {
                    let blocks = self.table(element);
                    out.extend(blocks);
                }
                "w:sdt" => {
                    if let Some(content) = self.content_of(element) {
                        self.add_blocks(content, out);
                    }
                }
                "w:ins" | "w:moveTo" => {
                    self.has_changes = true;
                    self.add_blocks(element, out);
                }
                "w:del" | "w:moveFrom" => self.has_changes = true,
                "w:customXml" | "w:smartTag" => self.add_blocks(element, out),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.add_blocks(chosen, out);
                    }
                }
                "m:oMathPara" | "m:oMath" => {
                    let mut line = Line::default();
                    self.equation(element, &mut line);
                    self.end_line(line, Looks::default(), out);
                }
                "w:altChunk" => self.tell(ProblemKind::LeftOut(Part::Object)),
                _ => {}
            }
        }
    }

    /// What a content control holds; `None` if it shows nothing of its own.
    fn content_of<'e>(&mut self, control: &'e Element) -> Option<&'e Element> {
        let properties = control.child("w:sdtPr");
        let gallery = properties.and_then(|it| it.at(&["w:docPartObj", "w:docPartGallery"])).and_then(Element::value);
        if gallery == Some("Table of Contents") {
            self.tell(ProblemKind::LeftOut(Part::Contents));
            return None;
        }
        // Word shows this text to ask for one, and the author has written none.
        let is_prompt = properties.and_then(|it| it.child("w:showingPlcHdr")).is_some_and(Element::is_on);
        control.child("w:sdtContent").filter(|_| !is_prompt)
    }

    /// Tells a problem near the present place.
    pub(super) fn tell(&mut self, kind: ProblemKind) {
        let place = if self.near.is_empty() { Place::Whole } else { Place::Near(self.near.clone()) };
        self.problems.add(place, kind);
    }

    fn paragraph(&mut self, element: &Element, out: &mut Vec<Block>) {
        let properties = element.child("w:pPr");
        let named = properties.and_then(|it| it.child("w:pStyle")).and_then(Element::value);
        let styles = self.styles;
        let style = styles.paragraph(named);
        if styles.is_contents(style) {
            self.tell(ProblemKind::LeftOut(Part::Contents));
            // A link of Word's own may begin and end here.
            let mut ignored = Line::default();
            self.inlines(element, Around { looks: &RunLooks::default(), link: None }, &mut ignored);
            self.beside.clear();
            return;
        }
        let text: String = element.descendants().filter(|it| it.is("w:t")).take(40).map(Element::text).collect();
        let near = trangxa_clean::text::excerpt(&text, NEAR);
        if !near.is_empty() {
            self.near = near;
        }
        let looks = styles.run(style);
        let mut line = Line::of(std::mem::take(&mut self.pending));
        self.inlines(element, Around { looks: &looks, link: None }, &mut line);
        let mark = properties.and_then(|it| it.child("w:rPr"));
        if mark.is_some_and(|mark| mark.child("w:del").is_some() || mark.child("w:moveFrom").is_some()) {
            self.has_changes = true;
            self.pending = self.finished(line, true);
            return;
        }
        let heading = properties
            .and_then(|it| it.child("w:outlineLvl")?.value()?.parse::<u8>().ok())
            .map_or_else(|| styles.heading(style), |level| (level < 9).then_some(level + 1));
        let is_title = styles.is_called(style, "title");
        let looks = Looks {
            is_title,
            is_caption: styles.is_named(style, "caption"),
            is_centred: is_centred(properties).unwrap_or_else(|| styles.is_centred(style)),
            is_bold: line.is_bold(),
        };
        let numbering = numbering(properties, styles.numbering(style));
        let label = numbering.filter(|_| !line.is_blank()).and_then(|numbering| self.lists.count(&numbering, styles));
        if let Some(level) = heading.filter(|_| !is_title) {
            let mut text = self.finished(line, false);
            if let Some((_, Label::Text(label))) = &label {
                add_label(&mut text, label);
            } else if let Some((_, Label::Item(super::blocks::ItemKind::Number(number)))) = &label {
                add_label(&mut text, &format!("{number}."));
            }
            if !is_blank(&text) {
                out.push(Block::Heading { level, text: plain(text) });
            }
            out.append(&mut self.beside);
            return;
        }
        match label {
            Some((level, Label::Item(kind))) => {
                let text = self.finished(line, false);
                if !is_blank(&text) {
                    out.push(Block::Item { level, kind, text });
                }
                out.append(&mut self.beside);
            }
            Some((_, Label::Text(label))) => {
                line.add_label(&label);
                self.end_line(line, looks, out);
            }
            None => self.end_line(line, looks, out),
        }
    }

    /// Ends a paragraph that is no heading and no item.
    fn end_line(&mut self, line: Line, looks: Looks, out: &mut Vec<Block>) {
        let text = self.finished(line, false);
        if !is_blank(&text) {
            out.push(Block::Paragraph { text, looks });
        }
        out.append(&mut self.beside);
    }

    /// The parts of a line that is complete, or that goes on in the next paragraph.
    fn finished(&mut self, line: Line, goes_on: bool) -> Vec<Inline> {
        let finished = line.finish(goes_on);
        if let Some(encoding) = finished.converted {
            self.problems.add(Place::Whole, ProblemKind::OldFont(encoding));
        }
        if finished.has_lost {
            self.tell(ProblemKind::LeftOut(Part::Symbol));
        }
        finished.parts
    }

    fn inlines(&mut self, parent: &Element, around: Around<'_>, line: &mut Line) {
        for element in parent.children() {
            match element.name() {
                "w:r" => self.run(element, around, line),
                "w:hyperlink" => {
                    let target =
                        element.attribute("r:id").and_then(|id| self.relations.get(id)).filter(|it| it.is_external);
                    let address = target.map(|relation| relation.target.clone());
                    let address = address.map(|address| match element.attribute("w:anchor") {
                        Some(anchor) if !address.contains('#') => format!("{address}#{anchor}"),
                        _ => address,
                    });
                    self.inlines(element, Around { link: address.as_deref().or(around.link), ..around }, line);
                }
                "w:ins" | "w:moveTo" => {
                    self.has_changes = true;
                    self.inlines(element, around, line);
                }
                "w:del" | "w:moveFrom" => self.has_changes = true,
                "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => self.inlines(element, around, line),
                "w:sdt" => {
                    if let Some(content) = self.content_of(element) {
                        self.inlines(content, around, line);
                    }
                }
                "w:fldSimple" => {
                    let link = element.attribute("w:instr").and_then(link_of);
                    self.inlines(element, Around { link: link.as_deref().or(around.link), ..around }, line);
                }
                "m:oMath" | "m:oMathPara" => self.equation(element, line),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.inlines(chosen, around, line);
                    }
                }
                _ => {}
            }
        }
    }

    /// The letters of an equation in their order.
    fn equation(&mut self, equation: &Element, line: &mut Line) {
        let letters: String = equation.descendants().filter(|it| it.is("m:t")).map(Element::text).collect();
        if !letters.trim().is_empty() {
            line.add_text(&letters, Format::default(), LineFont::default(), None);
            self.tell(ProblemKind::Equation);
        }
    }

    fn run(&mut self, run: &Element, around: Around<'_>, line: &mut Line) {
        let properties = run.child("w:rPr");
        let styled = properties.and_then(|it| it.child("w:rStyle")).and_then(Element::value);
        let looks = RunLooks::of(properties).or(&self.styles.run(styled)).or(around.looks);
        let is_hidden = looks.is_hidden == Some(true);
        let format = Format {
            is_bold: looks.is_bold == Some(true),
            is_italic: looks.is_italic == Some(true),
            is_struck: looks.is_struck == Some(true),
            height: looks.height.unwrap_or(Height::Normal),
        };
        let font = Font::of(looks.font.as_deref().or(self.styles.font.as_deref()).unwrap_or_default());
        for element in run.children() {
            match element.name() {
                "w:fldChar" => self.field(element),
                "w:instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.has_result) {
                        field.instruction.push_str(&element.text());
                    }
                }
                "w:commentReference" => self.comments += 1,
                _ if self.fields.iter().any(|field| !field.has_result || field.is_skipped) => {}
                _ if is_hidden => {
                    if element.is("w:t") && !element.text().trim().is_empty() {
                        self.tell(ProblemKind::LeftOut(Part::HiddenText));
                    }
                }
                _ => {
                    let link = self.fields.iter().rev().find_map(|field| field.link.clone());
                    let link = around.link.map(str::to_owned).or(link);
                    self.part_of_run(element, format, font, link.as_deref(), line);
                }
            }
        }
    }

    fn part_of_run(&mut self, element: &Element, format: Format, font: Font, link: Option<&str>, line: &mut Line) {
        let unicode = LineFont::default();
        match element.name() {
            "w:t" => line.add_text(&element.text(), format, LineFont(font), link),
            "w:tab" | "w:ptab" => line.add_text(" ", format, unicode, link),
            // The end of a page or column means nothing on the web.
            "w:br" if matches!(element.attribute("w:type"), Some("page" | "column")) => {}
            "w:br" | "w:cr" => line.add(Inline::Break, link),
            "w:noBreakHyphen" => line.add_text("\u{2011}", format, unicode, link),
            // In the old fonts this is a letter: ư.
            "w:softHyphen" if font.encoding() == Some("TCVN3") => {
                line.add_text("\u{ad}", format, LineFont(font), link);
            }
            "w:sym" => {
                let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
                let font = Font::of(element.attribute("w:font").unwrap_or_default());
                if let Some(c) = code.and_then(char::from_u32) {
                    line.add_text(&c.to_string(), format, LineFont(font), link);
                }
            }
            "w:footnoteReference" => self.note(NoteKind::Foot, element, line),
            "w:endnoteReference" => self.note(NoteKind::End, element, line),
            "w:drawing" | "w:pict" | "w:object" => self.drawing(element, link, line),
            "w:ruby" => {
                for run in element.at(&["w:rubyBase"]).into_iter().flat_map(Element::children).filter(|it| it.is("w:r"))
                {
                    self.run(run, Around { looks: &RunLooks::default(), link }, line);
                }
            }
            "mc:AlternateContent" => {
                for part in chosen(element).into_iter().flat_map(Element::children) {
                    self.part_of_run(part, format, font, link, line);
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, kind: NoteKind, element: &Element, line: &mut Line) {
        let Some(id) = element.attribute("w:id") else { return };
        let key = (kind, id.to_owned());
        let at = self.notes.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.notes.push(key);
            self.notes.len() - 1
        });
        line.add(Inline::Note(at + 1), None);
    }

    /// Begins a field, its result, or ends it.
    fn field(&mut self, element: &Element) {
        match element.attribute("w:fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.has_result = true;
                field.link = link_of(&field.instruction);
                field.is_skipped = field.instruction.trim_start().to_uppercase().starts_with("TOC");
                if field.is_skipped {
                    self.tell(ProblemKind::LeftOut(Part::Contents));
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// A drawing: pictures, boxes with text, and what cannot be taken.
    fn drawing(&mut self, drawing: &Element, link: Option<&str>, line: &mut Line) {
        let described = drawing.descendants().find(|it| it.is("wp:docPr"));
        let alt = described.map(alt_text).unwrap_or_default();
        let link = described
            .and_then(|it| it.child("a:hlinkClick")?.attribute("r:id"))
            .and_then(|id| self.relations.get(id))
            .filter(|it| it.is_external)
            .map(|it| it.target.clone())
            .or_else(|| link.map(str::to_owned));
        let mut found = Found::default();
        self.parts_of_drawing(drawing, &alt, link.as_deref(), line, &mut found);
        // A line below a letterhead means nothing; a drawing has several shapes.
        if !found.is_taken && found.shapes > 2 {
            self.tell(ProblemKind::LeftOut(Part::Drawing));
        }
        // What an object shows in the document is a picture of it, in a format of Windows or one that browsers show.
        let lost = if found.has_object { Some(Part::Object).filter(|_| !found.is_taken) } else { found.lost };
        if let Some(part) = lost {
            self.tell(ProblemKind::LeftOut(part));
        }
    }

    fn parts_of_drawing(
        &mut self,
        parent: &Element,
        alt: &str,
        link: Option<&str>,
        line: &mut Line,
        found: &mut Found,
    ) {
        for element in parent.children() {
            match element.name() {
                "pic:pic" => {
                    let own = element.at(&["pic:nvPicPr", "pic:cNvPr"]).map(alt_text).unwrap_or_default();
                    let alt = if alt.is_empty() { &own } else { alt };
                    let fill = element.child("pic:blipFill");
                    let Some(blip) = fill.and_then(|fill| fill.child("a:blip")) else { continue };
                    let cut = fill.and_then(|fill| fill.child("a:srcRect"));
                    let is_cut = cut.is_some_and(|cut| {
                        ["l", "t", "r", "b"]
                            .iter()
                            .any(|side| cut.attribute(side).is_some_and(|it| !matches!(it, "0" | "")))
                    });
                    let id = blip.attribute("r:embed").or_else(|| blip.attribute("r:link"));
                    self.picture(id, alt, link, is_cut, line, found);
                }
                "v:imagedata" => {
                    let id = element.attribute("r:id");
                    let alt = if alt.is_empty() { element.attribute("o:title").unwrap_or_default() } else { alt };
                    let is_cut = ["cropleft", "croptop", "cropright", "cropbottom"]
                        .iter()
                        .any(|side| element.attribute(side).is_some_and(|it| !matches!(it, "0" | "")));
                    self.picture(id, alt, link, is_cut, line, found);
                }
                "w:txbxContent" => self.text_box(element, found),
                "c:chart" | "cx:chart" => found.lost = Some(Part::Chart),
                "dgm:relIds" => found.lost = Some(Part::Diagram),
                "o:OLEObject" => found.has_object = true,
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(element) {
                        self.parts_of_drawing(chosen, alt, link, line, found);
                    }
                }
                name => {
                    found.shapes +=
                        usize::from(matches!(name, "wps:wsp" | "v:shape" | "v:rect" | "v:oval" | "v:roundrect"));
                    let own = if name == "v:shape" { element.attribute("alt").unwrap_or_default() } else { "" };
                    let alt = if alt.is_empty() { own } else { alt };
                    self.parts_of_drawing(element, alt, link, line, found);
                }
            }
        }
    }

    fn picture(
        &mut self,
        id: Option<&str>,
        alt: &str,
        link: Option<&str>,
        is_cut: bool,
        line: &mut Line,
        found: &mut Found,
    ) {
        let Some(relation) = id.and_then(|id| self.relations.get(id)).cloned() else { return };
        let picture = if relation.is_external {
            let is_web = relation.target.starts_with("http://") || relation.target.starts_with("https://");
            if is_web { Ok(Picture::Linked(relation.target)) } else { Err(Part::LinkedPicture(relation.target)) }
        } else {
            self.pictures.take(self.package, &relation.target).map(Picture::Embedded)
        };
        match picture {
            Ok(picture) => {
                found.is_taken = true;
                line.add(Inline::Picture { picture, alt: alt.to_owned() }, link);
                if is_cut {
                    self.tell(ProblemKind::Cropped);
                }
            }
            Err(part) => found.lost = Some(part),
        }
    }

    /// The text of a box stands after the paragraph beside which the box is.
    fn text_box(&mut self, content: &Element, found: &mut Found) {
        if self.depth >= MAX_NESTED {
            self.tell(ProblemKind::TooDeep);
            return;
        }
        self.depth += 1;
        let (fields, pending) = (std::mem::take(&mut self.fields), std::mem::take(&mut self.pending));
        let mut outer = std::mem::take(&mut self.beside);
        let blocks = self.blocks(content);
        found.is_taken |= !blocks.is_empty();
        outer.extend(blocks);
        self.beside = outer;
        (self.fields, self.pending) = (fields, pending);
        self.depth -= 1;
    }

    /// The text of the notes that were referred to, in their order.
    pub(super) fn note_texts(&mut self) -> Result<Vec<Vec<Block>>, ProblemKind> {
        let mut texts: HashMap<(usize, String), Vec<Block>> = HashMap::new();
        let wanted = self.notes.clone();
        for (kind, relation, child) in
            [(NoteKind::Foot, "footnotes", "w:footnote"), (NoteKind::End, "endnotes", "w:endnote")]
        {
            if wanted.iter().all(|(known, _)| *known != kind) {
                continue;
            }
            let Some(part) = self.relations.of_kind(relation).into_iter().next() else { continue };
            let Some(root) = self.package.xml(&part)? else { continue };
            let relations = self.package.relations(&part)?;
            let outer = std::mem::replace(&mut self.relations, relations);
            for note in root.children().filter(|it| it.is(child)) {
                let id = note.attribute("w:id").unwrap_or_default().to_owned();
                if wanted.contains(&(kind, id.clone())) {
                    let blocks = self.blocks(note);
                    texts.insert((usize::from(kind == NoteKind::End), id), blocks);
                }
            }
            self.relations = outer;
        }
        let text = |(kind, id): (NoteKind, String)| {
            texts.remove(&(usize::from(kind == NoteKind::End), id)).unwrap_or_default()
        };
        Ok(wanted.into_iter().map(text).collect())
    }
}

/// What was found in a drawing.
#[derive(Default)]
struct Found {
    is_taken: bool,
    shapes: usize,
    has_object: bool,
    lost: Option<Part>,
}

/// The better of two forms of one content. Only the older one has a picture of a chart of the newer kind.
fn chosen(alternatives: &Element) -> Option<&Element> {
    let choice = alternatives.child("mc:Choice");
    let fallback = alternatives.child("mc:Fallback");
    let is_newer_chart = choice.is_some_and(|choice| choice.descendants().any(|it| it.is("cx:chart")));
    if is_newer_chart { fallback.or(choice) } else { choice.or(fallback) }
}

/// The list of a paragraph: its own properties, and for what they do not say, those of its style.
fn numbering(properties: Option<&Element>, of_style: Option<Numbering>) -> Option<Numbering> {
    match (Numbering::of(properties), of_style) {
        (Some(own), Some(style)) => Some(Numbering { list: own.list.or(style.list), level: own.level.or(style.level) }),
        (own, style) => own.or(style),
    }
}

/// What Word says that a picture shows; not what a program guessed.
fn alt_text(properties: &Element) -> String {
    let text = properties.attribute("descr").or_else(|| properties.attribute("title")).unwrap_or_default();
    let is_guess = text.contains("Description automatically generated") || text.contains("AI-generated content");
    if is_guess { String::new() } else { trangxa_clean::text::collapse(text) }
}

/// The address of a field that is a link.
fn link_of(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(..9).filter(|name| name.eq_ignore_ascii_case("hyperlink")).map(|_| rest[9..].trim_start())?;
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    // `\l` names a place in the document itself.
    (!address.is_empty() && !address.starts_with('\\')).then(|| address.to_owned())
}

/// Puts what stands before an item of a list before its text.
fn add_label(text: &mut Vec<Inline>, label: &str) {
    if !label.is_empty() && !words(text).starts_with(label) {
        text.insert(0, Inline::Text { text: format!("{label} "), format: Format::default() });
    }
}

/// A heading without bold letters: all of it is.
fn plain(text: Vec<Inline>) -> Vec<Inline> {
    let plain = |part| match part {
        Inline::Text { text, format } => Inline::Text { text, format: Format { is_bold: false, ..format } },
        Inline::Link { address, text } => Inline::Link { address, text: self::plain(text) },
        part => part,
    };
    text.into_iter().map(plain).collect()
}
