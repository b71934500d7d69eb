//! What influencers write: a caption names its campaign and one brand, or nothing at all.

use rand::Rng;

use super::brand::Brand;
use super::draws::{chance, pick};
use super::posts::Post;

/// Nearly everyone keeps to the briefing; the rest forget the hashtag, as they do.
const BRIEFED_SHARE: f64 = 0.97;

pub fn write_caption(rng: &mut impl Rng, post: &Post) -> String {
    let body = pick(rng, bodies(post.brand)).replace("{product}", post.product.spoken);
    let mut sentences = vec![
        pick(rng, openers(post.brand)).to_string(),
        capitalize(&body),
    ];
    let briefed = chance(rng, BRIEFED_SHARE);
    if briefed && chance(rng, 0.5) {
        let alias = pick(rng, post.brand.aliases());
        sentences.push(pick(rng, THANKS).replace("{brand}", alias));
    }
    if chance(rng, 0.6) {
        sentences.push(pick(rng, CLOSERS).to_string());
    }
    let text = sentences.join(" ");

    let mut hashtags = Vec::new();
    if briefed {
        hashtags.push(format!("#{}", post.campaign.name));
    }
    hashtags.push(format!("#{}", pick(rng, topics(post.brand))));
    if chance(rng, 0.7) {
        hashtags.push(format!("#{}", pick(rng, DISCLOSURES)));
    }
    let gap = if chance(rng, 0.12) { "\n" } else { " " };
    format!("{text}{gap}{}", hashtags.join(" "))
}

fn capitalize(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn openers(brand: Brand) -> &'static [&'static str] {
    match brand {
        Brand::MuscleBlaze => &[
            "Leg day survived.",
            "5 am alarm, no excuses 💪",
            "Six weeks in and the shirt is finally tight in the right places.",
            "My coach said \"eat first, lift later\".",
            "PR day!",
            "Nobody talks about the boring part of getting strong.",
            "Push, pull, legs, repeat.",
            "You asked what is in my gym bag, so here it is.",
            "Raining outside, sweating inside.",
            "Back to basics this week:",
            "Skinny me from 2019 would not believe this.",
            "Rest day confession time 😅",
        ],
        Brand::HkVitals => &[
            "Slow mornings, good habits ✨",
            "My skin has been through a lot this year.",
            "Hair fall season is real, people.",
            "Okay, honest review time.",
            "Three things on my bedside table right now.",
            "Mummy asked what I changed.",
            "Desk job, late nights, zero sunlight... sound familiar?",
            "30 days ago I made myself one small promise.",
            "Self-care is not only face masks.",
            "GRWM before the wedding chaos begins!",
            "\"You look rested\" is my new favourite compliment.",
            "Little rituals, big difference.",
        ],
        Brand::Gritzo => &[
            "Tiffin drama, season 3.",
            "My fussy eater finished the whole glass 🥛",
            "Mom win of the week!",
            "School bag packed, hair combed, milk done by 7.",
            "He measured himself against the door again today.",
            "Every parent knows this fight:",
            "Exams, sports day, annual function, all in one month.",
            "\"Mumma, one more glass please\" is not something I hear often.",
            "Cousins are over and the kitchen is a cafe now.",
            "She reads the label before I do these days.",
            "Papa on breakfast duty today, wish us luck.",
            "From \"I hate milk\" to this.",
        ],
    }
}

fn bodies(brand: Brand) -> &'static [&'static str] {
    match brand {
        Brand::MuscleBlaze => &[
            "One scoop of {product}, cold water, done.",
            "{product} on training days, proper sleep, and recovery is so much better.",
            "Have been on this {product} for two months: mixes easily, no bloating, tastes good.",
            "{product}, oats, one banana: breakfast of a busy lifter.",
            "Switched to this {product} because I wanted lab-tested, not loud.",
            "The {product} goes in before the playlist starts.",
            "Goals are easier when the {product} does not taste like chalk.",
            "If you train hard and eat hostel food, a good {product} helps a lot.",
            "I did not believe the hype around this {product}, then I added 10 kilos to my squat.",
            "Budget or not, do not compromise on your {product}.",
        ],
        Brand::HkVitals => &[
            "I added the {product}, one serving a day, and kept everything else the same.",
            "This {product} is the one thing I do not skip, even while travelling.",
            "Four weeks of the {product}: more energy, less afternoon slump.",
            "My dermatologist said to be patient, so I was, and the {product} did its bit.",
            "Breakfast, sunscreen, {product}, out of the door.",
            "The {product} is easy to take, which, let's be honest, is why I remember it.",
            "Picked the {product} for my mom too, and she now reminds ME to take it.",
            "Not magic, just consistency and a good {product}.",
            "I have tried a few, and this {product} is the first I have finished and reordered.",
            "Small habit, big glow: swipe for week one against week six of the {product}.",
        ],
        Brand::Gritzo => &[
            "We moved to this {product} because it has no refined sugar, and nobody noticed.",
            "The {product} goes into milk, pancakes, even kulfi.",
            "Our paediatrician asked for more protein, so the {product} it is.",
            "{product} in the morning, football in the evening.",
            "I like that the {product} is made for their age and not for \"everyone\".",
            "Two glasses of {product} a day and the tiffin comes home empty.",
            "The {product} is the only thing both kids agree on.",
            "Zero drama since we started the {product}, touch wood.",
            "Growth spurts are hungry work, and the {product} keeps up.",
            "Tried the {product} with cold milk and ice: instant summer hit.",
        ],
    }
}

fn topics(brand: Brand) -> &'static [&'static str] {
    match brand {
        Brand::MuscleBlaze => &[
            "gymlife",
            "legday",
            "desifitness",
            "strongereveryday",
            "gains",
            "traininghard",
        ],
        Brand::HkVitals => &[
            "selfcare",
            "glowingskin",
            "healthyhabits",
            "wellnessjourney",
            "dailyroutine",
        ],
        Brand::Gritzo => &[
            "momlife",
            "parenting",
            "growingup",
            "healthykids",
            "tiffinideas",
            "dadlife",
        ],
    }
}

const THANKS: &[&str] = &[
    "Thank you {brand} for having my back!",
    "In collaboration with {brand}.",
    "@{brand} you got this one right.",
    "Teamed up with {brand} for this one.",
    "All details on the {brand} page.",
    "Not exaggerating, {brand} fans will get it.",
];

const CLOSERS: &[&str] = &[
    "Link in bio!",
    "Use my code at checkout, it stacks with the sale.",
    "Tell me your routine in the comments 👇",
    "Save this for later.",
    "Tag the friend who needs this.",
    "What should I try next?",
    "Code is in my stories, valid for two weeks.",
    "Swipe up, thank me later 😉",
    "Questions? Ask away, I read everything.",
    "No filter, no nonsense.",
];

const DISCLOSURES: &[&str] = &["ad", "collab", "sponsored", "paidpartnership"];
