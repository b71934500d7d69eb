//! A cell of a workbook as the text a CSV would have.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

/// The text of a cell. Dates come as their number format says, numbers as the shortest text that reads back
/// the same, errors as the spreadsheet shows them.
pub fn text_of<'a>(cell: &'a DataRef<'_>) -> Cow<'a, str> {
    match cell {
        DataRef::Empty => "".into(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.as_str().into()
        }
        DataRef::SharedString(text) => (*text).into(),
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number.to_string().into(),
        DataRef::Bool(is_true) => if *is_true { "true" } else { "false" }.into(),
        DataRef::DateTime(moment) => text_of_moment(moment).into(),
        DataRef::Error(error) => error.to_string().into(),
    }
}

/// A day, a time of day, both, or a length of time.
fn text_of_moment(moment: &ExcelDateTime) -> String {
    /// From here on a serial number is a date after the year 9999.
    const END: f64 = 2_958_466.0;
    let serial = moment.as_f64();
    if !(0.0..END).contains(&serial) {
        return serial.to_string();
    }
    if moment.is_duration() {
        let seconds = (serial * 86_400.0).round() as u64;
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return format!("{hours}:{minutes:02}:{:02}", seconds % 60);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let mut time = format!("{hour:02}:{minute:02}:{second:02}");
    if milli > 0 {
        time += &format!(".{milli:03}");
    }
    match (serial < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => date,
        (false, _) => format!("{date}T{time}"),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    #[track_caller]
    fn case(cell: DataRef<'_>, expected: &str) {
        assert_eq!(text_of(&cell), expected);
    }

    #[test]
    fn numbers_are_the_shortest_text_that_reads_back_the_same() {
        case(DataRef::Float(42.0), "42");
        case(DataRef::Float(0.1 + 0.2), "0.30000000000000004");
        case(DataRef::Float(1234567.891), "1234567.891");
        case(DataRef::Float(1e21), "1000000000000000000000");
        case(DataRef::Float(-0.000_000_5), "-0.0000005");
        case(DataRef::Int(-7), "-7");
    }

    #[test]
    fn dates_are_days_or_days_with_a_time() {
        let moment = |serial, kind| DataRef::DateTime(ExcelDateTime::new(serial, kind, false));
        let date = |serial| moment(serial, ExcelDateTimeType::DateTime);
        case(date(45_860.0), "2025-07-22");
        case(
            date(45_860.0 + (8.0 * 3600.0 + 55.0 * 60.0 + 31.0) / 86_400.0),
            "2025-07-22T08:55:31",
        );
        case(date(45_860.5 + 0.25 / 86_400.0), "2025-07-22T12:00:00.250");
        case(date(0.5), "12:00:00");
        case(date(61.0), "1900-03-01");
        case(date(-1.5), "-1.5");
        case(date(3e9), "3000000000");
        case(moment(1.5, ExcelDateTimeType::TimeDelta), "36:00:00");
        let epoch_of_1904 = ExcelDateTime::new(44_398.0, ExcelDateTimeType::DateTime, true);
        case(DataRef::DateTime(epoch_of_1904), "2025-07-22");
    }

    #[test]
    fn every_second_of_a_day_is_that_second() {
        for second in 0..86_400_u32 {
            let serial = 45_860.0 + f64::from(second) / 86_400.0;
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false);
            let time = match (second / 3600, second / 60 % 60, second % 60) {
                (0, 0, 0) => String::new(),
                (hours, minutes, seconds) => format!("T{hours:02}:{minutes:02}:{seconds:02}"),
            };
            assert_eq!(text_of_moment(&moment), format!("2025-07-22{time}"));
        }
    }

    #[test]
    fn errors_and_truths_are_what_the_spreadsheet_shows() {
        case(DataRef::Error(CellErrorType::NA), "#N/A");
        case(DataRef::Error(CellErrorType::Div0), "#DIV/0!");
        case(DataRef::Bool(true), "true");
        case(DataRef::Empty, "");
    }
}
