//! The tables of a campaign as rows of cells, clean ones and those that must be set aside.

use rand::{Rng, RngExt};
use roasbook::problem::Code;

use super::campaign::{BRANDS, Basis, Campaign, PRODUCTS};
use super::case::{Case, Quirk};
use super::schema::{self, Column};

/// What a cell says, before it is text.
#[derive(Clone, Debug)]
pub enum Cell {
    Text(String),
    Id(Option<usize>),
    Name(Option<usize>),
    Day(Option<i32>),
    /// Paise; none may be written as nothing.
    Amount(i64),
    /// Paise that have to be written.
    Total(i64),
    /// Paise for one of something.
    Rate(i64),
    Count(i64),
    Blank,
    /// The text itself.
    Raw(String),
}

/// A line of a file that is not blank.
#[derive(Clone, Debug)]
pub enum Row {
    Good(Vec<Cell>),
    /// It is set aside for the cell of a column.
    Bad(Vec<Cell>, Code, usize),
    /// A sum of others. Its label is in the first column, or in the one of this place.
    Total(Vec<Cell>, Option<usize>),
    /// A date in the other order, in the column of this place.
    OtherOrder(Vec<Cell>, usize),
    TooLong(Vec<Cell>),
    TooShort,
    Header,
}

/// A table, or the part of it that one file has.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub table: &'static str,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

impl Sheet {
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The place of what rows are joined by.
    pub fn key(&self) -> Option<usize> {
        ["influencer_id", "influencer_name", "name"]
            .iter()
            .find_map(|name| self.place(name))
    }
}

/// The tables that a campaign has rows for, without rows to set aside.
pub fn clean_tables(case: &Case, campaign: &Campaign) -> Vec<Sheet> {
    let has_ids = campaign
        .people
        .iter()
        .any(|person| person.id != person.name);
    let mut sheets = vec![
        influencers(campaign, has_ids),
        posts(case, campaign, has_ids),
        tracking(case, campaign, has_ids),
        payouts(case, campaign, has_ids),
    ];
    if case.has(Quirk::Products) {
        sheets.push(products());
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    sheets
}

fn influencers(campaign: &Campaign, has_ids: bool) -> Sheet {
    let mut columns = vec![schema::LISTED_ID, schema::LISTED_NAME];
    columns.extend(schema::INFLUENCERS);
    let listed = campaign.people.iter().enumerate();
    let listed = listed.filter(|(_, person)| person.is_listed);
    let rows = listed.map(|(place, person)| {
        Row::Good(vec![
            Cell::Id(Some(place)),
            // The spelling that others are compared with.
            Cell::Text(person.name.clone()),
            Cell::Text(person.category.clone()),
            Cell::Text(["Female", "Male", ""][place % 3].to_owned()),
            Cell::Count(person.followers),
            Cell::Text(person.platform.clone()),
        ])
    });
    let mut sheet = Sheet {
        table: "influencers",
        columns,
        rows: rows.collect(),
    };
    if !has_ids {
        sheet.remove_column(0);
    }
    sheet
}

/// The columns that say whose a row is: by id, by name, or both.
fn joining(case: &Case, campaign: &Campaign, table: &str, has_ids: bool) -> (bool, bool) {
    if !has_ids {
        return (false, true);
    }
    let all_are_listed = campaign.people.iter().all(|person| person.is_listed);
    match case.has(Quirk::Names) && all_are_listed {
        true => [(false, true), (true, true), (true, false)][case.rng(table).random_range(0..3)],
        false => (true, false),
    }
}

/// A sheet whose rows belong to somebody.
fn joined_sheet(
    case: &Case,
    campaign: &Campaign,
    table: &'static str,
    has_ids: bool,
    columns: &[Column],
    rows: impl Iterator<Item = (Option<usize>, Vec<Cell>)>,
) -> Sheet {
    let (by_id, by_name) = joining(case, campaign, table, has_ids);
    let mut all = vec![schema::ID, schema::NAME];
    all.extend_from_slice(columns);
    let rows = rows.map(|(person, cells)| {
        let mut all = vec![Cell::Id(person), Cell::Name(person)];
        all.extend(cells);
        Row::Good(all)
    });
    let mut sheet = Sheet {
        table,
        columns: all,
        rows: rows.collect(),
    };
    if !by_name {
        sheet.remove_column(1);
    }
    if !by_id {
        sheet.remove_column(0);
    }
    sheet
}

fn posts(case: &Case, campaign: &Campaign, has_ids: bool) -> Sheet {
    let rows = campaign.posts.iter().enumerate().map(|(place, post)| {
        let cells = vec![
            Cell::Text(format!("P{place}")),
            Cell::Day(Some(post.day)),
            Cell::Text(match place % 3 {
                0 => String::new(),
                _ => format!("https://example.org/p/{place}?a=1,2"),
            }),
            Cell::Text(post.caption.clone()),
            Cell::Count(post.reach),
            Cell::Count(post.likes),
            Cell::Count(post.comments),
            Cell::Count(post.shares),
            Cell::Count(post.saves),
        ];
        (post.person, cells)
    });
    joined_sheet(case, campaign, "posts", has_ids, &schema::POSTS, rows)
}

fn tracking(case: &Case, campaign: &Campaign, has_ids: bool) -> Sheet {
    let has_products = case.has(Quirk::Products);
    let mut columns = schema::TRACKING.to_vec();
    if !has_products {
        columns.push(schema::BRAND);
    }
    let rows = campaign.sales.iter().enumerate().map(|(place, sale)| {
        let source = match sale.person {
            Some(_) => "influencer",
            None => ["organic", "paid_ad"][place % 2],
        };
        let mut cells = vec![
            Cell::Text(format!("T{place}")),
            Cell::Text(source.to_owned()),
            Cell::Text(sale.campaign.clone()),
            Cell::Text(format!("U{}", place % 7)),
            Cell::Text(PRODUCTS[sale.product].to_owned()),
            Cell::Day(Some(sale.day)),
            Cell::Count(sale.orders),
            Cell::Amount(sale.paise),
        ];
        if !has_products {
            cells.push(Cell::Text(sale.brand.clone()));
        }
        (sale.person, cells)
    });
    joined_sheet(case, campaign, "tracking", has_ids, &columns, rows)
}

fn payouts(case: &Case, campaign: &Campaign, has_ids: bool) -> Sheet {
    let rows = campaign.payouts.iter().enumerate().map(|(place, payout)| {
        let mut cells = vec![
            Cell::Text(match payout.basis {
                Basis::Posts => ["per_post", "Per Post", "post"][place % 3].to_owned(),
                Basis::Orders => ["per_order", "PER ORDER", "order"][place % 3].to_owned(),
                Basis::Other => ["hybrid", ""][place % 2].to_owned(),
            }),
            match payout.rate {
                None => Cell::Total(payout.paise),
                Some(_) => Cell::Blank,
            },
            Cell::Day(payout.day),
            Cell::Text(["paid", "Pending"][place % 2].to_owned()),
        ];
        if case.has(Quirk::RateOnly) {
            cells.push(payout.rate.map_or(Cell::Blank, Cell::Rate));
        }
        (payout.person, cells)
    });
    let mut columns = schema::PAYOUTS.to_vec();
    if case.has(Quirk::RateOnly) {
        // What a rate is for is told by the basis.
        columns[0].is_needed = true;
        columns.push(schema::RATE);
    }
    joined_sheet(case, campaign, "payouts", has_ids, &columns, rows)
}

fn products() -> Sheet {
    let rows = PRODUCTS.iter().zip(BRANDS).map(|(product, brand)| {
        let cells = [*product, brand].map(|text| Cell::Text(text.to_owned()));
        Row::Good(cells.to_vec())
    });
    Sheet {
        table: "products",
        columns: schema::PRODUCTS.to_vec(),
        rows: rows.collect(),
    }
}

impl Row {
    fn cells_mut(&mut self) -> Option<&mut Vec<Cell>> {
        match self {
            Self::Good(cells)
            | Self::Bad(cells, ..)
            | Self::Total(cells, _)
            | Self::OtherOrder(cells, _)
            | Self::TooLong(cells) => Some(cells),
            Self::TooShort | Self::Header => None,
        }
    }
}

impl Sheet {
    fn remove_column(&mut self, place: usize) {
        self.columns.remove(place);
        for cells in self.rows.iter_mut().filter_map(Row::cells_mut) {
            cells.remove(place);
        }
    }

    /// Leaves out columns that no figure hangs on.
    pub fn remove_spare_columns(&mut self, rng: &mut impl Rng) {
        for place in (0..self.columns.len()).rev() {
            if !self.columns[place].is_needed && rng.random_range(0..2) == 0 {
                self.remove_column(place);
            }
        }
    }

    /// Puts rows among the others that must be set aside, made from good ones, so that they show in the figures
    /// where they are not.
    pub fn spoil(&mut self, case: &Case, rng: &mut impl Rng) {
        let good: Vec<Vec<Cell>> = self.good_rows().cloned().collect();
        if good.is_empty() {
            return;
        }
        let mut bad: Vec<Row> = Vec::new();
        let a_good_one = |rng: &mut _| good[RngExt::random_range(rng, 0..good.len())].clone();
        let few = |rng: &mut _| RngExt::random_range(rng, 0..4);
        if case.has(Quirk::BadCells) {
            for _ in 0..few(rng) {
                bad.extend(self.bad_row(a_good_one(rng), rng));
            }
        }
        if case.has(Quirk::Ragged) {
            for _ in 0..few(rng) {
                bad.push(match rng.random_range(0..2) {
                    0 => Row::TooLong(a_good_one(rng)),
                    _ => Row::TooShort,
                });
            }
        }
        if case.has(Quirk::RepeatedHeader) {
            bad.extend((0..few(rng)).map(|_| Row::Header));
        }
        if case.has(Quirk::TotalRow) && self.table != "products" && rng.random_range(0..2) == 0 {
            bad.push(self.total_row(rng));
        }
        if case.has(Quirk::OtherOrder)
            && let Some(date) = self.place("date")
        {
            bad.push(Row::OtherOrder(a_good_one(rng), date));
        }
        for row in bad {
            let place = rng.random_range(0..=self.rows.len());
            self.rows.insert(place, row);
        }
        if case.has(Quirk::ListedTwice) && self.table == "influencers" {
            self.list_twice(a_good_one(rng), rng);
        }
    }

    pub fn good_rows(&self) -> impl Iterator<Item = &Vec<Cell>> {
        self.rows.iter().filter_map(|row| match row {
            Row::Good(cells) => Some(cells),
            _ => None,
        })
    }

    /// A row with a cell that cannot be read.
    fn bad_row(&self, mut cells: Vec<Cell>, rng: &mut impl Rng) -> Option<Row> {
        let mut wrong: Vec<(usize, Code, &[&str])> = Vec::new();
        for (place, column) in self.columns.iter().enumerate() {
            match (self.table, column.name) {
                ("posts" | "tracking", "date") => wrong.push((place, Code::BadDate, &BAD_DATES)),
                (_, "orders" | "reach" | "likes" | "comments" | "shares" | "saves") => {
                    wrong.push((place, Code::BadCount, &BAD_COUNTS));
                }
                (_, "revenue") => wrong.push((place, Code::BadAmount, &BAD_AMOUNTS)),
                // Without a total there is nothing to pay.
                (_, "total_payout") => wrong.push((place, Code::BadAmount, &BAD_TOTALS)),
                _ => {}
            }
        }
        if matches!(self.table, "influencers") {
            let key = self.key()?;
            wrong.push((key, Code::MissingKey, &BLANKS));
        }
        if self.table == "products" {
            wrong.push((self.place("product")?, Code::MissingKey, &BLANKS));
        }
        let (place, code, texts) = wrong[rng.random_range(0..wrong.len())];
        cells[place] = Cell::Raw(texts[rng.random_range(0..texts.len())].to_owned());
        if let (Code::BadAmount, Some(rate)) = (code, self.place("rate")) {
            cells[rate] = Cell::Blank;
        }
        if code == Code::MissingKey {
            // A row of nothing but blanks would be no row.
            let other = if place == 0 { 1 } else { 0 };
            cells[other] = Cell::Raw("somebody".to_owned());
        }
        Some(Row::Bad(cells, code, place))
    }

    /// The sums of the good rows.
    fn total_row(&self, rng: &mut impl Rng) -> Row {
        let mut sums: Vec<Cell> = vec![Cell::Raw(String::new()); self.columns.len()];
        for cells in self.good_rows() {
            for (sum, cell) in sums.iter_mut().zip(cells) {
                let before = match sum {
                    Cell::Count(sum) | Cell::Total(sum) => *sum,
                    _ => 0,
                };
                match cell {
                    Cell::Count(count) => *sum = Cell::Count(before + count),
                    Cell::Amount(paise) | Cell::Total(paise) => *sum = Cell::Total(before + paise),
                    _ => {}
                }
            }
        }
        let by_key = self.key().filter(|_| rng.random_range(0..2) == 0);
        if let Some(key) = by_key {
            sums[key] = Cell::Raw(TOTALS[rng.random_range(0..TOTALS.len())].to_owned());
        }
        Row::Total(sums, by_key)
    }

    /// Lists somebody once more, further down: with the same facts, or with others.
    fn list_twice(&mut self, mut again: Vec<Cell>, rng: &mut impl Rng) {
        let Some(key) = self.key() else { return };
        let is_same = rng.random_range(0..2) == 0;
        if !is_same && let Some(platform) = self.place("platform") {
            again[platform] = Cell::Raw("Elsewhere".to_owned());
        }
        let code = match is_same {
            true => Code::DuplicateInfluencer,
            false => Code::ConflictingInfluencer,
        };
        self.rows.push(Row::Bad(again, code, key));
    }
}

pub const TOTALS: [&str; 6] = [
    "Total",
    "TOTAL",
    "Grand Total:",
    "sum",
    "Subtotal",
    "Total :",
];
const BLANKS: [&str; 4] = ["", "NaN", "-", "None"];
const BAD_DATES: [&str; 11] = [
    "",
    "NaT",
    "soon",
    "2025-13-45",
    "31/02/2025",
    "2025-07",
    "1753152931",
    "Q3 2025",
    "0000-00-00",
    "12:30",
    "2025-02-30",
];
const BAD_COUNTS: [&str; 6] = ["five", "1/2", "₹5", "12%", "#REF!", "1 or 2"];
const BAD_AMOUNTS: [&str; 6] = ["abc", "12.5o", "#VALUE!", "12%", "1.2.3", "5 apples"];
const BAD_TOTALS: [&str; 6] = ["", "-", "tbd", "12%", "#REF!", "5 or 6"];
