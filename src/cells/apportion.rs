//! Splitting an amount over weights so that nothing is lost: largest remainder (Hamilton).

use std::collections::BTreeMap;

/// The shares of `total` in proportion to `weights`, in key order.
///
/// The shares are exact rationals rounded down, and the units left over go to the largest remainders, of
/// equals to the first key. They always add up to `total`. A negative total is split as its opposite.
/// Empty when no weight is above zero.
#[must_use]
pub fn apportion(total: i64, weights: &BTreeMap<u64, u64>) -> Vec<(u64, i64)> {
    let whole: u128 = weights.values().map(|weight| u128::from(*weight)).sum();
    if whole == 0 {
        return Vec::new();
    }
    let amount = u128::from(total.unsigned_abs());
    let mut shares: Vec<(u64, u128, u128)> = weights
        .iter()
        .map(|(key, weight)| {
            let product = amount * u128::from(*weight);
            (*key, product / whole, product % whole)
        })
        .collect();
    let placed: u128 = shares.iter().map(|(_, share, _)| share).sum();
    let mut by_remainder: Vec<usize> = (0..shares.len()).collect();
    // The sort is stable, so equal remainders stay in key order.
    by_remainder.sort_by_key(|place| std::cmp::Reverse(shares[*place].2));
    for place in by_remainder.into_iter().take((amount - placed) as usize) {
        shares[place].1 += 1;
    }
    let sign = total.signum();
    shares
        .into_iter()
        .filter(|(_, share, _)| *share > 0)
        .map(|(key, share, _)| (key, sign * share as i64))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(total: i64, weights: &[u64]) -> Vec<(u64, i64)> {
        apportion(
            total,
            &weights
                .iter()
                .enumerate()
                .map(|(key, weight)| (key as u64, *weight))
                .collect(),
        )
    }

    #[test]
    fn leftover_units_go_to_the_largest_remainders_and_then_the_first_keys() {
        // 100 over 1:1:1 is 33 1/3 each; the one left over goes to the first.
        assert_eq!(split(100, &[1, 1, 1]), [(0, 34), (1, 33), (2, 33)]);
        // 10 over 1:5:1 is 1.43, 7.14, 1.43; remainders 3/7, 1/7, 3/7.
        assert_eq!(split(10, &[1, 5, 1]), [(0, 2), (1, 7), (2, 1)]);
        assert_eq!(split(-100, &[1, 1, 1]), [(0, -34), (1, -33), (2, -33)]);
        assert_eq!(split(5, &[0, 3]), [(1, 5)]);
        assert_eq!(split(5, &[0, 0]), []);
    }

    proptest! {
        #[test]
        fn the_shares_add_up_and_none_is_off_by_a_unit(
            total in -1_000_000_000_000i64..1_000_000_000_000,
            weights in proptest::collection::vec(0u64..1_000_000_000_000, 1..50),
        ) {
            let whole: u128 = weights.iter().map(|weight| u128::from(*weight)).sum();
            let shares: BTreeMap<u64, i64> = split(total, &weights).into_iter().collect();
            prop_assert_eq!(shares.values().sum::<i64>(), if whole == 0 { 0 } else { total });
            for (key, weight) in weights.iter().enumerate().filter(|_| whole > 0) {
                let share = u128::from(shares.get(&(key as u64)).map_or(0, |share| share.unsigned_abs()));
                let exact = u128::from(total.unsigned_abs()) * u128::from(*weight);
                prop_assert!(share * whole <= exact + whole && exact <= share * whole + whole);
            }
        }
    }
}
