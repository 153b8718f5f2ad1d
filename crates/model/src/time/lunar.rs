//! Dates of Vietnam's lunar calendar (âm lịch).
//!
//! Months begin on the day of the new moon at UTC+7, so some days differ from the Chinese calendar, which is that of UTC+8: Tết 2030 is on
//! 2 February in Vietnam and on 3 February in China. The dates are a table, because what computes them needs floats and would add
//! kilobytes to the wasm; a test computes each of them from new moons and solar terms.

use super::Day;
use super::calendar::days_from_civil;

/// A day of the lunar calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LunarDate {
    /// The day of the month, 1 to 30.
    pub day: u8,
    /// The month, 1 to 12.
    pub month: u8,
    /// Whether it is the leap month (tháng nhuận) that follows the month of this number.
    pub is_leap: bool,
    /// The lunar year: that of the solar calendar from Tết on, the one before it until then.
    pub year: i64,
}

/// The first lunar year of [`YEARS`]: that of the first days of 2000.
const FIRST_YEAR: i64 = 1999;
/// A number for each lunar year. Its bits, from the lowest: 13 that are set for months of 30 days, in their order with the leap month
/// among them; from bit 16 four with the month behind which the leap month stands, or 0; from bit 20 the days from 1 January to Tết.
#[rustfmt::skip]
const YEARS: [u32; 52] = [
    0x2e0_0749, 0x230_0693, 0x174_152b, 0x2a0_052b, 0x1f0_0a5b, 0x152_155a, 0x270_056a, 0x1c7_0b65,
    0x2f0_0ba5, 0x250_0d49, 0x195_1a95, 0x2c0_0a95, 0x210_052d, 0x164_0aad, 0x280_0ab5, 0x1e9_15aa,
    0x310_05d2, 0x260_0da5, 0x1b6_1d4a, 0x2e0_0e4a, 0x230_0c96, 0x184_192e, 0x2a0_0556, 0x1f0_0ab5,
    0x152_15b2, 0x280_06d2, 0x1c6_0ea5, 0x2f0_0725, 0x240_064b, 0x195_0c97, 0x2b0_04ab, 0x200_055b,
    0x163_0ada, 0x290_0b6a, 0x1eb_1752, 0x310_0b92, 0x260_0b25, 0x1b6_1a4b, 0x2d0_0a4d, 0x220_04ad,
    0x175_095b, 0x2a0_05ad, 0x1f0_0baa, 0x152_1b52, 0x280_0d92, 0x1d7_1d25, 0x2f0_0d25, 0x240_0a55,
    0x195_14ad, 0x2c0_04b6, 0x200_06b5, 0x163_0daa,
];

impl LunarDate {
    /// The lunar date of a day from 2000 to 2050; `None` for any other.
    #[must_use]
    pub fn of(day: Day) -> Option<Self> {
        let (solar_year, _, _, of_year) = day.in_year();
        if solar_year <= FIRST_YEAR {
            return None;
        }
        // The table ends with 2050, which is asked for also where the day is before Tết.
        let is_before_tet = of_year < tet(solar_year)?;
        let year = if is_before_tet { solar_year - 1 } else { solar_year };
        let (bits, tet) = (bits(year)?, tet(year)?);
        let mut rest = of_year + days_from_civil(solar_year, 1, 1) - days_from_civil(year, 1, 1) - tet;
        let leap = bits >> 16 & 15;
        let mut place = 0;
        loop {
            let length = 29 + i64::from(bits >> place & 1);
            if rest < length {
                break;
            }
            rest -= length;
            place += 1;
        }
        let is_behind_leap = leap != 0 && place >= leap;
        let month = if is_behind_leap { place } else { place + 1 };
        Some(Self { day: rest as u8 + 1, month: month as u8, is_leap: is_behind_leap && place == leap, year })
    }
}

/// How many days after 1 January Tết is, the first day of a lunar year; `None` outside of the table.
pub(super) fn tet(year: i64) -> Option<i64> {
    bits(year).map(|bits| i64::from(bits >> 20))
}

fn bits(year: i64) -> Option<u32> {
    usize::try_from(year - FIRST_YEAR).ok().and_then(|place| YEARS.get(place)).copied()
}

#[cfg(test)]
mod tests;
