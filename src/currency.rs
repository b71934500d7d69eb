//! Currencies by their ISO 4217 codes: how each is written, and how many digits its minor unit has.

use crate::money::MINOR_DIGITS;

/// A currency of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    pub code: &'static str,
    /// What stands before the digits; with a no-break space where it is a word.
    pub symbol: &'static str,
    /// Whether amounts are grouped in lakh and crore where no locale says otherwise.
    pub counts_in_lakh: bool,
}

/// Currencies whose minor unit is a hundredth, as money is counted here.
const KNOWN: [(&str, &str); 44] = [
    ("AED", "AED\u{a0}"),
    ("ARS", "AR$"),
    ("AUD", "A$"),
    ("BDT", "৳"),
    ("BRL", "R$"),
    ("CAD", "C$"),
    ("CHF", "CHF\u{a0}"),
    ("CNY", "CN¥"),
    ("COP", "COP\u{a0}"),
    ("CZK", "Kč\u{a0}"),
    ("DKK", "kr\u{a0}"),
    ("EGP", "E£"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("GHS", "GH₵"),
    ("HKD", "HK$"),
    ("HUF", "Ft\u{a0}"),
    ("IDR", "Rp\u{a0}"),
    ("ILS", "₪"),
    ("INR", "₹"),
    ("KES", "KSh\u{a0}"),
    ("LKR", "Rs\u{a0}"),
    ("MAD", "MAD\u{a0}"),
    ("MXN", "MX$"),
    ("MYR", "RM\u{a0}"),
    ("NGN", "₦"),
    ("NOK", "kr\u{a0}"),
    ("NPR", "Rs\u{a0}"),
    ("NZD", "NZ$"),
    ("PEN", "S/\u{a0}"),
    ("PHP", "₱"),
    ("PKR", "Rs\u{a0}"),
    ("PLN", "zł\u{a0}"),
    ("QAR", "QAR\u{a0}"),
    ("RON", "lei\u{a0}"),
    ("SAR", "SAR\u{a0}"),
    ("SEK", "kr\u{a0}"),
    ("SGD", "S$"),
    ("THB", "฿"),
    ("TRY", "₺"),
    ("TWD", "NT$"),
    ("UAH", "₴"),
    ("USD", "$"),
    ("ZAR", "R\u{a0}"),
];

const IN_LAKH: [&str; 5] = ["BDT", "INR", "LKR", "NPR", "PKR"];

/// Currencies that cannot be counted here, with the digits of their minor units.
const OTHER_DIGITS: [(u32, &[&str]); 3] = [
    (
        0,
        &[
            "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
            "VND", "VUV", "XAF", "XOF", "XPF",
        ],
    ),
    (3, &["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]),
    (4, &["CLF", "UYW"]),
];

impl Currency {
    /// The currency of a code.
    ///
    /// # Errors
    /// A sentence, when the code is not known, or its amounts are not counted in hundredths.
    pub fn of(code: &str) -> Result<Self, String> {
        if let Some((code, symbol)) = KNOWN.iter().find(|(known, _)| *known == code) {
            return Ok(Self {
                code,
                symbol,
                counts_in_lakh: IN_LAKH.contains(code),
            });
        }
        let other = OTHER_DIGITS.iter().find(|(_, codes)| codes.contains(&code));
        Err(match other {
            Some((digits, _)) => format!(
                "money.currency is `{code}`, whose amounts have {digits} decimals; roasbook counts money with {MINOR_DIGITS}, so its figures would be wrong"
            ),
            None => format!(
                "money.currency is `{code}`, which roasbook does not know; write a code such as INR, USD or EUR, or money.symbol instead"
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_one_currency() {
        let mut codes: Vec<&str> = KNOWN.iter().map(|(code, _)| *code).collect();
        codes.extend(OTHER_DIGITS.iter().flat_map(|(_, codes)| *codes));
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
        assert!(codes.iter().all(|code| code.len() == 3));
        assert!(IN_LAKH.iter().all(|code| Currency::of(code).is_ok()));
    }
}
