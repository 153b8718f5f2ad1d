//! The text of PDFs.
//!
//! `hayro-interpret` reads the file as a viewer would and says where each letter stands; [`layout`] makes lines, tables and paragraphs of
//! them. A letter counts also where it is invisible: scanners write what they recognise behind the picture, and search engines read it.

mod layout;
mod size;

use crate::document::Document;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};
use layout::{Layout, Letter};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;

/// The largest file that is read, in bytes.
const MAX_BYTES: usize = 60_000_000;
/// The most pages that are read.
const MAX_PAGES: usize = 1_000;
/// The most letters, lines and pictures of a document that are looked at: a thousand pages have about as many letters.
const MAX_STEPS: usize = 3_000_000;
/// The stack of the thread that reads a file, in bytes: a file may nest deeply.
const STACK: usize = 32 << 20;

/// Why the text of a PDF was not looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfProblem {
    /// The pages are pictures: a scan without recognised text.
    NoText,
    /// A password is needed.
    Protected,
    /// The file is larger than what is read, packed or unpacked.
    TooLarge,
    /// Not a PDF, or a damaged one.
    Damaged,
}

impl Document {
    /// The text of a PDF. [`Document::unseen_pages`] says how many of its pages are pictures.
    pub fn of_pdf(bytes: Vec<u8>) -> Result<Self, PdfProblem> {
        if bytes.len() > MAX_BYTES || !size::is_bounded(&bytes) {
            return Err(PdfProblem::TooLarge);
        }
        // A thread of its own, for its stack.
        let reader = thread::Builder::new().name(READER.to_owned()).stack_size(STACK);
        let read =
            reader.spawn(move || catch_unwind(AssertUnwindSafe(|| read(bytes)))).map_err(|_| PdfProblem::TooLarge)?;
        match read.join() {
            Ok(Ok(read)) => read,
            Ok(Err(reason)) | Err(reason) if reason.is::<TooManySteps>() => Err(PdfProblem::TooLarge),
            // The library found something that it does not expect.
            Ok(Err(_)) | Err(_) => Err(PdfProblem::Damaged),
        }
    }
}

/// The name of the threads that read PDFs. A program may keep their panics from being printed: they are caught.
pub const READER: &str = "pdf-reader";

/// Unwinds out of the library.
struct TooManySteps;

fn read(bytes: Vec<u8>) -> Result<Document, PdfProblem> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfProblem::Protected,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => PdfProblem::Damaged,
    })?;
    let cache = InterpreterCache::new();
    let mut layout = Layout::default();
    let mut steps = 0;
    let pages = pdf.pages();
    for page in pages.iter().take(MAX_PAGES) {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let transform = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(transform, bounds, &cache, pdf.xref(), InterpreterSettings::default());
        let mut letters = Letters { found: Vec::new(), steps };
        interpret_page(page, &mut context, &mut letters);
        steps = letters.steps;
        layout.page(letters.found);
    }
    let unread = pages.len().saturating_sub(MAX_PAGES);
    let document = layout.into_document(unread);
    if document.is_empty() { Err(PdfProblem::NoText) } else { Ok(document) }
}

/// Collects the letters of a page.
struct Letters {
    found: Vec<Letter>,
    steps: usize,
}

impl Letters {
    fn step(&mut self, cost: usize) {
        self.steps += cost;
        if self.steps > MAX_STEPS {
            // Not a panic, which would be printed: there is no other way out of the library.
            resume_unwind(Box::new(TooManySteps));
        }
    }
}

impl Device<'_> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.step(1);
            let place: Affine = props.transform * glyph.transform();
            // A thousand units are the size of the font.
            let width = match &**glyph {
                hayro_interpret::font::Glyph::Outline(glyph) => glyph.advance_width(),
                hayro_interpret::font::Glyph::Type3(glyph) => glyph.advance_width(),
            };
            let (from, to) = (place * Point::ZERO, place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0));
            let size = (place * Point::new(0.0, 1000.0) - from).hypot();
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            if [from.x, from.y, to.x, size].iter().all(|number| number.is_finite()) {
                self.found.push(Letter { from: from.x, to: to.x.max(from.x), y: from.y, size, text });
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.step(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        // A part that is drawn many times begins with one.
        self.step(10);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step(1);
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.step(1);
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
