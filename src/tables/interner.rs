//! Codes for names while rows still arrive, and the sorted codes they turn into.

use rustc_hash::FxHashMap;

use crate::dimension::{Catalog, Dimension, Members, UNASSIGNED, UNASSIGNED_CODE};

/// The names met so far in every dimension, each with a code in order of arrival; 0 is Unassigned.
#[derive(Default)]
pub struct Names([Interner; Dimension::ALL.len()]);

#[derive(Default)]
struct Interner {
    codes: FxHashMap<String, u32>,
    /// Codes of names that stand for another, with that one's.
    stands_for: FxHashMap<u32, u32>,
}

impl Interner {
    /// The code that a code stands for in the end.
    fn meant(&self, mut code: u32) -> u32 {
        while let Some(into) = self.stands_for.get(&code) {
            code = *into;
        }
        code
    }
}

/// What rows have codes of, translated when the names of their part come to those of the whole.
pub trait Coded {
    /// Makes room for so many rows at once, where there will be many.
    fn reserve(&mut self, _rows: usize) {}

    fn recode(&mut self, codes: &Codes);
}

impl<T: Coded> Coded for Vec<T> {
    fn recode(&mut self, codes: &Codes) {
        self.iter_mut().for_each(|row| row.recode(codes));
    }
}

/// What begins a name that is known to be no id: rows that say only who, not which id.
const BY_NAME: char = '\u{0}';

impl Names {
    /// The code of a name, a new one if it was not met before. A blank name is Unassigned.
    pub fn code(&mut self, dimension: Dimension, name: &str) -> u32 {
        if name.is_empty() || name == UNASSIGNED {
            return UNASSIGNED_CODE;
        }
        let codes = &mut self.0[dimension as usize].codes;
        if let Some(code) = codes.get(name) {
            return *code;
        }
        let code = codes.len() as u32 + 1;
        codes.insert(name.to_owned(), code);
        code
    }

    /// The code of the influencer a row belongs to: by id, else by name, else Unassigned. What a name stands for is
    /// found out when all influencers are known ([`super::ids`]).
    pub fn influencer(&mut self, id: &str, name: impl FnOnce() -> String) -> u32 {
        if !id.is_empty() {
            return self.code(Dimension::Influencer, id);
        }
        let name = name();
        if name.is_empty() {
            return UNASSIGNED_CODE;
        }
        self.code(Dimension::Influencer, &format!("{BY_NAME}{name}"))
    }

    /// Takes the names of a part in; gives the codes they have here.
    pub fn absorb(&mut self, part: Self) -> Codes {
        let mut dimension = Dimension::ALL.into_iter();
        Codes(part.0.map(|arrived| {
            let dimension = dimension.next().expect("there is one interner a dimension");
            let mut codes = vec![UNASSIGNED_CODE; arrived.codes.len() + 1];
            for (name, code) in arrived.codes {
                codes[code as usize] = self.code(dimension, &name);
            }
            codes
        }))
    }

    /// The name of a code.
    #[must_use]
    pub fn name(&self, dimension: Dimension, code: u32) -> String {
        let mut met = self.met(dimension);
        let name = met.find(|(_, met)| *met == code);
        name.map_or_else(|| UNASSIGNED.to_owned(), |(name, _)| name.to_owned())
    }

    /// The names of a dimension with their codes, in no order. Those that say who without an id begin with
    /// a mark that [`by_name`] takes off.
    pub fn met(&self, dimension: Dimension) -> impl Iterator<Item = (&str, u32)> {
        let codes = &self.0[dimension as usize].codes;
        codes.iter().map(|(name, code)| (name.as_str(), *code))
    }

    /// From here on a code stands for another of its dimension, and its name is no member. Nothing happens where the
    /// other stands for it already.
    pub fn merge(&mut self, dimension: Dimension, code: u32, into: u32) {
        let interner = &mut self.0[dimension as usize];
        let into = interner.meant(into);
        if into != code {
            interner.stands_for.insert(code, into);
        }
    }

    /// The members of every dimension, and the way from the codes given so far to theirs.
    pub fn into_catalog(self) -> (Catalog, Codes) {
        let is_member = |interner: &Interner, code: &u32| !interner.stands_for.contains_key(code);
        let catalog = Catalog::new(|dimension| {
            let interner = &self.0[dimension as usize];
            let members = interner.codes.iter();
            Members::new(
                members
                    .filter(|(_, code)| is_member(interner, code))
                    .map(|(name, _)| name.clone()),
            )
        });
        let codes = Dimension::ALL.map(|dimension| {
            let interner = &self.0[dimension as usize];
            let members = catalog.members(dimension);
            let mut sorted = vec![UNASSIGNED_CODE; interner.codes.len() + 1];
            for (name, code) in &interner.codes {
                if is_member(interner, code) {
                    sorted[*code as usize] =
                        members.code(name).expect("every name met is a member");
                }
            }
            for (code, into) in &interner.stands_for {
                sorted[*code as usize] = sorted[interner.meant(*into) as usize];
            }
            sorted
        });
        (catalog, Codes(codes))
    }
}

/// The name of somebody whose id a row does not say; `None` for an id.
#[must_use]
pub fn by_name(met: &str) -> Option<&str> {
    met.strip_prefix(BY_NAME)
}

/// From codes in order of arrival to others.
pub struct Codes([Vec<u32>; Dimension::ALL.len()]);

impl Codes {
    pub fn recode(&self, dimension: Dimension, code: &mut u32) {
        *code = self.0[dimension as usize][*code as usize];
    }
}
