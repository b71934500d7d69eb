//! Codes for names while rows still arrive, and the sorted codes they turn into.

use rustc_hash::FxHashMap;

use crate::dimension::{Catalog, Dimension, Members};

/// The names met so far in every dimension, each with a code in order of arrival; 0 is Unassigned.
#[derive(Default)]
pub struct Names([Interner; Dimension::ALL.len()]);

#[derive(Default)]
struct Interner {
    codes: FxHashMap<String, u32>,
}

impl Names {
    /// The code of a name, a new one if it was not met before. A blank name is Unassigned.
    pub fn code(&mut self, dimension: Dimension, name: &str) -> u32 {
        if name.is_empty() || name == crate::dimension::UNASSIGNED {
            return crate::dimension::UNASSIGNED_CODE;
        }
        let codes = &mut self.0[dimension as usize].codes;
        if let Some(code) = codes.get(name) {
            return *code;
        }
        let code = codes.len() as u32 + 1;
        codes.insert(name.to_owned(), code);
        code
    }

    /// The members of every dimension, and the way from the codes given so far to theirs.
    pub fn into_catalog(self) -> (Catalog, Codes) {
        let catalog = Catalog::new(|dimension| {
            Members::new(self.0[dimension as usize].codes.keys().cloned())
        });
        let codes = Dimension::ALL.map(|dimension| {
            let arrived = &self.0[dimension as usize].codes;
            let members = catalog.members(dimension);
            let mut sorted = vec![0; arrived.len() + 1];
            for (name, code) in arrived {
                sorted[*code as usize] = members.code(name).expect("every name met is a member");
            }
            sorted
        });
        (catalog, Codes(codes))
    }
}

/// From codes in order of arrival to codes in natural order.
pub struct Codes([Vec<u32>; Dimension::ALL.len()]);

impl Codes {
    pub fn recode(&self, dimension: Dimension, code: &mut u32) {
        *code = self.0[dimension as usize][*code as usize];
    }
}
