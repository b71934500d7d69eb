//! One function a parser: whatever the bytes, it ends without a panic, and what it says keeps its laws.

mod folder;
pub mod workbook;

use roasbook::cells::add_up;
use roasbook::config::Config;
use roasbook::filter::Filter;
use roasbook::measure::Column;
use roasbook::money::{DecimalMark, Money};
use roasbook::period::DateOrder;
use roasbook::problem::{Code, Severity};
use roasbook::slices::answer;
use roasbook::tables::dates::{WrittenDate, parse, read};
use roasbook::tables::numbers::{read_count, read_number};
use roasbook::tables::{Tables, read_tables};

use folder::{in_folder, text_of};

/// A day reads back as itself, and an order only chooses between the days a text has.
pub fn dates(data: &[u8]) {
    let text = text_of(data);
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
    let days = orders.map(|order| parse(&text, order).ok());
    match read(&text) {
        Ok(WrittenDate::Day(day)) => assert_eq!(days, [Some(day); 2]),
        Ok(WrittenDate::ByOrder {
            day_first,
            month_first,
        }) => {
            assert_eq!(days, [day_first, month_first]);
            assert!(day_first.or(month_first).is_some());
        }
        Err(_) => assert_eq!(days, [None; 2]),
    }
    for day in days.into_iter().flatten() {
        assert_eq!(read(&day.to_string()), Ok(WrittenDate::Day(day)));
    }
}

/// A number's plain text reads back as the number, and a count is a number without a fraction.
pub fn numbers(data: &[u8]) {
    let text = text_of(data);
    for mark in [DecimalMark::Point, DecimalMark::Comma] {
        let number = read_number(&text, mark);
        let count = read_count(&text, mark);
        if let Ok(number) = number {
            let plain = number.value.to_string();
            let again = read_number(&plain, DecimalMark::Point);
            assert_eq!(again.map(|again| again.value.to_string()), Ok(plain));
            let Money(minor) = number.value.to_money().expect("fits money");
            assert!(minor.unsigned_abs() < 1 << 53);
        }
        if let (Ok(number), Ok(count)) = (number, count)
            && let Some(hundredfold) = count.checked_mul(100)
        {
            assert_eq!(number.value.to_money(), Ok(Money(hundredfold)));
        }
    }
}

/// A configuration is read or refused in words.
pub fn config(data: &[u8]) {
    if let Err(mistake) = Config::parse(&text_of(data)) {
        assert!(!mistake.to_string().is_empty());
    }
}

/// A header in front of one row of as many cells as it has.
pub fn header(data: &[u8]) {
    let mut file = data.to_vec();
    file.extend_from_slice(b"\n1,2025-01-02,3,4.50\n2;2025-01-02;3;4.50\n");
    in_folder(&[("tracking.csv", &file)], |path| {
        check(&read_tables(path, &Config::default()));
    });
}

/// A file of the table that is large.
pub fn table(data: &[u8]) {
    in_folder(&[("tracking.csv", data)], |path| {
        check_figures(read_tables(path, &Config::default()), &Config::default());
    });
}

/// Several tables, with lines of `===` between them.
pub fn folder(data: &[u8]) {
    let mut parts: Vec<&[u8]> = Vec::new();
    let mut rest = data;
    const MARK: &[u8] = b"\n===\n";
    while let Some(at) = rest.windows(MARK.len()).position(|piece| piece == MARK) {
        parts.push(&rest[..at + 1]);
        rest = &rest[at + MARK.len()..];
    }
    parts.push(rest);
    let names = [
        "tracking.csv",
        "influencers.csv",
        "posts.csv",
        "payouts.csv",
        "products.csv",
        "tracking (1).csv",
    ];
    let files: Vec<(&str, &[u8])> = names.into_iter().zip(parts).collect();
    in_folder(&files, |path| {
        check_figures(read_tables(path, &Config::default()), &Config::default());
    });
}

/// What is written in UTF-16 says what it says in UTF-8; bytes that are neither are read all the same.
pub fn encoding(data: &[u8]) {
    let text = text_of(data);
    let text = text.trim_start_matches('\u{feff}');
    // Without letters there would be nothing to tell UTF-16 by but its mark, and that is there.
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    let read = |bytes: &[u8]| {
        in_folder(&[("tracking.csv", bytes)], |path| {
            let tables = read_tables(path, &Config::default());
            check(&tables);
            tables
        })
    };
    // A mark in front, so that neither is taken for anything else.
    let plain = read(&["\u{feff}", text].concat().into_bytes());
    let wide = read(&wide);
    assert_eq!(plain.row_counts, wide.row_counts);
    assert_eq!(plain.set_aside, wide.set_aside);
    assert!(plain.tracking.equals_missing(&wide.tracking));
    read(data);
}

/// A file that may be compressed.
pub fn packed(data: &[u8]) {
    in_folder(&[("tracking.csv.gz", data)], |path| {
        check(&read_tables(path, &Config::default()));
    });
}

/// A workbook. The first byte says which of its parts the others are: mutated archives would hardly ever open.
pub fn workbook(data: &[u8]) {
    let (choice, part) = data.split_first().unwrap_or((&0, data));
    let (name, file) = match choice % 5 {
        0 => (
            "tracking.xlsx",
            workbook::excel("xl/worksheets/sheet1.xml", part),
        ),
        1 => (
            "tracking.xlsx",
            workbook::excel("xl/sharedStrings.xml", part),
        ),
        2 => ("campaign.xlsx", workbook::excel("xl/workbook.xml", part)),
        3 => ("tracking.ods", workbook::open_document(part)),
        _ => ("tracking.xlsb", part.to_vec()),
    };
    in_folder(&[(name, &file)], |path| {
        check(&read_tables(path, &Config::default()));
    });
}

/// A Parquet file.
pub fn parquet_file(data: &[u8]) {
    in_folder(&[("tracking.parquet", data)], |path| {
        check(&read_tables(path, &Config::default()));
    });
}

/// Every row is accounted for.
fn check(tables: &Tables) {
    for count in &tables.row_counts {
        assert_eq!(count.read, count.used + count.set_aside);
        let listed = tables.set_aside.iter();
        let listed = listed.filter(|row| row.table.name() == count.table);
        assert_eq!(listed.map(|row| row.rows).sum::<u64>(), count.set_aside);
    }
    for problem in tables.problems.sorted() {
        assert!(problem.severity <= Severity::Note && !problem.message.is_empty());
    }
}

/// Every row is accounted for, and what is used is what is added up.
fn check_figures(mut tables: Tables, config: &Config) {
    check(&tables);
    let mut problems = std::mem::take(&mut tables.problems);
    if problems.has_fatal() {
        return;
    }
    let Some(cells) = add_up(&tables, config, &mut problems) else {
        assert!(problems.has_errors());
        return;
    };
    assert!(
        problems
            .sorted()
            .iter()
            .all(|problem| problem.code != Code::TooLarge)
    );
    let all = answer(&cells, config.calendar(), &Filter::everything())
        .totals
        .all;
    let revenue: i64 = roasbook::cells::integers(&tables.tracking, "revenue")
        .iter()
        .sum();
    assert_eq!(
        revenue,
        all.get(Column::Revenue) + all.get(Column::OrganicRevenue)
    );
    assert_eq!(all.get(Column::Posts), tables.posts.len() as i64);
    let ledger: i64 = cells.ledger.iter().map(|entry| entry.total).sum();
    assert_eq!(all.get(Column::Payout), ledger);
}
