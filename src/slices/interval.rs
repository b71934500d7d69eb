//! How sure a ratio of sums is, influencers being what might have been others (METHODS 4.2).

use statrs::distribution::{ContinuousCDF, StudentsT};

/// Where a ratio lies with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// A ratio of sums over clusters, and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatioEstimate {
    pub ratio: f64,
    pub standard_error: f64,
    clusters: usize,
}

/// The upper end of the middle 95 %.
const UPPER: f64 = 0.975;

/// The ratio of the sums of `(over, under)` pairs, one a cluster, with its standard error by linearisation
/// (Cochran 1977, chapter 6). `None` for fewer than two clusters, or where there is nothing to divide by.
#[must_use]
pub fn ratio_of_clusters(pairs: &[(f64, f64)]) -> Option<RatioEstimate> {
    let [over, under] = pairs
        .iter()
        .fold([0.0, 0.0], |[a, b], (over, under)| [a + over, b + under]);
    if pairs.len() < 2 || under == 0.0 {
        return None;
    }
    let ratio = over / under;
    let count = pairs.len() as f64;
    let squares: f64 = pairs
        .iter()
        .map(|(over, under)| (over - ratio * under).powi(2))
        .sum();
    Some(RatioEstimate {
        ratio,
        standard_error: (count / (count - 1.0) * squares).sqrt() / under.abs(),
        clusters: pairs.len(),
    })
}

impl RatioEstimate {
    /// The interval on the logarithmic scale, by Student's t with a degree of freedom less than clusters. None
    /// for a ratio that is not above zero, which has no logarithm.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        if self.ratio <= 0.0 {
            return None;
        }
        let t = StudentsT::new(0.0, 1.0, self.clusters as f64 - 1.0)
            .expect("two clusters leave a degree of freedom")
            .inverse_cdf(UPPER);
        let factor = (t * self.standard_error / self.ratio).exp();
        Some(Interval {
            low: self.ratio / factor,
            high: self.ratio * factor,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ratios_leave_no_doubt() {
        let estimate = ratio_of_clusters(&[(2.0, 1.0), (4.0, 2.0), (6.0, 3.0)]).unwrap();
        assert_eq!((estimate.ratio, estimate.standard_error), (2.0, 0.0));
        assert_eq!(
            estimate.interval(),
            Some(Interval {
                low: 2.0,
                high: 2.0
            })
        );
    }

    #[test]
    fn the_interval_is_that_of_a_t_table() {
        // Ratio 2; residuals 1 and -1; standard error sqrt(2 x 2) / 2 = 1; t(1, 0.975) = 12.7062.
        let estimate = ratio_of_clusters(&[(3.0, 1.0), (1.0, 1.0)]).unwrap();
        assert_eq!((estimate.ratio, estimate.standard_error), (2.0, 1.0));
        let Interval { low, high } = estimate.interval().unwrap();
        let factor = (12.706_204_736 / 2.0_f64).exp();
        assert!((high / (2.0 * factor) - 1.0).abs() < 1e-6, "{high}");
        assert!((low * factor / 2.0 - 1.0).abs() < 1e-6, "{low}");
    }

    #[test]
    fn what_cannot_be_estimated_is_none() {
        assert_eq!(ratio_of_clusters(&[(1.0, 1.0)]), None);
        assert_eq!(ratio_of_clusters(&[(1.0, 0.0), (1.0, 0.0)]), None);
        let nothing = ratio_of_clusters(&[(0.0, 1.0), (0.0, 2.0)]).unwrap();
        assert_eq!(nothing.interval(), None);
    }
}
