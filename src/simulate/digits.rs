//! Numbers as text, without the formatting machinery: ten million rows hold a hundred million of them.

/// Appends `number`, with leading zeros up to `width` digits.
pub fn append_number(text: &mut Vec<u8>, mut number: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut start = digits.len();
    while number > 0 || start == digits.len() {
        start -= 1;
        digits[start] = b'0' + (number % 10) as u8;
        number /= 10;
    }
    let start = start.min(digits.len() - width.min(digits.len()));
    text.extend_from_slice(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use super::append_number;

    #[test]
    fn numbers_are_padded_but_never_cut() {
        #[track_caller]
        fn case(number: u64, width: usize, expected: &str) {
            let mut text = Vec::new();
            append_number(&mut text, number, width);
            assert_eq!(String::from_utf8(text).unwrap(), expected);
        }
        case(0, 1, "0");
        case(7, 2, "07");
        case(1234, 2, "1234");
        case(u64::MAX, 7, "18446744073709551615");
    }
}
