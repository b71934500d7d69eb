//! Times of day, which follow days in exports. Nothing here uses them: a day is the day as written.

/// Whether the text is a time of day, with or without seconds, a fraction, AM or PM, and a zone: `08:55`,
/// `08:55:31.048671`, `2:05 PM`, `08:55:31Z`, `23:59:59+05:30`, `08:55:31 GMT+0530 (India Standard Time)`.
#[must_use]
pub fn is_time_of_day(text: &[u8]) -> bool {
    after_clock(text).is_some_and(|rest| is_zone(after_half_of_day(rest)))
}

/// What follows hours and minutes, and seconds where there are any.
fn after_clock(text: &[u8]) -> Option<&[u8]> {
    let (hours, rest) = match text {
        [hours, b':', rest @ ..] => (digit(*hours)?, rest),
        [tens, ones, b':', rest @ ..] => (digit(*tens)? * 10 + digit(*ones)?, rest),
        _ => return None,
    };
    let (minutes, rest) = two_digits(rest)?;
    if hours > 24 || minutes > 59 {
        return None;
    }
    let Some(rest) = rest.strip_prefix(b":") else {
        return Some(rest);
    };
    let (seconds, rest) = two_digits(rest)?;
    // A leap second is the sixtieth.
    if seconds > 60 {
        return None;
    }
    let [b'.' | b',', fraction @ ..] = rest else {
        return Some(rest);
    };
    let digits = fraction
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    (digits > 0).then(|| &fraction[digits..])
}

/// What follows AM or PM, or everything where neither is there.
fn after_half_of_day(text: &[u8]) -> &[u8] {
    match text.trim_ascii_start() {
        [b'a' | b'A' | b'p' | b'P', b'm' | b'M', rest @ ..] => rest,
        _ => text,
    }
}

/// Whether the text is nothing, or a zone: `Z`, `+0530`, `IST`, `GMT+0530 (India Standard Time)`.
fn is_zone(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let remark = text.iter().position(|byte| matches!(byte, b'(' | b'['));
    let text = match (remark, text.last()) {
        (Some(start), Some(b')' | b']')) => text[..start].trim_ascii_end(),
        _ => text,
    };
    let name = text.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let offset = &text[name.count()..];
    match offset {
        [] => text.len() <= 5,
        [b'+' | b'-', h, i, minutes @ ..] => {
            let minutes = minutes.strip_prefix(b":").unwrap_or(minutes);
            [h, i].into_iter().all(u8::is_ascii_digit)
                && matches!(minutes.len(), 0 | 2)
                && minutes.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}

fn two_digits(text: &[u8]) -> Option<(u32, &[u8])> {
    match text {
        [tens, ones, rest @ ..] => Some((digit(*tens)? * 10 + digit(*ones)?, rest)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_may_have_seconds_fractions_halves_of_the_day_and_zones() {
        for text in [
            "08:55",
            "8:55",
            "08:55:31",
            "08:55:31.048671",
            "08:55:31,048",
            "08:55Z",
            "08:55:31z",
            "08:55:31+05:30",
            "08:55:31 +0530",
            "08:55:31-07",
            "08:55:31 UTC",
            "08:55:31 IST",
            "2:05 PM",
            "2:05pm",
            "02:05:31 am",
            "2:05 PM IST",
            "08:55:31 GMT+0530 (India Standard Time)",
            "08:55:31+05:30[Asia/Kolkata]",
            "23:59:60",
            "24:00",
        ] {
            assert!(is_time_of_day(text.as_bytes()), "{text}");
        }
        for text in [
            "",
            "8",
            "08",
            "0855",
            "25:00",
            "08:60",
            "08:5",
            "08:55:61",
            "08:55:3",
            "08:55:31.",
            "08:55 noonish",
            "08:55+5",
            "08:55+05:3",
            "108:55",
            "noon",
            "08:55 (",
        ] {
            assert!(!is_time_of_day(text.as_bytes()), "{text}");
        }
    }
}
