//! Numbers the words of all entries through.

use crate::entry::Entry;
use crate::fold::each_word;
use crate::index::UNITS;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::thread;

/// A form of a word: its marks, and where it stands.
pub(crate) struct Form {
    pub(crate) marks: u32,
    /// As the first entry that has it writes it, in small letters.
    pub(crate) spelling: String,
    headlines: Range<usize>,
    texts: Range<usize>,
}

/// Where all words of all entries stand.
pub(crate) struct Numbering {
    /// Where each headline, summary and text begins, and where the last one ends. Texts begin at 0 again, but their positions come
    /// after those of all summaries.
    pub(crate) starts: [Vec<u32>; 3],
    /// In the order of the keys and of the marks.
    keys: Vec<(String, Vec<Form>)>,
    headlines: Vec<u32>,
    texts: Vec<u32>,
}

impl Numbering {
    /// The keys with their forms, both in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (&str, &[Form])> {
        self.keys.iter().map(|(key, forms)| (key.as_str(), forms.as_slice()))
    }

    /// The positions of a form in headlines.
    pub(crate) fn headlines(&self, form: &Form) -> &[u32] {
        self.headlines.get(form.headlines.clone()).unwrap_or_default()
    }

    /// The positions of a form in summaries and texts.
    pub(crate) fn texts(&self, form: &Form) -> &[u32] {
        self.texts.get(form.texts.clone()).unwrap_or_default()
    }

    /// How many positions there are in headlines, and in summaries and texts.
    pub(crate) fn spaces(&self) -> [u32; 2] {
        let [headlines, summaries, texts] = self.starts.each_ref().map(|starts| starts.last().copied().unwrap_or(0));
        [headlines, summaries + texts]
    }
}

/// The words of some entries, as numbers in the order in which the words first came.
#[derive(Default)]
struct Chunk {
    forms: Vec<(String, u32, String)>,
    /// Of headlines, summaries and texts.
    words: [Vec<u32>; 3],
    lengths: [Vec<u32>; 3],
}

fn read(entries: &[Entry]) -> Chunk {
    let mut chunk = Chunk::default();
    let mut numbers: HashMap<String, Vec<(u32, u32)>> = HashMap::new();
    for entry in entries {
        let fields = [&entry.headline, &entry.summary, &entry.text];
        for ((text, words), lengths) in fields.into_iter().zip(&mut chunk.words).zip(&mut chunk.lengths) {
            let before = words.len();
            each_word(text, &mut |key, marks, start, end| {
                if !numbers.contains_key(key) {
                    numbers.insert(key.to_owned(), Vec::new());
                }
                let Some(forms) = numbers.get_mut(key) else { return };
                let known = forms.iter().find(|(other, _)| *other == marks).map(|(_, number)| *number);
                words.push(known.unwrap_or_else(|| {
                    let number = chunk.forms.len() as u32;
                    let spelling = text.get(start..end).unwrap_or_default().to_lowercase();
                    chunk.forms.push((key.to_owned(), marks, spelling));
                    forms.push((marks, number));
                    number
                }));
            });
            lengths.push((words.len() - before) as u32);
        }
    }
    chunk
}

/// Numbers the words of all entries.
pub(crate) fn number(entries: &[Entry]) -> Numbering {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let size = entries.len().div_ceil(threads).max(1);
    let chunks: Vec<Chunk> = thread::scope(|scope| {
        let threads: Vec<_> = entries.chunks(size).map(|entries| scope.spawn(move || read(entries))).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    let starts = [0, 1, 2].map(|field: usize| {
        let mut start = 0;
        let mut starts = vec![0];
        for length in chunks.iter().filter_map(|chunk| chunk.lengths.get(field)).flatten() {
            // One position without a word at the end.
            let units = if *length == 0 { 0 } else { length / UNITS[field] + 1 };
            start += units * UNITS[field];
            starts.push(start);
        }
        starts
    });
    let mut all: BTreeMap<(&str, u32), (usize, &str)> = BTreeMap::new();
    for (key, marks, spelling) in chunks.iter().flat_map(|chunk| &chunk.forms) {
        all.entry((key, *marks)).or_insert((0, spelling));
    }
    for (number, form) in all.values_mut().enumerate() {
        form.0 = number;
    }
    let numbers: Vec<Vec<usize>> = chunks
        .iter()
        .map(|chunk| {
            let number =
                |(key, marks, _): &(String, u32, String)| all.get(&(key.as_str(), *marks)).map_or(0, |form| form.0);
            chunk.forms.iter().map(number).collect()
        })
        .collect();
    let middle = starts[1].last().copied().unwrap_or(0);
    let place = |fields: &[(usize, u32)]| positions(&chunks, &numbers, all.len(), &starts, fields);
    let (headlines, headline_ranges) = place(&[(0, 0)]);
    let (texts, text_ranges) = place(&[(1, 0), (2, middle)]);
    let mut keys: Vec<(String, Vec<Form>)> = Vec::new();
    for (((key, marks), (_, spelling)), (headlines, texts)) in
        all.into_iter().zip(headline_ranges.into_iter().zip(text_ranges))
    {
        let form = Form { marks, spelling: spelling.to_owned(), headlines, texts };
        match keys.last_mut().filter(|(last, _)| last == key) {
            Some((_, forms)) => forms.push(form),
            None => keys.push((key.to_owned(), vec![form])),
        }
    }
    Numbering { starts, keys, headlines, texts }
}

/// The positions of all forms in some fields, each field moved by a number, one form after the other; and where those of each form
/// are.
fn positions(
    chunks: &[Chunk],
    numbers: &[Vec<usize>],
    forms: usize,
    starts: &[Vec<u32>; 3],
    fields: &[(usize, u32)],
) -> (Vec<u32>, Vec<Range<usize>>) {
    let mut counts = vec![0_usize; forms];
    for (field, _) in fields {
        for (chunk, numbers) in chunks.iter().zip(numbers) {
            for word in &chunk.words[*field] {
                counts[numbers[*word as usize]] += 1;
            }
        }
    }
    let mut end = 0;
    let mut ranges: Vec<Range<usize>> = Vec::with_capacity(forms);
    for count in counts {
        // Filled up below.
        ranges.push(end..end);
        end += count;
    }
    let mut positions = vec![0; end];
    for (field, base) in fields {
        let mut starts = starts[*field].iter();
        for (chunk, numbers) in chunks.iter().zip(numbers) {
            let mut words = chunk.words[*field].iter();
            for (length, start) in chunk.lengths[*field].iter().zip(&mut starts) {
                for (place, word) in (0..).zip(words.by_ref().take(*length as usize)) {
                    let range = &mut ranges[numbers[*word as usize]];
                    positions[range.end] = base + start + place;
                    range.end += 1;
                }
            }
        }
    }
    (positions, ranges)
}
