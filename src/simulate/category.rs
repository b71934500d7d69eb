use rand::Rng;

use super::brand::Brand;
use super::draws::{choose_at, pick_weighted};
use super::names::Gender;

#[derive(Clone, Copy)]
pub enum Category {
    Fitness,
    Wellness,
    Nutrition,
    Bodybuilding,
    Lifestyle,
    Parenting,
}

impl Category {
    /// The category at `point` in 0..1, by its share among influencers.
    pub fn at(point: f64) -> Category {
        let shares = [
            (Category::Fitness, 0.27),
            (Category::Lifestyle, 0.20),
            (Category::Nutrition, 0.16),
            (Category::Wellness, 0.14),
            (Category::Bodybuilding, 0.12),
            (Category::Parenting, 0.11),
        ];
        choose_at(point, &shares)
    }

    pub fn name(self) -> &'static str {
        match self {
            Category::Fitness => "Fitness",
            Category::Wellness => "Wellness",
            Category::Nutrition => "Nutrition",
            Category::Bodybuilding => "Bodybuilding",
            Category::Lifestyle => "Lifestyle",
            Category::Parenting => "Parenting",
        }
    }

    /// Whom a brand hires: the audience has to want the product.
    pub fn draw_brand(self, rng: &mut impl Rng) -> Brand {
        let [muscleblaze, hkvitals, gritzo] = match self {
            Category::Fitness => [0.80, 0.17, 0.03],
            Category::Wellness => [0.10, 0.80, 0.10],
            Category::Nutrition => [0.28, 0.30, 0.42],
            Category::Bodybuilding => [0.94, 0.06, 0.00],
            Category::Lifestyle => [0.18, 0.72, 0.10],
            Category::Parenting => [0.00, 0.14, 0.86],
        };
        let affinities = [
            (Brand::MuscleBlaze, muscleblaze),
            (Brand::HkVitals, hkvitals),
            (Brand::Gritzo, gritzo),
        ];
        pick_weighted(rng, &affinities)
    }

    pub fn draw_gender(self, rng: &mut impl Rng) -> Gender {
        let male = match self {
            Category::Fitness => 0.55,
            Category::Wellness => 0.30,
            Category::Nutrition => 0.40,
            Category::Bodybuilding => 0.80,
            Category::Lifestyle => 0.35,
            Category::Parenting => 0.18,
        };
        let non_binary = 0.03;
        let shares = [
            (Gender::Male, male),
            (Gender::NonBinary, non_binary),
            (Gender::Female, 1.0 - male - non_binary),
        ];
        pick_weighted(rng, &shares)
    }
}
