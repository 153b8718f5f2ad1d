//! Word documents, part by part, as the programs write them that people use.

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
    xmlns:dgm=\"http://schemas.openxmlformats.org/drawingml/2006/diagram\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";
const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A picture of one grey point.
pub const PNG: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\x0aIDATx\xdach\x00\x00\x00\x82\x00\x81\xdaE\x08;\x00\x00\x00\x00IEND\xaeB`\x82";

/// A document that is being made.
#[derive(Clone, Debug)]
pub struct Docx {
    body: String,
    relations: String,
    parts: Vec<(String, Vec<u8>)>,
}

impl Docx {
    /// A document with this content of `w:body`.
    #[must_use]
    pub fn new(body: &str) -> Self {
        Self { body: body.to_owned(), relations: String::new(), parts: Vec::new() }
    }

    /// Adds a part that the document refers to.
    #[must_use]
    pub fn part(mut self, id: &str, kind: &str, path: &str, content: &[u8]) -> Self {
        self.relations.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{TYPE}/{kind}\" Target=\"{path}\"/>"));
        self.parts.push((format!("word/{path}"), content.to_vec()));
        self
    }

    /// Adds a part with XML whose root has this name.
    #[must_use]
    pub fn xml(self, kind: &str, root: &str, content: &str) -> Self {
        let text = format!("<w:{root} {W}>{content}</w:{root}>");
        self.part(&format!("r{kind}"), kind, &format!("{kind}.xml"), text.as_bytes())
    }

    /// Adds an address that the document refers to.
    #[must_use]
    pub fn address(mut self, id: &str, kind: &str, target: &str) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{TYPE}/{kind}\" Target=\"{target}\" TargetMode=\"External\"/>"
        ));
        self
    }

    /// Adds a reference to a part that is not there.
    #[must_use]
    pub fn relation(mut self, id: &str, kind: &str, path: &str) -> Self {
        self.relations.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{TYPE}/{kind}\" Target=\"{path}\"/>"));
        self
    }

    /// Adds a part anywhere in the archive.
    #[must_use]
    pub fn file(mut self, path: &str, content: &[u8]) -> Self {
        self.parts.push((path.to_owned(), content.to_vec()));
        self
    }

    /// The archive.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.without("")
    }

    /// The archive without one of its parts.
    #[must_use]
    pub fn without(&self, left_out: &str) -> Vec<u8> {
        let relations = |content: &str| {
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{content}</Relationships>"
            )
        };
        let root = format!(
            "<Relationship Id=\"r1\" Type=\"{TYPE}/officeDocument\" Target=\"word/document.xml\"/>\
             <Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
             Target=\"docProps/core.xml\"/>"
        );
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document {W}><w:body>{}</w:body></w:document>",
            self.body
        );
        let mut files = vec![
            ("_rels/.rels".to_owned(), relations(&root).into_bytes()),
            ("word/document.xml".to_owned(), document.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), relations(&self.relations).into_bytes()),
        ];
        files.extend(self.parts.iter().cloned());
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, content) in files.into_iter().filter(|(path, _)| path != left_out) {
            writer.start_file(path, SimpleFileOptions::default()).unwrap();
            writer.write_all(&content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }
}

/// A paragraph with a text.
#[must_use]
pub fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph in a style.
#[must_use]
pub fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run of letters with properties.
#[must_use]
pub fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A style as Word in Vietnamese writes it: only its id is translated.
#[must_use]
pub fn style(id: &str, name: &str, content: &str) -> String {
    format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{content}</w:style>")
}

/// A picture in a drawing.
#[must_use]
pub fn drawing(id: &str, alt: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"{alt}\"/><a:graphic><a:graphicData><pic:pic>\
         <pic:blipFill><a:blip r:embed=\"{id}\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}
