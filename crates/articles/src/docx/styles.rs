//! The styles of a Word document: which paragraphs are headings, which letters are bold.
//!
//! The built-in styles have English names in the file whatever the language of Word; only their ids are translated (`u1` for "Đầu đề 1").

use super::xml::Element;
use std::collections::HashMap;

/// How often a style can be based on another one.
const MAX_CHAIN: usize = 12;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The font of letters that name none.
    pub(super) font: Option<String>,
}

/// A style. What it does not say is said by the one that it is based on.
#[derive(Debug, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// Its name in small letters.
    name: String,
    pub(super) run: RunLooks,
    /// The level of a heading, from 0; 9 is that of other text.
    outline: Option<u8>,
    numbering: Option<Numbering>,
    is_centred: Option<bool>,
    has_borders: Option<bool>,
}

/// What the properties of letters say.
#[derive(Clone, Debug, Default)]
pub(super) struct RunLooks {
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    pub is_struck: Option<bool>,
    pub is_hidden: Option<bool>,
    pub height: Option<super::blocks::Height>,
    pub font: Option<String>,
}

/// The list of a paragraph and its level in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbering {
    pub list: Option<String>,
    pub level: Option<u8>,
}

impl RunLooks {
    /// Reads `w:rPr`.
    pub(super) fn of(properties: Option<&Element>) -> Self {
        use super::blocks::Height;
        let Some(properties) = properties else { return Self::default() };
        let on = |name: &str| properties.child(name).map(Element::is_on);
        let height = properties.child("w:vertAlign").and_then(Element::value).map(|value| match value {
            "superscript" => Height::Above,
            "subscript" => Height::Below,
            _ => Height::Normal,
        });
        let fonts = properties.child("w:rFonts");
        let font = ["w:ascii", "w:hAnsi", "w:cs"].iter().find_map(|name| fonts?.attribute(name));
        Self {
            is_bold: on("w:b"),
            is_italic: on("w:i"),
            is_struck: on("w:strike").or_else(|| on("w:dstrike")),
            is_hidden: on("w:vanish"),
            height,
            font: font.map(str::to_owned),
        }
    }

    /// What these properties say, and for what they do not say, what others say.
    pub(super) fn or(self, other: &Self) -> Self {
        Self {
            is_bold: self.is_bold.or(other.is_bold),
            is_italic: self.is_italic.or(other.is_italic),
            is_struck: self.is_struck.or(other.is_struck),
            is_hidden: self.is_hidden.or(other.is_hidden),
            height: self.height.or(other.height),
            font: self.font.or_else(|| other.font.clone()),
        }
    }
}

impl Numbering {
    /// Reads `w:numPr`.
    pub(super) fn of(properties: Option<&Element>) -> Option<Self> {
        let numbering = properties?.child("w:numPr")?;
        let list = numbering.child("w:numId").and_then(Element::value).map(str::to_owned);
        let level = numbering.child("w:ilvl").and_then(Element::value).and_then(|level| level.parse().ok());
        Some(Self { list, level })
    }
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn of(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let mut styles =
            Self { font: RunLooks::of(root.at(&["w:docDefaults", "w:rPrDefault", "w:rPr"])).font, ..Self::default() };
        for element in root.children().filter(|element| element.is("w:style")) {
            let Some(id) = element.attribute("w:styleId") else { continue };
            let is_default = matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
            if is_default && element.attribute("w:type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            let of = |name: &str| element.child(name).and_then(Element::value);
            let paragraph = element.child("w:pPr");
            let outline = paragraph.and_then(|it| it.child("w:outlineLvl")?.value()?.parse().ok());
            let style = Style {
                based_on: of("w:basedOn").map(str::to_owned),
                name: of("w:name").unwrap_or(id).trim().to_lowercase(),
                run: RunLooks::of(element.child("w:rPr")),
                outline,
                numbering: Numbering::of(paragraph),
                is_centred: is_centred(paragraph),
                has_borders: borders_of_style(element),
            };
            styles.styles.entry(id.to_owned()).or_insert(style);
        }
        styles
    }

    /// A style and those that it is based on.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?)).take(MAX_CHAIN)
    }

    /// The style of a paragraph that names this one, or none.
    pub(super) fn paragraph<'a>(&'a self, id: Option<&'a str>) -> Option<&'a str> {
        id.filter(|id| self.styles.contains_key(*id)).or(self.default.as_deref())
    }

    /// How the letters of a style look.
    pub(super) fn run(&self, id: Option<&str>) -> RunLooks {
        self.chain(id).fold(RunLooks::default(), |looks, style| looks.or(&style.run))
    }

    /// The level of a heading of a style, from 1.
    pub(super) fn heading(&self, id: Option<&str>) -> Option<u8> {
        let named = self.chain(id).find_map(|style| style.name.strip_prefix("heading ")?.trim().parse::<u8>().ok());
        let outline =
            || self.chain(id).find_map(|style| style.outline).filter(|level| *level < 9).map(|level| level + 1);
        named.filter(|level| (1..=9).contains(level)).or_else(outline)
    }

    /// Whether a style has this name, in small letters, or is based on one that has it.
    pub(super) fn is_named(&self, id: Option<&str>, name: &str) -> bool {
        self.chain(id).any(|style| style.name == name)
    }

    /// Whether a style itself has this name; one that is based on it may be that of the author below a title.
    pub(super) fn is_called(&self, id: Option<&str>, name: &str) -> bool {
        self.chain(id).next().is_some_and(|style| style.name == name)
    }

    /// Whether a style is that of a line of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        let is_line = |style: &Style| style.name.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok());
        self.chain(id).next().is_some_and(is_line)
    }

    /// The list of a style.
    pub(super) fn numbering(&self, id: Option<&str>) -> Option<Numbering> {
        self.chain(id).find_map(|style| style.numbering.clone())
    }

    /// Whether paragraphs of a style stand in the middle.
    pub(super) fn is_centred(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.is_centred).unwrap_or(false)
    }

    /// Whether tables of a style have lines.
    pub(super) fn has_borders(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.has_borders).unwrap_or(false)
    }
}

/// Whether the properties of a paragraph put it into the middle; `None` if they say nothing.
pub(super) fn is_centred(properties: Option<&Element>) -> Option<bool> {
    Some(properties?.child("w:jc")?.value()? == "center")
}

/// Whether a style of tables draws lines, around all cells or around those of the first row; `None` if it says nothing of lines.
fn borders_of_style(style: &Element) -> Option<bool> {
    let is_named = |element: &&Element| element.is("w:tblBorders") || element.is("w:tcBorders");
    style
        .descendants()
        .filter(is_named)
        .map(|borders| has_borders(Some(borders)) == Some(true))
        .reduce(|one, other| one || other)
}

/// Whether an element with borders has one that is drawn; `None` if there is no such element.
pub(super) fn has_borders(borders: Option<&Element>) -> Option<bool> {
    let is_drawn = |border: &Element| !matches!(border.value(), None | Some("nil" | "none"));
    Some(borders?.children().any(is_drawn))
}
