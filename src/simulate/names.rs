//! Names of people: `fake` has no Indian locale, so it is given three.

use std::collections::BTreeSet;

use fake::Fake;
use fake::faker::name::raw::Name;
use fake::locales::Data;
use rand::{Rng, RngExt};
use rand_chacha::ChaCha8Rng;

use super::streams::{Concern, open_stream};

#[derive(Clone, Copy)]
pub enum Gender {
    Male,
    Female,
    NonBinary,
}

impl Gender {
    pub fn name(self) -> &'static str {
        match self {
            Gender::Male => "Male",
            Gender::Female => "Female",
            Gender::NonBinary => "Non-binary",
        }
    }
}

/// Names people so that no two share a name, as long as the lists allow.
pub struct NameBook {
    rng: ChaCha8Rng,
    taken: BTreeSet<String>,
}

/// Draws before a middle initial is added: some five thousand pairs exist for each gender.
const PATIENCE: usize = 12;

impl NameBook {
    pub fn open(seed: u64) -> NameBook {
        NameBook {
            rng: open_stream(seed, Concern::Names, 0),
            taken: BTreeSet::new(),
        }
    }

    pub fn name(&mut self, gender: Gender) -> String {
        let mut name = draw_name(&mut self.rng, gender);
        for _ in 0..PATIENCE {
            if !self.taken.contains(&name) {
                break;
            }
            name = draw_name(&mut self.rng, gender);
        }
        if self.taken.contains(&name) {
            let initial = char::from(self.rng.random_range(b'A'..=b'Z'));
            name = name.replacen(' ', &format!(" {initial}. "), 1);
        }
        self.taken.insert(name.clone());
        name
    }
}

fn draw_name(rng: &mut impl Rng, gender: Gender) -> String {
    match gender {
        Gender::Male => Name(IndianMen).fake_with_rng(rng),
        Gender::Female => Name(IndianWomen).fake_with_rng(rng),
        Gender::NonBinary => Name(IndianAnyGender).fake_with_rng(rng),
    }
}

#[derive(Clone, Copy)]
struct IndianMen;

#[derive(Clone, Copy)]
struct IndianWomen;

#[derive(Clone, Copy)]
struct IndianAnyGender;

#[rustfmt::skip]
impl Data for IndianMen {
    const NAME_FIRST_NAME: &'static [&'static str] = &[
        "Aarav", "Abhishek", "Aditya", "Ajay", "Akash", "Aman", "Amit", "Anirudh", "Ankit", "Arjun", "Arnav", "Ashwin",
        "Ayush", "Bharat", "Chirag", "Deepak", "Dev", "Dhruv", "Faizan", "Farhan", "Gaurav", "Gautam", "Harish",
        "Harpreet", "Harsh", "Imran", "Ishaan", "Jatin", "Joseph", "Kabir", "Karan", "Karthik", "Kunal", "Lakshay",
        "Manish", "Mayank", "Mohit", "Naveen", "Neeraj", "Nikhil", "Nitin", "Omkar", "Parth", "Pranav", "Prateek",
        "Rahul", "Rajat", "Rakesh", "Ranveer", "Ravi", "Rishabh", "Ritesh", "Rohan", "Rohit", "Sahil", "Sameer",
        "Sandeep", "Sanjay", "Shivam", "Shreyas", "Siddharth", "Sourav", "Sumit", "Suresh", "Tarun", "Tushar", "Utkarsh",
        "Varun", "Vedant", "Vikram", "Vikrant", "Vinay", "Vishal", "Vivek", "Yash", "Zubin",
    ];
    const NAME_LAST_NAME: &'static [&'static str] = LAST_NAMES;
}

#[rustfmt::skip]
impl Data for IndianWomen {
    const NAME_FIRST_NAME: &'static [&'static str] = &[
        "Aanya", "Aditi", "Aishwarya", "Akanksha", "Amrita", "Ananya", "Anika", "Anjali", "Ankita", "Anushka", "Avni",
        "Bhavna", "Charu", "Deepika", "Devika", "Diya", "Divya", "Esha", "Fatima", "Gayatri", "Harini", "Harleen",
        "Isha", "Ishita", "Janhvi", "Jyoti", "Kavya", "Keerthi", "Khushi", "Kiara", "Komal", "Kriti", "Lakshmi", "Leela",
        "Madhuri", "Mansi", "Maria", "Meera", "Megha", "Mitali", "Nandini", "Natasha", "Neha", "Nidhi", "Nisha", "Pallavi",
        "Pooja", "Prachi", "Pragya", "Priya", "Priyanka", "Radhika", "Rashmi", "Riddhi", "Ritika", "Riya", "Roshni",
        "Saanvi", "Sakshi", "Sana", "Sanjana", "Sara", "Shalini", "Shreya", "Shruti", "Simran", "Sneha", "Sonal",
        "Sunita", "Swati", "Tanvi", "Tanya", "Trisha", "Vaishnavi", "Vidya", "Zoya",
    ];
    const NAME_LAST_NAME: &'static [&'static str] = LAST_NAMES;
}

#[rustfmt::skip]
impl Data for IndianAnyGender {
    const NAME_FIRST_NAME: &'static [&'static str] = &[
        "Akshay", "Amrit", "Anmol", "Arya", "Chetan", "Gurleen", "Harman", "Jas", "Jaya", "Kamal", "Kiran", "Krishna",
        "Manu", "Nav", "Navjot", "Nehal", "Prem", "Raj", "Roop", "Samar", "Sasha", "Shiv", "Sukhi", "Taran", "Ujjwal",
    ];
    const NAME_LAST_NAME: &'static [&'static str] = LAST_NAMES;
}

#[rustfmt::skip]
const LAST_NAMES: &[&str] = &[
    "Agarwal", "Ahuja", "Anand", "Arora", "Bajaj", "Banerjee", "Bansal", "Bhat", "Bhatia", "Bose", "Chatterjee",
    "Chauhan", "Chawla", "Chopra", "Choudhary", "D'Souza", "Das", "Desai", "Deshmukh", "Dixit", "Dutta", "Fernandes",
    "Gandhi", "Ganguly", "Garg", "Ghosh", "Gill", "Goel", "Grover", "Gupta", "Hegde", "Iyer", "Jain", "Jha", "Joshi",
    "Kapoor", "Kashyap", "Kaul", "Khan", "Khanna", "Kulkarni", "Kumar", "Lal", "Mahajan", "Malhotra", "Mathur", "Mehra",
    "Mehta", "Menon", "Mishra", "Mukherjee", "Nair", "Narang", "Oberoi", "Pandey", "Patel", "Patil", "Pillai",
    "Prasad", "Puri", "Rana", "Rao", "Rathore", "Reddy", "Roy", "Saini", "Saxena", "Sen", "Sethi", "Shah", "Sharma",
    "Shetty", "Singh", "Sinha", "Sodhi", "Srivastava", "Subramanian", "Suri", "Talwar", "Thakur", "Thomas", "Tiwari",
    "Trivedi", "Varghese", "Varma", "Verma", "Vohra", "Yadav",
];
