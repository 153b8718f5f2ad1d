//! Says what a recording is and how long it is, from its bytes.
//!
//! The publisher tells readers the length before they fetch anything. Only headers are read: nothing is decoded, and there is no I/O.
//! Libraries that read tags read all of a file and some hundred formats; these four are what browsers play.

mod bytes;
mod mp3;
mod mp4;
mod ogg;
mod wav;

/// The formats that browsers play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// MPEG audio, layer III.
    Mp3,
    /// AAC in MP4, as phones record.
    Mp4,
    /// Opus or Vorbis in Ogg.
    Ogg,
    /// Samples as they are.
    Wav,
}

impl Format {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Mp4 => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
        }
    }
}

/// What is known of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its format, whatever the file's name says.
    pub format: Format,
    /// Its length in whole seconds, at least one; `None` where its headers do not tell.
    pub seconds: Option<u32>,
}

/// The length of a recording in milliseconds, if its headers tell.
pub(crate) struct Length(Option<u64>);

/// Looks at the bytes of a file. `None` if they are no recording that browsers play.
#[must_use]
pub fn look(bytes: &[u8]) -> Option<Recording> {
    let (format, Length(milliseconds)) = if bytes.starts_with(b"OggS") {
        (Format::Ogg, ogg::length(bytes)?)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        (Format::Wav, wav::length(bytes))
    } else if bytes.get(4..8) == Some(b"ftyp") {
        (Format::Mp4, mp4::length(bytes)?)
    } else {
        (Format::Mp3, mp3::length(bytes)?)
    };
    let seconds =
        milliseconds.map(|length| u32::try_from(length.saturating_add(500) / 1_000).unwrap_or(u32::MAX).max(1));
    Some(Recording { format, seconds })
}

#[cfg(test)]
mod tests {
    use super::{Format, look};
    use proptest::prelude::*;

    fn wav(seconds: u32) -> Vec<u8> {
        let (rate, size) = (8_000_u32, 8_000 * seconds);
        let mut out = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0".to_vec();
        out.extend([rate.to_le_bytes(), rate.to_le_bytes()].concat());
        out.extend(b"\x01\0\x08\0data");
        out.extend(size.to_le_bytes());
        out.resize(out.len() + size as usize, 0x80);
        out
    }

    /// Frames of 64 kbit/s at 22 050 Hz: 208 bytes, 576 samples.
    fn mp3(frames: usize) -> Vec<u8> {
        let mut frame = vec![0xff, 0xf3, 0x80, 0xc0];
        frame.resize(208, 0);
        [b"ID3\x04\0\0\0\0\0\x0a".as_slice(), &[0; 10], &frame.repeat(frames)].concat()
    }

    fn mp4(codec: [u8; 4]) -> Vec<u8> {
        let part = |name: &[u8; 4], content: &[u8]| {
            [&(content.len() as u32 + 8).to_be_bytes(), name.as_slice(), content].concat()
        };
        let header = [[0, 0, 0, 0], [0; 4], [0; 4], 1_000_u32.to_be_bytes(), 61_400_u32.to_be_bytes()].concat();
        let handler = part(b"hdlr", &[&[0; 8], codec.as_slice(), &[0; 12]].concat());
        let moov = part(b"moov", &[part(b"mvhd", &header), part(b"trak", &part(b"mdia", &handler))].concat());
        [part(b"ftyp", b"M4A \0\0\0\0"), part(b"mdat", &[7; 99]), moov].concat()
    }

    fn opus(seconds: u64) -> Vec<u8> {
        let page = |granule: u64, content: &[u8]| {
            [b"OggS\0\0".as_slice(), &granule.to_le_bytes(), &[0; 12], &[1, content.len() as u8], content].concat()
        };
        let head =
            [b"OpusHead\x01\x01".as_slice(), &312_u16.to_le_bytes(), &16_000_u32.to_le_bytes(), &[0; 3]].concat();
        [page(0, &head), page(48_000 * seconds + 312, b"sound"), page(u64::MAX, b"")].concat()
    }

    #[test]
    fn the_length_is_that_of_the_headers() {
        for (bytes, format, seconds) in [
            (wav(3), Format::Wav, 3),
            (mp3(383), Format::Mp3, 10),
            (mp4(*b"soun"), Format::Mp4, 61),
            (opus(72), Format::Ogg, 72),
        ] {
            let found = look(&bytes).unwrap();
            assert_eq!((found.format, found.seconds), (format, Some(seconds)));
        }
    }

    #[test]
    fn mp3_of_changing_rates_says_its_frames() {
        let mut bytes = mp3(2);
        let at = 20 + 4 + 9;
        bytes[at..at + 12].copy_from_slice(b"Xing\0\0\0\x01\0\0\x03\xe8");
        assert_eq!(look(&bytes).unwrap().seconds, Some(26), "1 000 frames of 576 samples");
    }

    #[test]
    fn what_browsers_do_not_play_is_no_recording() {
        for bytes in [
            b"".as_slice(),
            b"#!AMR\n\x3c",
            b"<!doctype html>",
            b"%PDF-1.7",
            &[0xff, 0xf3],
            b"OggS",
            b"\0\0\0\x18ftypM4A ",
        ] {
            assert_eq!(look(bytes), None);
        }
        // A film is none, though it may have sound.
        assert_eq!(look(&mp4(*b"vide")), None);
    }

    proptest! {
        #[test]
        fn never_panics(start in 0_usize..6, mut bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in any::<prop::sample::Index>()) {
            let _ = look(&bytes);
            let mut real = [wav(1), mp3(3), mp4(*b"soun"), opus(1), Vec::new(), b"\0\0\0\0ftyp".to_vec()][start].clone();
            real.truncate(cut.index(real.len() + 1));
            let _ = look(&real);
            real.append(&mut bytes);
            let _ = look(&real);
        }
    }
}
