use std::path::PathBuf;

/// Why a campaign could not be simulated. Each sentence says what failed and where; the cause is the `source`.
#[derive(Debug, thiserror::Error)]
pub enum SimulateError {
    #[error(
        "a campaign needs at least one influencer and one day, found {influencers} influencers and {days} days"
    )]
    NothingToSimulate { influencers: usize, days: usize },
    #[error(
        "{days} days from {first_day} leave the calendar: every day must lie in the years 0000 to 9999"
    )]
    BeyondCalendar {
        first_day: chrono::NaiveDate,
        days: usize,
    },
    #[error("failed to create the folder `{}`", path.display())]
    Folder {
        path: PathBuf,
        source: std::io::Error,
    },
    #[error("failed to write `{}`", path.display())]
    Table { path: PathBuf, source: csv::Error },
    #[error("failed to write `{}`", path.display())]
    Truth {
        path: PathBuf,
        source: serde_json::Error,
    },
}
