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

/// Further ways that files write a currency, and the currencies each may stand for, the likeliest first. Longer
/// ones come before what they begin with.
const SPELLINGS: [(&str, &[&str]); 14] = [
    ("₹", &["INR"]),
    ("Rs.", IN_RUPEES),
    ("Rs", IN_RUPEES),
    ("$", IN_DOLLARS),
    ("US$", &["USD"]),
    ("CA$", &["CAD"]),
    ("AU$", &["AUD"]),
    ("kr.", IN_KRONOR),
    ("kr", IN_KRONOR),
    ("¥", &["CNY", "JPY"]),
    ("Rupees", IN_RUPEES),
    ("Rupee", IN_RUPEES),
    ("Dollars", IN_DOLLARS),
    ("Euros", &["EUR"]),
];

const IN_RUPEES: &[&str] = &["INR", "PKR", "LKR", "NPR"];
const IN_KRONOR: &[&str] = &["SEK", "NOK", "DKK"];
const IN_DOLLARS: &[&str] = &[
    "USD", "ARS", "AUD", "CAD", "CLP", "COP", "HKD", "MXN", "NZD", "SGD", "TWD",
];

/// A currency as a cell names it: by a symbol, a code or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrencySign {
    /// The sign as this list spells it: `₹`, `Rs`, `INR`.
    pub spelling: &'static str,
    /// The code of the currency it most likely stands for.
    pub code: &'static str,
}

impl CurrencySign {
    /// The sign that a text begins with, and what follows it. Words count in any case.
    #[must_use]
    pub fn at_start(text: &str) -> Option<(Self, &str)> {
        let spelled = SPELLINGS
            .iter()
            .map(|(spelling, codes)| (*spelling, codes[0]));
        let symbols = KNOWN
            .iter()
            .map(|(code, symbol)| (symbol.trim_end(), *code));
        let known = KNOWN.iter().map(|(code, _)| (*code, *code));
        let others = OTHER_DIGITS
            .iter()
            .flat_map(|(_, codes)| codes.iter().map(|code| (*code, *code)));
        spelled
            .chain(known)
            .chain(symbols)
            .chain(others)
            .find_map(|(spelling, code)| {
                let rest = after_spelling(text, spelling)?;
                Some((Self { spelling, code }, rest))
            })
    }

    /// Whether the sign can stand for the currency of that code: `$` is the sign of many.
    #[must_use]
    pub fn may_be(self, code: &str) -> bool {
        match SPELLINGS.iter().find(|(one, _)| *one == self.spelling) {
            Some((_, codes)) => codes.contains(&code),
            None => self.code == code,
        }
    }
}

/// What follows a sign at the start of a text. A word ends where its letters end, and one letter counts only as
/// it is spelled.
fn after_spelling<'a>(text: &'a str, spelling: &str) -> Option<&'a str> {
    // Most of the list falls here.
    let (first, of_spelling) = (text.as_bytes().first()?, spelling.as_bytes().first()?);
    if !first.eq_ignore_ascii_case(of_spelling) {
        return None;
    }
    let (start, rest) = text.split_at_checked(spelling.len())?;
    let is_it = match spelling.len() {
        1 => start == spelling,
        _ => start.eq_ignore_ascii_case(spelling),
    };
    let goes_on = spelling.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic);
    (is_it && !goes_on).then_some(rest)
}

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

    #[test]
    fn every_currency_is_known_by_its_code_and_its_symbol() {
        for (code, symbol) in KNOWN {
            for spelling in [code, &code.to_lowercase(), symbol.trim_end()] {
                let text = format!("{spelling} 500");
                let (sign, rest) = CurrencySign::at_start(&text).expect(spelling);
                assert!(sign.may_be(code), "{spelling} is {sign:?}");
                assert_eq!(rest, " 500");
            }
        }
    }

    #[test]
    fn a_sign_that_many_currencies_share_may_be_any_of_them() {
        let sign = |text| CurrencySign::at_start(text).map(|(sign, _)| sign);
        let dollar = sign("$5").unwrap();
        assert!(dollar.may_be("USD") && dollar.may_be("SGD") && !dollar.may_be("INR"));
        let rupees = sign("RS. 5").unwrap();
        assert_eq!((rupees.spelling, rupees.code), ("Rs.", "INR"));
        assert!(rupees.may_be("LKR"));
        assert!(!sign("₹5").unwrap().may_be("LKR"));
        assert_eq!(sign("R$5").unwrap().code, "BRL");
        assert_eq!(sign("R5").unwrap().code, "ZAR");
        for text in ["", "5", "r5", "Rsx", "INRs", "é", "k"] {
            assert_eq!(sign(text), None, "{text}");
        }
    }
}
