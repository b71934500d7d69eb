//! A value of a Parquet column as the text a CSV would have.

use std::io::Write;

use chrono::{DateTime, NaiveDateTime, NaiveTime, Utc};
use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as PhysicalType};
use parquet::data_type::Int96;
use parquet::schema::types::ColumnDescriptor;

/// What the values of a column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// What the type says, and nothing more.
    Plain,
    Unsigned,
    Day,
    /// So many of a second's parts since 1970, or since midnight.
    Moment(i64),
    TimeOfDay(i64),
    /// So many decimals.
    Decimal(u32),
    Uuid,
}

impl Reading {
    pub fn of(column: &ColumnDescriptor) -> Self {
        let parts = |unit: &TimeUnit| match unit {
            TimeUnit::MILLIS => 1_000,
            TimeUnit::MICROS => 1_000_000,
            TimeUnit::NANOS => 1_000_000_000,
        };
        match column.logical_type_ref() {
            Some(LogicalType::Timestamp(moment)) => return Self::Moment(parts(&moment.unit)),
            Some(LogicalType::Time(time)) => return Self::TimeOfDay(parts(&time.unit)),
            Some(LogicalType::Uuid) => return Self::Uuid,
            _ => {}
        }
        match column.converted_type() {
            ConvertedType::DATE => Self::Day,
            ConvertedType::TIMESTAMP_MILLIS => Self::Moment(1_000),
            ConvertedType::TIMESTAMP_MICROS => Self::Moment(1_000_000),
            ConvertedType::TIME_MILLIS => Self::TimeOfDay(1_000),
            ConvertedType::TIME_MICROS => Self::TimeOfDay(1_000_000),
            ConvertedType::UINT_8
            | ConvertedType::UINT_16
            | ConvertedType::UINT_32
            | ConvertedType::UINT_64 => Self::Unsigned,
            ConvertedType::DECIMAL => match u32::try_from(column.type_scale()) {
                Ok(decimals) if decimals <= MOST_DECIMALS => Self::Decimal(decimals),
                _ => Self::Plain,
            },
            _ => Self::Plain,
        }
    }

    /// Whether values of the column are numbers with decimals, as which they are kept.
    pub fn has_decimals(self, kept_as: PhysicalType) -> bool {
        matches!(self, Self::Decimal(_))
            || matches!(kept_as, PhysicalType::FLOAT | PhysicalType::DOUBLE)
    }

    pub fn truth(self, value: bool, text: &mut Vec<u8>) {
        put(text, format_args!("{value}"));
    }

    /// A whole number of 32 bits, or what is kept as one.
    pub fn whole_32(self, value: i32, text: &mut Vec<u8>) {
        match self {
            Self::Unsigned => put(text, format_args!("{}", value as u32)),
            _ => self.whole(value.into(), text),
        }
    }

    /// A whole number of 64 bits, or what is kept as one. A day or moment beyond all calendars stays a
    /// number.
    pub fn whole(self, value: i64, text: &mut Vec<u8>) {
        let moment = match self {
            Self::Day => value
                .checked_mul(86_400)
                .and_then(|seconds| DateTime::from_timestamp(seconds, 0)),
            Self::Moment(parts) => moment(value, parts),
            _ => None,
        };
        let time = match self {
            Self::TimeOfDay(parts) => moment_of_day(value, parts),
            _ => None,
        };
        match (self, moment, time) {
            (_, Some(moment), _) => put_moment(text, moment.naive_utc()),
            (_, _, Some(time)) => put(text, format_args!("{time:?}")),
            (Self::Decimal(decimals), ..) => put_decimal(text, value.into(), decimals),
            (Self::Unsigned, ..) => put(text, format_args!("{}", value as u64)),
            _ => put(text, format_args!("{value}")),
        }
    }

    /// A moment as programs of the last decade wrote it, in 96 bits.
    pub fn old_moment(self, value: &Int96, text: &mut Vec<u8>) {
        let micros = value.to_micros();
        match moment(micros, 1_000_000) {
            Some(moment) => put_moment(text, moment.naive_utc()),
            None => put(text, format_args!("{micros}")),
        }
    }

    pub fn single(self, value: f32, text: &mut Vec<u8>) {
        if !value.is_nan() {
            put(text, format_args!("{value}"));
        }
    }

    /// Data frames say NaN where there is nothing, and so it is blank.
    pub fn double(self, value: f64, text: &mut Vec<u8>) {
        if !value.is_nan() {
            put(text, format_args!("{value}"));
        }
    }

    /// Text as it is, or what is kept as bytes. What cannot be told is shown as bytes, so that it is
    /// reported rather than lost.
    pub fn bytes(self, value: &[u8], text: &mut Vec<u8>) {
        match self {
            Self::Decimal(decimals) => match whole_of(value) {
                Some(whole) => put_decimal(text, whole, decimals),
                None => put_hex(text, value),
            },
            Self::Uuid => put_hex(text, value),
            _ => text.extend_from_slice(value),
        }
    }
}

/// 256 bits have no more.
const MOST_DECIMALS: u32 = 76;

fn put(text: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("memory takes everything");
}

fn moment(value: i64, parts: i64) -> Option<DateTime<Utc>> {
    let nanos = value.rem_euclid(parts) * (1_000_000_000 / parts);
    DateTime::from_timestamp(value.div_euclid(parts), u32::try_from(nanos).ok()?)
}

fn moment_of_day(value: i64, parts: i64) -> Option<NaiveTime> {
    let moment = moment(value, parts)?;
    (0..86_400)
        .contains(&moment.timestamp())
        .then(|| moment.time())
}

/// A moment at midnight is a day: data frames have no days of their own.
fn put_moment(text: &mut Vec<u8>, moment: NaiveDateTime) {
    if moment.time() == NaiveTime::MIN {
        put(text, format_args!("{:?}", moment.date()));
    } else {
        put(text, format_args!("{moment:?}"));
    }
}

/// A whole number with its highest byte first; `None` beyond 128 bits.
fn whole_of(bytes: &[u8]) -> Option<i128> {
    let is_negative = bytes.first()? & 0x80 != 0;
    let filler = if is_negative { 0xFF } else { 0 };
    let (spare, low) = bytes.split_at(bytes.len().saturating_sub(16));
    if spare.iter().any(|byte| *byte != filler) || (low[0] & 0x80 != 0) != is_negative {
        return None;
    }
    let mut whole = [filler; 16];
    whole[16 - low.len()..].copy_from_slice(low);
    Some(i128::from_be_bytes(whole))
}

fn put_decimal(text: &mut Vec<u8>, whole: i128, decimals: u32) {
    let digits = format!("{:0>1$}", whole.unsigned_abs(), decimals as usize + 1);
    let (units, parts) = digits.split_at(digits.len() - decimals as usize);
    let sign = if whole < 0 { "-" } else { "" };
    let point = if parts.is_empty() { "" } else { "." };
    put(text, format_args!("{sign}{units}{point}{parts}"));
}

fn put_hex(text: &mut Vec<u8>, bytes: &[u8]) {
    for byte in bytes {
        put(text, format_args!("{byte:02x}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(write: impl FnOnce(&mut Vec<u8>), expected: &str) {
        let mut text = Vec::new();
        write(&mut text);
        assert_eq!(String::from_utf8(text).expect("UTF-8"), expected);
    }

    #[test]
    fn days_and_moments_are_as_a_csv_has_them() {
        case(|text| Reading::Day.whole(20_291, text), "2025-07-22");
        case(|text| Reading::Day.whole(-1, text), "1969-12-31");
        case(
            |text| Reading::Day.whole(i64::MAX, text),
            "9223372036854775807",
        );
        let seconds = 1_753_174_531;
        for (parts, fraction) in [
            (1_000, ".250"),
            (1_000_000, ".250"),
            (1_000_000_000, ".250"),
        ] {
            let reading = Reading::Moment(parts);
            case(
                |text| reading.whole(seconds * parts, text),
                "2025-07-22T08:55:31",
            );
            case(
                |text| reading.whole(seconds * parts + parts / 4, text),
                &format!("2025-07-22T08:55:31{fraction}"),
            );
            case(
                |text| reading.whole(20_291 * 86_400 * parts, text),
                "2025-07-22",
            );
        }
        case(
            |text| Reading::Moment(1_000).whole(-1, text),
            "1969-12-31T23:59:59.999",
        );
        case(
            |text| Reading::Moment(1_000).whole(i64::MIN, text),
            "-9223372036854775808",
        );
        let mut old = Int96::new();
        let nanos = (8_u64 * 3600 + 55 * 60 + 31) * 1_000_000_000;
        old.set_data(nanos as u32, (nanos >> 32) as u32, 2_440_588 + 20_291);
        case(
            |text| Reading::Plain.old_moment(&old, text),
            "2025-07-22T08:55:31",
        );
    }

    #[test]
    fn times_of_day_have_no_day() {
        case(
            |text| Reading::TimeOfDay(1_000).whole(32_131_000, text),
            "08:55:31",
        );
        case(|text| Reading::TimeOfDay(1_000).whole(-1, text), "-1");
        case(
            |text| Reading::TimeOfDay(1_000_000).whole(86_400_000_000, text),
            "86400000000",
        );
    }

    #[test]
    fn decimals_are_exact() {
        case(|text| Reading::Decimal(2).whole(123_456, text), "1234.56");
        case(|text| Reading::Decimal(2).whole(-5, text), "-0.05");
        case(|text| Reading::Decimal(0).whole(7, text), "7");
        case(
            |text| Reading::Decimal(2).bytes(&[0xFF, 0x85], text),
            "-1.23",
        );
        case(|text| Reading::Decimal(2).bytes(&[0x7B], text), "1.23");
        let wide: Vec<u8> = [vec![0; 20], 123_456_789_i64.to_be_bytes().to_vec()].concat();
        case(|text| Reading::Decimal(4).bytes(&wide, text), "12345.6789");
        let beyond = [vec![1], vec![0; 16]].concat();
        case(
            |text| Reading::Decimal(4).bytes(&beyond, text),
            "0100000000000000000000000000000000",
        );
        case(|text| Reading::Decimal(4).bytes(&[], text), "");
        let most = i128::MAX.to_be_bytes();
        case(
            |text| Reading::Decimal(0).bytes(&most, text),
            "170141183460469231731687303715884105727",
        );
    }

    #[test]
    fn numbers_are_the_shortest_text_and_what_is_none_is_blank() {
        case(|text| Reading::Plain.double(42.0, text), "42");
        case(
            |text| Reading::Plain.double(0.1 + 0.2, text),
            "0.30000000000000004",
        );
        case(|text| Reading::Plain.single(0.1, text), "0.1");
        case(|text| Reading::Plain.double(f64::NAN, text), "");
        case(|text| Reading::Plain.single(f32::NAN, text), "");
        case(|text| Reading::Unsigned.whole_32(-1, text), "4294967295");
        case(
            |text| Reading::Unsigned.whole(-1, text),
            "18446744073709551615",
        );
        case(|text| Reading::Plain.whole_32(-1, text), "-1");
        case(|text| Reading::Plain.truth(true, text), "true");
    }
}
