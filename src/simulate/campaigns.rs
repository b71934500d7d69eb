//! The campaigns, which come back every year: each brand always posts for exactly one.

use chrono::{Datelike, NaiveDate};

use super::brand::Brand;

/// Days on which a post still brings visitors. A campaign takes new posts until the brand's next one starts and its
/// links stay open this long after, so two campaigns of a brand overlap while one hands over to the other.
pub const LINK_LIFE_DAYS: usize = 21;

pub struct Campaign {
    pub name: &'static str,
    /// Month and day of the first post.
    opens: (u32, u32),
}

impl Brand {
    /// In the order in which they open within a year.
    fn campaigns(self) -> &'static [Campaign] {
        match self {
            Brand::MuscleBlaze => MUSCLEBLAZE,
            Brand::HkVitals => HKVITALS,
            Brand::Gritzo => GRITZO,
        }
    }

    /// The campaign that takes new posts on `date`.
    pub fn campaign_on(self, date: NaiveDate) -> &'static Campaign {
        let campaigns = self.campaigns();
        let today = (date.month(), date.day());
        campaigns
            .iter()
            .rfind(|campaign| campaign.opens <= today)
            .unwrap_or(&campaigns[campaigns.len() - 1])
    }
}

const fn campaign(name: &'static str, month: u32, day: u32) -> Campaign {
    Campaign {
        name,
        opens: (month, day),
    }
}

const MUSCLEBLAZE: &[Campaign] = &[
    campaign("MB_SummerCut", 2, 21),
    campaign("MB_MonsoonBulk", 7, 1),
    campaign("MB_NewYearShred", 11, 1),
];

const HKVITALS: &[Campaign] = &[
    campaign("HKV_SummerReset", 3, 16),
    campaign("HKV_GlowUp", 7, 1),
    campaign("HKV_WinterImmunity", 11, 16),
];

const GRITZO: &[Campaign] = &[
    campaign("Gritzo_HolidayHeroes", 4, 1),
    campaign("Gritzo_TallStory", 7, 1),
    campaign("Gritzo_ExamReady", 12, 1),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_opens_on_its_day_and_runs_over_new_year() {
        #[track_caller]
        fn case(month: u32, day: u32, expected: &str) {
            let date = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
            assert_eq!(Brand::MuscleBlaze.campaign_on(date).name, expected);
        }
        case(1, 1, "MB_NewYearShred");
        case(2, 20, "MB_NewYearShred");
        case(2, 21, "MB_SummerCut");
        case(7, 1, "MB_MonsoonBulk");
        case(12, 31, "MB_NewYearShred");
    }
}
