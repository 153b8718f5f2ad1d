//! The sizes in which a picture is published.

use serde::{Deserialize, Serialize};

/// The largest side that a WebP can have.
const LONGEST_SIDE: u32 = 16_383;

/// Width and height in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

impl Size {
    /// The size that has this width and the same shape.
    #[must_use]
    pub fn at_width(self, width: u32) -> Self {
        let (whole, width_before) = (u64::from(self.height) * u64::from(width), u64::from(self.width.max(1)));
        let height = (whole + width_before / 2) / width_before;
        Self { width, height: u32::try_from(height.max(1)).unwrap_or(u32::MAX) }
    }

    /// The same picture lying on its side.
    pub(crate) fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }
}

/// The sizes in which a picture of this size is made at some widths, smallest first. None is larger than the picture. The last one is
/// the picture's own size if that is not above the largest width; a width that is nearly that of the last one is left out.
#[must_use]
pub fn sizes(picture: Size, widths: &[u32]) -> Vec<Size> {
    let widest = widths.iter().copied().max().unwrap_or(picture.width).min(picture.width).max(1);
    let mut largest = picture.at_width(widest);
    if largest.height > LONGEST_SIDE {
        largest = Size { width: picture.turned().at_width(LONGEST_SIDE).height, height: LONGEST_SIDE };
    }
    let is_smaller = |width: &u32| u64::from(*width) * 10 <= u64::from(largest.width) * 9;
    let mut widths: Vec<u32> = widths.iter().copied().filter(|width| *width > 0 && is_smaller(width)).collect();
    widths.sort_unstable();
    widths.dedup();
    widths.into_iter().map(|width| picture.at_width(width)).chain([largest]).collect()
}

/// The size of link previews: 1.91 to 1, what social networks show.
const PREVIEW: Size = Size { width: 1200, height: 630 };

/// The size of the link preview of a picture of this size that is published at some widths: 1200 × 630, or the nearest that needs no
/// enlarging.
#[must_use]
pub fn preview_size(picture: Size, widths: &[u32]) -> Size {
    cut(sizes(picture, widths).pop().unwrap_or(picture)).1
}

/// The size to which a picture is scaled for its preview, and that of the part in its middle which is the preview.
pub(crate) fn cut(whole: Size) -> (Size, Size) {
    let by_width = whole.at_width(PREVIEW.width);
    let covering = if by_width.height >= PREVIEW.height {
        by_width
    } else {
        Size { width: whole.turned().at_width(PREVIEW.height).height, height: PREVIEW.height }
    };
    let scaled = if covering.width > whole.width { whole } else { covering };
    (scaled, Size { width: scaled.width.min(PREVIEW.width), height: scaled.height.min(PREVIEW.height) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_size_is_larger_than_the_picture() {
        let at = |width, height| {
            sizes(Size { width, height }, &[960, 240, 480, 1600, 480])
                .iter()
                .map(|it| (it.width, it.height))
                .collect::<Vec<_>>()
        };
        assert_eq!(at(4000, 3000), [(240, 180), (480, 360), (960, 720), (1600, 1200)]);
        assert_eq!(at(1200, 675), [(240, 135), (480, 270), (960, 540), (1200, 675)]);
        assert_eq!(at(1000, 500), [(240, 120), (480, 240), (1000, 500)], "960 would be nearly the same");
        assert_eq!(at(100, 1), [(100, 1)]);
        assert_eq!(at(1, 9), [(1, 9)]);
        assert_eq!(at(5000, 1), [(240, 1), (480, 1), (960, 1), (1600, 1)]);
        // A page on one long picture: no WebP is so high.
        assert_eq!(at(1000, 20_000), [(240, 4800), (480, 9600), (819, 16_383)]);
        assert_eq!(sizes(Size { width: 300, height: 200 }, &[]), [Size { width: 300, height: 200 }]);
    }
}
