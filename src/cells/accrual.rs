//! Where each payout lands: every ledger row spread, alone and whole, over what it pays for
//! (DESIGN rule 8, METHODS 3).

use std::collections::{BTreeMap, BTreeSet};

use super::apportion::apportion;
use super::brand::Brands;
use super::key::{KeySpace, Offer};
use crate::config::Thresholds;
use crate::dimension::UNASSIGNED_CODE;
use crate::period::Day;
use crate::tables::{Basis, LedgerRow};

/// A tracking cell of one influencer, as far as payouts care.
#[derive(Clone, Copy, Debug)]
pub struct TrackingCell {
    pub key: u64,
    pub day: Day,
    pub offer: Offer,
    pub orders: i64,
    pub revenue: i64,
}

/// A post of one influencer and where its fee would go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FeePost {
    pub day: Day,
    /// What the post itself names; empty when it names nothing.
    pub named: BTreeSet<Offer>,
}

/// What a ledger row was spread over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpreadOver {
    Posts,
    Orders,
    Revenue,
    /// Nothing to belong to: one entry on the payment date, else on the last day of the data.
    OneDay,
}

impl SpreadOver {
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Posts => "posts",
            Self::Orders => "orders",
            Self::Revenue => "revenue",
            Self::OneDay => "one day",
        }
    }
}

/// How a ledger total relates to rate x base (METHODS 3.3). The ledger wins; this only labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reconciled {
    Match,
    Commission,
    FlatFee,
    LedgerOrders,
    PostsMissing,
    PostsExtra,
    /// The ledger gives a rate only, so rate x base is the total.
    RateOnly,
    /// There is no rate to compare with.
    NoRate,
    /// There is no table of what the rate is multiplied with.
    Untracked,
    Other,
}

impl Reconciled {
    /// What the total is, in words; a match names what the rate was multiplied with.
    #[must_use]
    pub fn label(self, basis: &Basis) -> &'static str {
        match self {
            Self::Match if *basis == Basis::PerOrder => "rate x orders",
            Self::Match => "rate x posts",
            Self::Commission => "commission on revenue",
            Self::FlatFee => "flat fee",
            Self::LedgerOrders => "orders as the ledger counts them",
            Self::PostsMissing => "more posts than are tracked",
            Self::PostsExtra => "fewer posts than are tracked",
            Self::RateOnly => "rate only, multiplied here",
            Self::NoRate => "no rate",
            Self::Untracked => "not to be compared",
            Self::Other => "not the rate times anything tracked",
        }
    }

    /// Whether the total is the rate times what is tracked.
    #[must_use]
    pub fn is_match(self) -> bool {
        matches!(self, Self::Match | Self::Commission)
    }

    /// Whether the total differs from what is tracked.
    #[must_use]
    pub fn is_mismatch(self) -> bool {
        matches!(
            self,
            Self::FlatFee
                | Self::LedgerOrders
                | Self::PostsMissing
                | Self::PostsExtra
                | Self::Other
        )
    }
}

/// A ledger row and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    pub row: LedgerRow,
    /// Minor units; the ledger's own, or rate x base where it has none.
    pub total: i64,
    pub spread_over: SpreadOver,
    pub reconciled: Reconciled,
    /// The parts it was split into, adding up to `total`: cell keys and minor units.
    pub shares: Vec<(u64, i64)>,
}

impl LedgerEntry {
    /// By influencer, then by the row's own facts, so that the file's order does not matter.
    #[must_use]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let facts = |entry: &Self| {
            let row = &entry.row;
            (
                row.influencer,
                row.payout_date,
                row.campaign,
                row.basis.clone(),
                entry.total,
                row.status.clone(),
                row.orders,
                row.rate.map(|rate| rate.to_string()),
            )
        };
        facts(self).cmp(&facts(other))
    }
}

/// What one influencer did, to spread payouts over.
#[derive(Clone, Debug, Default)]
pub struct Activity {
    /// In key order.
    pub cells: Vec<TrackingCell>,
    /// One entry a post id.
    pub posts: Vec<FeePost>,
}

/// Spreads ledger rows over what influencers did.
pub struct Accrual<'a> {
    pub thresholds: &'a Thresholds,
    pub space: &'a KeySpace,
    pub brands: &'a Brands<'a>,
    pub last_day: Day,
    pub tracked: Tracked,
}

/// What there are tables of.
#[derive(Clone, Copy, Debug)]
pub struct Tracked {
    pub posts: bool,
    pub orders: bool,
}

impl Accrual<'_> {
    /// Spreads one ledger row over its influencer's posts, orders or revenue. `None` when it has a rate only,
    /// and rate x base is too large to be exact.
    #[must_use]
    pub fn spread(&self, row: &LedgerRow, activity: &Activity) -> Option<LedgerEntry> {
        let restricted = (row.campaign != UNASSIGNED_CODE).then_some(row.campaign);
        let cells: Vec<&TrackingCell> = activity
            .cells
            .iter()
            .filter(|cell| restricted.is_none_or(|campaign| cell.offer.campaign == campaign))
            .collect();
        let posts = fee_offers(activity, restricted, self.thresholds.fee_days);
        let orders: i64 = cells.iter().map(|cell| cell.orders).sum();
        let revenue: i64 = cells.iter().map(|cell| cell.revenue).sum();
        let base = Base {
            posts: posts.len() as i64,
            // What nobody tracks the ledger may count.
            orders: match self.tracked.orders {
                true => orders,
                false => row.orders.unwrap_or(0),
            },
            revenue,
            tracked: self.tracked,
            match_percent: self.thresholds.payout_match_percent,
        };
        let is_commission = base.is_commission(row);
        let total = row.total.or_else(|| base.accrued(row, is_commission))?;

        let by_posts = || self.post_weights(row.influencer, &posts);
        let by_orders = || cell_weights(&cells, |cell| cell.orders);
        let by_revenue = || cell_weights(&cells, |cell| cell.revenue);
        type Weights<'w> = (SpreadOver, &'w dyn Fn() -> BTreeMap<u64, u64>);
        let ways: &[Weights<'_>] = if is_commission {
            &[
                (SpreadOver::Revenue, &by_revenue),
                (SpreadOver::Posts, &by_posts),
            ]
        } else if row.basis == Basis::PerOrder {
            &[
                (SpreadOver::Orders, &by_orders),
                (SpreadOver::Posts, &by_posts),
            ]
        } else {
            &[
                (SpreadOver::Posts, &by_posts),
                (SpreadOver::Orders, &by_orders),
            ]
        };
        let (spread_over, shares) = ways
            .iter()
            .map(|(over, weights)| (*over, weights()))
            .find(|(_, weights)| weights.values().any(|weight| *weight > 0))
            .map_or_else(
                || (SpreadOver::OneDay, self.one_day(row, total)),
                |(over, weights)| (over, apportion(total, &weights)),
            );
        let reconciled = base.reconcile(row, is_commission);
        Some(LedgerEntry {
            row: row.clone(),
            total,
            spread_over,
            reconciled,
            shares,
        })
    }

    /// One a post, shared equally by the offers its fee is for. The weights are whole numbers over the least
    /// common multiple of how many offers each post has.
    fn post_weights(
        &self,
        influencer: u32,
        posts: &[(Day, BTreeSet<Offer>)],
    ) -> BTreeMap<u64, u64> {
        let unit = common_unit(posts.iter().map(|(_, offers)| offers.len() as u64));
        let mut weights = BTreeMap::new();
        for (day, offers) in posts {
            for offer in offers {
                let key = self
                    .space
                    .pack(*day, influencer, self.space.offer_code(*offer));
                *weights.entry(key).or_default() += unit / offers.len() as u64;
            }
        }
        weights
    }

    /// The single entry of a row that has nothing to be spread over. It keeps the campaign it names.
    fn one_day(&self, row: &LedgerRow, total: i64) -> Vec<(u64, i64)> {
        let day = row.payout_date.unwrap_or(self.last_day);
        let offer = unplaced_offer(row.campaign, self.brands);
        let key = self
            .space
            .pack(day, row.influencer, self.space.offer_code(offer));
        if total == 0 {
            Vec::new()
        } else {
            vec![(key, total)]
        }
    }
}

/// Where a payout goes that has neither posts nor orders: its own campaign, if it names one.
#[must_use]
pub fn unplaced_offer(campaign: u32, brands: &Brands<'_>) -> Offer {
    Offer {
        campaign,
        brand: brands.of_campaign(campaign),
        product: UNASSIGNED_CODE,
    }
}

/// For each post the offers its fee is shared by; with a campaign, only posts and offers of that campaign.
fn fee_offers(
    activity: &Activity,
    campaign: Option<u32>,
    fee_days: i32,
) -> Vec<(Day, BTreeSet<Offer>)> {
    let everywhere: BTreeSet<Offer> = activity
        .cells
        .iter()
        .map(|cell| Offer::of_brand(cell.offer.brand))
        .collect();
    activity
        .posts
        .iter()
        .filter_map(|post| {
            let mut offers = if post.named.is_empty() {
                sold_after(activity, post.day, fee_days)
            } else {
                post.named.clone()
            };
            if offers.is_empty() {
                offers.clone_from(&everywhere);
            }
            if offers.is_empty() {
                offers.insert(Offer::default());
            }
            if let Some(campaign) = campaign {
                offers.retain(|offer| offer.campaign == campaign);
            }
            (!offers.is_empty()).then_some((post.day, offers))
        })
        .collect()
}

/// The brands and campaigns the influencer has tracking rows for in the days after a post.
fn sold_after(activity: &Activity, day: Day, fee_days: i32) -> BTreeSet<Offer> {
    let begin = activity.cells.partition_point(|cell| cell.day < day);
    activity.cells[begin..]
        .iter()
        .take_while(|cell| cell.day.0 < day.0 + fee_days)
        .map(|cell| cell.offer.without_product())
        .collect()
}

/// Weights of tracking cells; those below zero count as zero.
fn cell_weights(
    cells: &[&TrackingCell],
    weight: impl Fn(&TrackingCell) -> i64,
) -> BTreeMap<u64, u64> {
    cells
        .iter()
        .map(|cell| (cell.key, weight(cell).max(0) as u64))
        .collect()
}

/// The number that every count divides, so that an equal share of a post is a whole number.
///
/// Past a million billion it is that number instead, and shares are exact to fifteen digits: it takes posts
/// with more than forty different numbers of offers to get there, and u128 products have to hold.
fn common_unit(mut counts: impl Iterator<Item = u64>) -> u64 {
    const LARGEST_UNIT: u64 = 1_000_000_000_000_000;
    counts
        .try_fold(1, least_common_multiple)
        .filter(|unit| *unit <= LARGEST_UNIT)
        .unwrap_or(LARGEST_UNIT)
}

fn least_common_multiple(a: u64, b: u64) -> Option<u64> {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    (a / x).checked_mul(b)
}

/// What a rate is multiplied with.
struct Base {
    posts: i64,
    orders: i64,
    /// Minor units.
    revenue: i64,
    tracked: Tracked,
    /// How far a total may be from what it is held against.
    match_percent: i64,
}

impl Base {
    /// A per-order rate below one whose total is near rate x revenue is a commission.
    fn is_commission(&self, row: &LedgerRow) -> bool {
        let Some(rate) = row
            .rate
            .filter(|rate| rate.is_fraction() && row.basis == Basis::PerOrder)
        else {
            return false;
        };
        self.revenue > 0
            && row
                .total
                .is_none_or(|total| rate.is_near(self.revenue, total, self.match_percent))
    }

    /// What the rate is multiplied with, in minor units of one: revenue for a commission; else posts or orders
    /// by the basis, and for a basis that is not known what the payout is spread over.
    fn of(&self, row: &LedgerRow, is_commission: bool) -> i64 {
        match &row.basis {
            _ if is_commission => self.revenue,
            Basis::PerOrder => hundredfold(self.orders),
            Basis::Other(_) if self.posts == 0 => hundredfold(self.orders),
            Basis::PerPost | Basis::Other(_) => hundredfold(self.posts),
        }
    }

    /// Rate x base in minor units; 0 without a rate, `None` when it is too large to be exact.
    fn accrued(&self, row: &LedgerRow, is_commission: bool) -> Option<i64> {
        row.rate
            .map_or(Some(0), |rate| rate.times(self.of(row, is_commission)))
    }

    fn reconcile(&self, row: &LedgerRow, is_commission: bool) -> Reconciled {
        let Some(rate) = row.rate else {
            return Reconciled::NoRate;
        };
        let is_tracked = match row.basis {
            Basis::PerPost => self.tracked.posts,
            Basis::PerOrder => self.tracked.orders,
            Basis::Other(_) => self.tracked.posts || self.tracked.orders,
        };
        let Some(total) = row.total else {
            return match is_tracked || self.of(row, is_commission) != 0 {
                true => Reconciled::RateOnly,
                false => Reconciled::Untracked,
            };
        };
        if !is_tracked {
            return Reconciled::Untracked;
        }
        let is_rate_times =
            |count: i64| rate.is_near(hundredfold(count), total, self.match_percent);
        let is_accrued = match self.of(row, is_commission) {
            0 => total == 0,
            base => rate.is_near(base, total, self.match_percent),
        };
        match row.basis {
            _ if is_commission => Reconciled::Commission,
            _ if is_accrued => Reconciled::Match,
            Basis::PerPost if is_rate_times(1) => Reconciled::FlatFee,
            Basis::PerOrder if row.orders.is_some_and(is_rate_times) => Reconciled::LedgerOrders,
            Basis::PerPost => match rate.times(100).and_then(|rate| whole_quotient(total, rate)) {
                Some(paid) if paid > self.posts => Reconciled::PostsMissing,
                Some(_) => Reconciled::PostsExtra,
                None => Reconciled::Other,
            },
            Basis::PerOrder | Basis::Other(_) => Reconciled::Other,
        }
    }
}

/// A count in hundredths: a rate is in major units, and its product in minor ones.
fn hundredfold(count: i64) -> i64 {
    count.saturating_mul(100)
}

/// How many times `unit` a total is, when that is a whole number within a minor unit each.
fn whole_quotient(total: i64, unit: i64) -> Option<i64> {
    if unit <= 0 || total < 0 {
        return None;
    }
    let times = (total + unit / 2) / unit;
    ((total - times * unit).abs() <= times.max(1)).then_some(times)
}
