//! Wrong figures that messy folders brought to light, each as the smallest folder that had it.

use roasbook::config::Config;
use roasbook::filter::Filter;
use roasbook::measure::MeasureId;
use roasbook::problem::Code;
use roasbook::tables::{Tables, read_tables};
use rust_xlsxwriter::Workbook;

use crate::support::Folder;

#[track_caller]
fn total(folder: &Folder, id: MeasureId, expected: &str) {
    let value = folder.load().value(id, &Filter::everything());
    assert_eq!(value, expected, "{id:?}");
}

fn tables(folder: &Folder) -> Tables {
    read_tables(folder.path(), &Config::default())
}

#[test]
fn a_row_of_sums_is_no_payout_wherever_its_label_stands() {
    for (header, label) in [
        ("influencer_id", "Total"),
        ("payout_id,influencer_id", "Total:,"),
        ("status,influencer_id,influencer_name", "Grand Total,,"),
        ("status,influencer_id,influencer_name", ",-,SUM"),
        ("campaign,payout_date,influencer_id", ",subtotal,"),
    ] {
        let person = match header {
            "influencer_id" => "A",
            "payout_id,influencer_id" => "1,A",
            "status,influencer_id,influencer_name" => "paid,A,Asha",
            _ => "Spring,2025-01-10,A",
        };
        let folder = Folder::new()
            .tracking(&["influencer,,A,u,Whey,2025-01-11,2,500.00"])
            .file(
                "payouts.csv",
                &[
                    &format!("{header},total_payout"),
                    &format!("{person},100.00"),
                    &format!("{label},100.00"),
                ],
            );
        total(&folder, MeasureId::Payout, "100.00");
        let set_aside = tables(&folder).set_aside;
        let why: Vec<_> = set_aside
            .iter()
            .map(|row| (row.place.line, row.code))
            .collect();
        assert_eq!(why, [(3, Code::TotalRow)], "{header}");
    }
}

#[test]
fn a_payout_of_nobody_and_a_product_called_total_are_no_sums() {
    let folder = Folder::new()
        .file(
            "tracking.csv",
            &[
                "product,influencer_id,date,orders,revenue",
                "Total,,2025-01-11,2,500.00",
            ],
        )
        .file(
            "payouts.csv",
            &[
                "status,influencer_id,total_payout",
                "paid,,100.00",
                "Total,A,50.00",
            ],
        );
    total(&folder, MeasureId::OrganicRevenue, "500.00");
    total(&folder, MeasureId::Payout, "150.00");
}

#[test]
fn a_word_for_nothing_is_nobodys_name() {
    for word in ["NaN", "None", "-", "null"] {
        let folder = Folder::new().file(
            "tracking.csv",
            &[
                "influencer_name,date,orders,revenue",
                "Asha,2025-01-11,2,500.00",
                &format!("{word},2025-01-11,1,40.00"),
            ],
        );
        total(&folder, MeasureId::Revenue, "500.00");
        total(&folder, MeasureId::OrganicRevenue, "40.00");
    }
}

#[test]
fn posts_and_rows_whose_id_is_a_word_for_nothing_are_several() {
    let folder = Folder::new()
        .file(
            "posts.csv",
            &[
                "post_id,influencer_id,date,reach",
                "NaN,A,2025-01-10,1000",
                "NaN,A,2025-01-12,1000",
            ],
        )
        .file(
            "tracking.csv",
            &[
                "tracking_id,influencer_id,date,orders,revenue",
                "NaN,A,2025-01-11,2,500.00",
                "NaN,A,2025-01-12,1,250.00",
            ],
        )
        .file(
            "payouts.csv",
            &["influencer_id,basis,rate", "A,per_post,100"],
        );
    total(&folder, MeasureId::Payout, "200.00");
    let problems = folder.load().problems;
    for code in [Code::DuplicateRow, Code::DuplicatePost] {
        assert!(problems.sorted().iter().all(|problem| problem.code != code));
    }
}

#[test]
fn a_header_in_windows_1252_is_known_when_it_comes_again() {
    let table = b"influencer_id,name,R\xe9gion\nA,Asha,Goa\ninfluencer_id,name,R\xe9gion\n";
    let folder = Folder::new()
        .bytes("influencers.csv", table)
        .tracking(&["influencer,,A,u,Whey,2025-01-11,2,500.00"]);
    let tables = tables(&folder);
    assert_eq!(tables.influencers.len(), 1);
    assert_eq!(tables.set_aside[0].code, Code::RepeatedHeader);
}

#[test]
fn a_configuration_finds_a_column_in_windows_1252() {
    let folder = Folder::new()
        .config("[columns.tracking]\nrevenue = \"Erl\u{f6}s\"")
        .bytes(
            "tracking.csv",
            b"influencer_id,date,orders,Erl\xf6s\nA,2025-01-11,2,500.00\n",
        );
    total(&folder, MeasureId::Revenue, "500.00");
}

#[test]
fn numbers_of_a_workbook_need_no_decimal_mark() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("tracking").unwrap();
    sheet
        .write_row(0, 0, ["influencer_id", "date", "orders", "revenue"])
        .unwrap();
    // As a number, as one with three decimals, and as text in the declared form.
    sheet.write_row(1, 0, ["A", "2025-01-11", "1"]).unwrap();
    sheet.write(1, 3, 1234.5).unwrap();
    sheet.write_row(2, 0, ["A", "2025-01-12", "1"]).unwrap();
    sheet.write(2, 3, 12.344).unwrap();
    sheet
        .write_row(3, 0, ["A", "2025-01-13", "1", "1.234,56"])
        .unwrap();
    let folder = Folder::new()
        .config("[read]\ndecimal = \"comma\"")
        .bytes("campaign.xlsx", &workbook.save_to_buffer().unwrap());
    total(&folder, MeasureId::Revenue, "2481.40");
}

#[test]
fn a_margin_may_be_a_share_in_a_hundred_or_a_word_for_nothing() {
    let folder = Folder::new()
        .file(
            "products.csv",
            &[
                "product,brand,margin",
                "Whey,Aster,42%",
                "Bar,Clove,NaN",
                "Oil,Clove,0.5",
            ],
        )
        .tracking(&["influencer,,A,u,Bar,2025-01-11,2,500.00"]);
    let tables = tables(&folder);
    assert_eq!(tables.set_aside, []);
    let margins = tables.products.iter().map(|product| product.margin);
    let margins: Vec<_> = margins
        .map(|margin| margin.map(|margin| margin.to_string()))
        .collect();
    assert_eq!(margins, [Some("0.42".into()), None, Some("0.5".into())]);
}

#[test]
fn dates_far_down_a_file_are_read_as_those_of_the_tables_other_files() {
    let header = "influencer_id,date,orders,revenue".to_owned();
    let early = (0..1500).map(|_| "A,2025-01-11,0,0".to_owned());
    let late = ["A,03/07/2025,1,500.00".to_owned()];
    let lines: Vec<String> = std::iter::once(header.clone())
        .chain(early)
        .chain(late)
        .collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let folder = Folder::new()
        .file("tracking_a.csv", &lines)
        .file("tracking_b.csv", &[&header, "A,03/22/2025,1,250.00"]);
    let march = crate::support::days("2025-03-01", "2025-03-31");
    assert_eq!(folder.load().value(MeasureId::Revenue, &march), "750.00");
}

#[test]
fn a_header_that_comes_again_behind_a_mark_or_in_capitals_is_no_influencer() {
    let folder = Folder::new()
        .file(
            "influencers.csv",
            &[
                "\u{feff}influencer_id,name",
                "A,Asha",
                "\u{feff}influencer_id,name",
                "INFLUENCER_ID,NAME",
                "B,Bela",
            ],
        )
        .tracking(&["influencer,,A,u,Whey,2025-01-11,2,500.00"]);
    assert_eq!(tables(&folder).influencers.len(), 2);
}
