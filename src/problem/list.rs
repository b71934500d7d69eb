//! The one list of what can be wrong, odd or assumed: `roasbook explain`, `docs/problems.md`, SARIF rules and the advice
//! below every problem come from here.

use super::{Code, CodeFacts, Severity};

/// Every code, in the order of [`Code`].
pub static CODES: [CodeFacts; 56] = [
    CodeFacts {
        code: Code::UnreadableFile,
        id: "unreadable-file",
        title: "A file cannot be read",
        meaning: "A file or folder that belongs to the input cannot be opened or understood: it is not there, \
                  may not be read, changed while it was read, or is damaged. Nothing is built, because a \
                  report without one of its tables would look complete and be wrong.",
        advice: "Check that the file exists and may be read.",
        ..FATAL
    },
    CodeFacts {
        code: Code::MissingTable,
        id: "missing-table",
        title: "There is no table that figures come from",
        meaning: "No file of the folder has a name that begins with `tracking`, `post` or `payout`. Every figure \
                  comes from one of these tables, so there is nothing to report without any of them.",
        advice: "Put a CSV whose name starts with `tracking`, `post` or `payout` into the folder.",
        ..FATAL
    },
    CodeFacts {
        code: Code::MissingColumn,
        id: "missing-column",
        title: "A required column is missing",
        meaning: "A table lacks a column without which none of its rows can be used, such as the date of a \
                  sale. The message lists the headers that were found and, where one looks like it, which. \
                  Case, spaces and punctuation do not matter, and common other spellings are known.",
        example: Some(
            "influencer_id,when,orders,revenues\n\
             A,2025-01-01,1,2.00",
        ),
        advice: "Rename the column or add it, or say under `[columns]` in roasbook.toml which one it is.",
        ..FATAL
    },
    CodeFacts {
        code: Code::NoRows,
        id: "no-rows",
        title: "There is nothing to report on",
        meaning: "The tables were read, but no row of tracking, posts or payouts has a date. A report covers \
                  the days from the first to the last of these, and here are none.",
        advice: "Check that the rows of these tables have dates.",
        ..FATAL
    },
    CodeFacts {
        code: Code::NoneUsed,
        id: "none-used",
        title: "No row of a table could be used",
        meaning: "A table has rows and every one of them was set aside, or the tracking table has only a \
                  header. A site made of nothing would replace a good one, so the build stops. The reason is \
                  usually one column that is written in a way roasbook does not read.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,Tuesday,1,500.00\n\
             B,Wednesday,2,300.00",
        ),
        advice: "See the other problems of that table: most often one column has another format.",
        ..FATAL
    },
    CodeFacts {
        code: Code::TooLarge,
        id: "too-large",
        title: "Numbers are too large to be added exactly",
        meaning: "The sum of a column is more than 90,071,992,547,409.92, which is as far as amounts and \
                  counts are exact to the last digit here and in every browser. roasbook shows no rounded \
                  totals, so it stops. Figures of that size are most often ids or phone numbers in the wrong \
                  column.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,919876543210123456,500.00",
        ),
        advice: "Check the column for values that are not amounts or counts, such as ids or phone numbers.",
        ..FATAL
    },
    CodeFacts {
        code: Code::StrayDate,
        id: "stray-date",
        title: "A date is far from all others",
        meaning: "The dates of the input span more than 100 years, and one of them is far from all the others. \
                  A report has a page for each month in between, so that one slip of the keyboard would bury \
                  the real ones; the build stops and names the date.",
        example: Some(
            "A,2025-01-11,1,500.00\n\
             A,2152-01-12,1,300.00",
        ),
        advice: "Correct the date, or remove the row.",
        ..FATAL
    },
    CodeFacts {
        code: Code::UnclosedQuote,
        id: "unclosed-quote",
        title: "A quote is opened and never closed",
        meaning: "A cell begins with a quote that is never closed, so that the rest of the file would be one \
                  cell and its rows would be lost without a trace. Nothing is guessed: the message says on \
                  which line the quote is opened.",
        example: Some(
            "p1,A,2025-01-10,\"Love this shake,1000,80\n\
             p2,A,2025-01-12,Again,900,70",
        ),
        advice: "Close the quote, or write it twice where it is part of the text: everything after it would be one cell.",
        ..FATAL
    },
    CodeFacts {
        code: Code::MixedCurrencies,
        id: "mixed-currencies",
        title: "A column has amounts in several currencies",
        meaning: "Amounts of one column carry the signs of several currencies. Their sum would be neither, so \
                  nothing is built. Where the signs are a slip and the amounts are all in one currency, lower \
                  the level of this problem, and they are added as they are.",
        example: Some(
            "A,2025-01-11,1,₹500.00\n\
             B,2025-01-11,1,$12.00",
        ),
        advice: "Convert the amounts to one currency: sums of several mean nothing.",
        ..ERROR
    },
    CodeFacts {
        code: Code::DecimalComma,
        id: "decimal-comma",
        title: "Amounts seem to have a decimal comma",
        meaning: "Amounts of a column have a comma where a decimal point would be, and taking it for a \
                  separator of thousands would make them a hundred times too large. roasbook does not guess \
                  between the two: the configuration says which it is.",
        example: Some(
            "A;2025-01-11;1;1.234,56\n\
             B;2025-01-12;1;12,50",
        ),
        advice: "Declare it: `decimal = \",\"` under `[read]` in roasbook.toml.",
        ..ERROR
    },
    CodeFacts {
        code: Code::TooBig,
        id: "too-big",
        title: "A file is larger than anything roasbook reads",
        meaning: "A file, what is compressed in it, a sheet, one of its lines or its header is larger than roasbook \
                  reads. The limits are far beyond real exports, and keep a broken or hostile file from \
                  filling the memory.",
        advice: "Split the file, or check that it is what it seems to be.",
        ..FATAL
    },
    CodeFacts {
        code: Code::AbsentTable,
        id: "absent-table",
        title: "A table is missing",
        meaning: "The folder has no file for influencers, posts, tracking or payouts. The report is built all the \
                  same, says what is missing, and shows what the other tables tell. One of posts, tracking and \
                  payouts is required.",
        advice: "What needs it shows no figure. Add the CSV to get it.",
        ..WARNING
    },
    CodeFacts {
        code: Code::AbsentColumn,
        id: "absent-column",
        title: "A column that figures need is missing",
        meaning: "A table lacks a column that some measures are made of, such as the reach of posts. Every row \
                  is used; those measures show a dash rather than a zero.",
        example: Some(
            "post_id,influencer_id,date,likes\n\
             p1,A,2025-01-10,80",
        ),
        advice: "Measures that need it show no figure. Add the column to get them.",
        ..WARNING
    },
    CodeFacts {
        code: Code::UnreadForm,
        id: "unread-form",
        title: "What may be a table is not read",
        meaning: "A file's name begins like that of a table, and its ending says that it is something else: a PDF, JSON, \
                  a Numbers document, an archive. Or a workbook of another name cannot be opened, or a sheet called \
                  like a table is hidden. What it holds is in no figure.",
        advice: "Save it as CSV, a workbook or Parquet, or rename it if it is no table.",
        ..WARNING
    },
    CodeFacts {
        code: Code::RepeatedFile,
        id: "repeated-file",
        title: "A file is the copy of another",
        meaning: "Two files of one table have the same content, as when an export is downloaded twice. Files \
                  of one table are read as one, so the copy's rows are set aside; otherwise every sale in it \
                  would count twice.",
        example: Some(
            "tracking_data.csv\n\
             tracking_data (1).csv",
        ),
        advice: "Its rows are set aside, so that nothing counts twice. Remove the copy.",
        ..WARNING
    },
    CodeFacts {
        code: Code::AmbiguousColumn,
        id: "ambiguous-column",
        title: "Two columns of a file mean the same",
        meaning: "Two headers of a file are known as the same column, so that it is not clear which of them is \
                  meant. The first counts, the other is ignored.",
        example: Some("influencer_id,date,order_date,orders,revenue"),
        advice: "The first counts. Rename or remove the other, or say which under `[columns]` in roasbook.toml.",
        ..WARNING
    },
    CodeFacts {
        code: Code::BadDate,
        id: "bad-date",
        title: "A date cannot be read",
        meaning: "A date of a row cannot be read, or is no day of the calendar. Without a day the row belongs \
                  to no period, so it is set aside; it stays in the count of rows read. The order of day and \
                  month is decided for a whole column, never for a single cell.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,31/02/2025,1,500.00",
        ),
        advice: "Write dates as 2025-07-22, with or without a time.",
        ..WARNING
    },
    CodeFacts {
        code: Code::BadCount,
        id: "bad-count",
        title: "A count cannot be read",
        meaning: "A count such as orders or reach is not a whole number. The row is set aside, because any \
                  guess would be summed into totals that look exact.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,2.5,500.00",
        ),
        advice: "Write whole numbers with digits only, such as 1200.",
        ..WARNING
    },
    CodeFacts {
        code: Code::BadAmount,
        id: "bad-amount",
        title: "An amount cannot be read",
        meaning: "An amount is no number, or a payout has neither a total nor a rate. The row is set aside, \
                  because any guess would be summed into totals that look exact. Currency signs, separators of \
                  thousands and short forms such as 1.2L are understood.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,2,\"12,5o\"",
        ),
        advice: "Write decimals with a point, such as 12.50.",
        ..WARNING
    },
    CodeFacts {
        code: Code::RaggedRow,
        id: "ragged-row",
        title: "A row has too few or too many cells",
        meaning: "A row has more or fewer cells than the header, so that it is not clear which cell belongs to \
                  which column. It is set aside, unless all that it has too many is blank or it only lacks a \
                  caption, an address or a customer at its end. Most often a text with a comma in it is not \
                  quoted.",
        example: Some(
            "influencer_id,product,date,orders,revenue\n\
             A,Whey, 1 kg,2025-01-11,2,500.00",
        ),
        advice: "Quote cells that hold a comma, and give every row as many cells as the header.",
        ..WARNING
    },
    CodeFacts {
        code: Code::RepeatedHeader,
        id: "repeated-header",
        title: "A header stands among the rows",
        meaning: "The header stands once more among the rows, as where two exports were pasted together. It is \
                  set aside and is counted as such; it carries no figures.",
        example: Some(
            "A,2025-01-11,2,500.00\n\
             influencer_id,date,orders,revenue\n\
             B,2025-01-12,1,300.00",
        ),
        advice: "It is set aside: it is no row.",
        ..NOTE
    },
    CodeFacts {
        code: Code::TotalRow,
        id: "total-row",
        title: "A row is a total of other rows",
        meaning: "A row says that it is the total of others, as spreadsheets have at their end. It is set \
                  aside: summed with the rows it is made of, everything would count twice.",
        example: Some(
            "A,2025-01-11,2,500.00\n\
             B,2025-01-12,1,300.00\n\
             Total,,3,800.00",
        ),
        advice: "It is set aside, so that nothing counts twice.",
        ..WARNING
    },
    CodeFacts {
        code: Code::LongCell,
        id: "long-cell",
        title: "A cell is longer than anything roasbook shows",
        meaning: "A cell is longer than anything a report could show, which in real files is a quote that \
                  swallowed the rows after it. The row is set aside.",
        advice: "The row is set aside. Look for a quote that is not closed.",
        ..WARNING
    },
    CodeFacts {
        code: Code::MissingKey,
        id: "missing-key",
        title: "A row lacks its id",
        meaning: "A row lacks the id that it would be joined by. An influencer without an id cannot be \
                  anyone's and is set aside; a post or payout without one is counted as Unassigned, so that \
                  totals stay whole. On tracking a blank influencer is no problem: it is an organic sale.",
        example: Some(
            "post_id,influencer_id,date,reach\n\
             p1,,2025-01-10,1000",
        ),
        advice: "Give the row the id it belongs to.",
        ..WARNING
    },
    CodeFacts {
        code: Code::BlankNumber,
        id: "blank-number",
        title: "A number is blank and counts as nothing",
        meaning: "Cells of a numeric column are blank. They add nothing, as a zero would, and the row is used. \
                  Problems of one column fold into one, with the number of rows.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,,500.00",
        ),
        advice: "Write 0 if that is what it means.",
        ..NOTE
    },
    CodeFacts {
        code: Code::NegativeNumber,
        id: "negative-number",
        title: "A number is below zero, and is summed as such",
        meaning: "Numbers of a column are below zero. Refunds and corrections are written like that, so they \
                  are summed as they stand, and reported in case they are mistakes.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,1,-500.00",
        ),
        advice: "Check whether it is a refund or a mistake.",
        ..WARNING
    },
    CodeFacts {
        code: Code::RevenueWithoutOrders,
        id: "revenue-without-orders",
        title: "Rows have revenue but no orders",
        meaning: "Tracking rows have revenue, but no orders. Both are kept as they are: revenue and ROAS count \
                  the amount, while order value and cost per order are computed from fewer orders than there \
                  were.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,0,500.00",
        ),
        advice: "The revenue is kept. Check the orders column.",
        ..WARNING
    },
    CodeFacts {
        code: Code::EngagementOverReach,
        id: "engagement-over-reach",
        title: "Posts have more likes than reach",
        meaning: "Posts have more likes than people they reached, which cannot be. Both figures are kept, and \
                  the engagement rate of these posts is above 100 %. Often one of the columns is a lifetime \
                  figure and the other is not.",
        example: Some(
            "post_id,influencer_id,date,reach,likes\n\
             p1,A,2025-01-10,100,5400",
        ),
        advice: "Both are kept. Check the export.",
        ..WARNING
    },
    CodeFacts {
        code: Code::DuplicateInfluencer,
        id: "duplicate-influencer",
        title: "An influencer is listed more than once",
        meaning: "The influencers table has several rows with one id. The first counts, and the others change \
                  nothing and are set aside: the report has one row for each influencer.",
        example: Some(
            "influencer_id,name,category\n\
             A,Asha,Fitness\n\
             A,Asha,Fitness",
        ),
        advice: "The first row counts, the others are set aside. Remove them.",
        ..WARNING
    },
    CodeFacts {
        code: Code::ConflictingInfluencer,
        id: "conflicting-influencer",
        title: "One influencer id is listed with different facts",
        meaning: "The influencers table has several rows with one id that say different things, such as two \
                  categories. The first counts and the others are set aside; whichever were right, every \
                  breakdown by that attribute depends on it.",
        example: Some(
            "influencer_id,name,category\n\
             A,Asha,Fitness\n\
             A,Asha,Parenting",
        ),
        advice: "The first row counts, the others are set aside. Keep the one that is right.",
        ..WARNING
    },
    CodeFacts {
        code: Code::DuplicatePost,
        id: "duplicate-post",
        title: "A post id is listed more than once",
        meaning: "The posts table has several rows with one post id. Reach and likes of each are counted, \
                  because a post may be published on several platforms under one id, but a fee per post is \
                  paid once.",
        example: Some(
            "post_id,influencer_id,date,reach\n\
             p1,A,2025-01-10,1000\n\
             p1,A,2025-01-10,1000",
        ),
        advice: "Every row is counted, the fee once. Remove the repeated row.",
        ..WARNING
    },
    CodeFacts {
        code: Code::DuplicateRow,
        id: "duplicate-row",
        title: "A tracking row is there more than once",
        meaning: "Tracking rows are alike in every column. Two equal sales on one day are ordinary where rows \
                  have no id of their own, so each is counted; where they are the same sale exported twice, \
                  revenue is too high.",
        example: Some(
            "influencer_id,user_id,date,orders,revenue\n\
             A,u1,2025-01-11,1,500.00\n\
             A,u1,2025-01-11,1,500.00",
        ),
        advice: "Every row is counted. Remove the repeated rows if they are the same sale.",
        ..WARNING
    },
    CodeFacts {
        code: Code::UnknownInfluencer,
        id: "unknown-influencer",
        title: "An influencer is missing from the influencers table",
        meaning: "Tracking, posts or payouts name an influencer that the influencers table does not have. The \
                  figures are kept under the id, so that totals stay whole; filters by category or platform \
                  leave them under Unassigned.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A_OLD,2025-01-11,1,500.00",
        ),
        advice: "The figures are kept under the id, with category and platform Unassigned. Add the influencer.",
        ..WARNING
    },
    CodeFacts {
        code: Code::AmbiguousName,
        id: "ambiguous-name",
        title: "A name stands for several influencers",
        meaning: "Rows are joined by name because they have no id, and the name stands for several \
                  influencers. Giving the figures to one of them would be a guess about who is paid, so they \
                  are kept under the name alone.",
        example: Some(
            "influencer_id,name\n\
             A,Riya Sharma\n\
             B,Riya Sharma",
        ),
        advice: "Rows that say only the name are kept under the name, with category and platform Unassigned. Give them the id.",
        ..WARNING
    },
    CodeFacts {
        code: Code::SpellingVariants,
        id: "spelling-variants",
        title: "One value is spelled in several ways",
        meaning: "Values of one column differ only in case, spaces or punctuation. Filters and tables show \
                  them as different values, so that each has only a part of the figures. Nothing is merged \
                  unasked; the message suggests the spelling with most rows.",
        example: Some(
            "influencer_id,platform\n\
             A,YouTube\n\
             B,Youtube",
        ),
        advice: "Each spelling is a value of its own. Merge them under `[names]` in roasbook.toml, or in the data.",
        ..WARNING
    },
    CodeFacts {
        code: Code::OtherCurrency,
        id: "other-currency",
        title: "Amounts carry another currency sign than the report",
        meaning: "All amounts of a column carry one currency sign, and the report is set to another. Nothing \
                  is converted: the numbers are added as they are and shown with the report's sign.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,1,$12.00",
        ),
        advice: "They are added as they are. Set `currency` under `[money]` in roasbook.toml.",
        ..WARNING
    },
    CodeFacts {
        code: Code::OutsideDate,
        id: "outside-date",
        title: "A date lies far outside the rest of its table",
        meaning: "A date is far from where nearly all the rest of its table is, as a year mistyped would be. \
                  The row is used, and so stretches the range of dates that the report covers.",
        example: Some(
            "A,2025-01-11,1,500.00\n\
             A,2015-01-11,1,300.00",
        ),
        advice: "It is kept. Check the year.",
        ..WARNING
    },
    CodeFacts {
        code: Code::AttributedOrganic,
        id: "attributed-organic",
        title: "A row with an influencer is marked organic",
        meaning: "A tracking row has an influencer and a source that says organic. It counts for the \
                  influencer, because the id is the firmer statement; if the source is right, the influencer's \
                  revenue is too high.",
        example: Some(
            "source,influencer_id,date,orders,revenue\n\
             organic,A,2025-01-11,1,500.00",
        ),
        advice: "It counts for the influencer. Check the source.",
        ..WARNING
    },
    CodeFacts {
        code: Code::PlatformMismatch,
        id: "platform-mismatch",
        title: "Posts are on another platform than their influencer's",
        meaning: "Posts are on another platform than the one their influencer is listed with. Everything of an \
                  influencer counts under one platform, the listed one, so that revenue and payout under a \
                  filter are of the same people.",
        example: Some(
            "post_id,influencer_id,platform,date\n\
             p1,A,TikTok,2025-01-10",
        ),
        advice: "They count under the influencer's platform.",
        ..NOTE
    },
    CodeFacts {
        code: Code::TwoBrands,
        id: "two-brands",
        title: "A text names two brands",
        meaning: "A product or a campaign names more than one brand that is known here. Its rows count under \
                  Unassigned, because splitting a sale between brands would be a guess.",
        example: Some(
            "product,date,orders,revenue\n\
             Gritzo + HKVitals Combo,2025-01-11,1,500.00",
        ),
        advice: "The brand is Unassigned. Name the brand in a column, or map the product.",
        ..WARNING
    },
    CodeFacts {
        code: Code::BrandConflict,
        id: "brand-conflict",
        title: "Product and campaign name different brands",
        meaning: "The product of a row is one brand's and its campaign names another's. What was sold is the \
                  product, so its brand counts.",
        example: Some(
            "campaign,product,date,orders,revenue\n\
             Gritzo_Launch,MuscleBlaze Whey,2025-01-11,1,500.00",
        ),
        advice: "The product's brand counts.",
        ..WARNING
    },
    CodeFacts {
        code: Code::ProductConflict,
        id: "product-conflict",
        title: "A product is listed with different facts",
        meaning: "The products table has several rows for one product with different brands or margins. One of \
                  them counts, the same whatever the order of the file; break-even and brand of its sales \
                  depend on it.",
        example: Some(
            "product,brand,margin\n\
             Whey,MuscleBlaze,0.4\n\
             Whey,Gritzo,0.3",
        ),
        advice: "One row counts. Remove the others.",
        ..WARNING
    },
    CodeFacts {
        code: Code::IgnoredCell,
        id: "ignored-cell",
        title: "A cell that cannot be read is left out",
        meaning: "A cell that the row can do without cannot be read, such as the payment date of a payout. The \
                  row's total counts all the same, and the cell counts as blank.",
        example: Some(
            "influencer_id,basis,total_payout,payout_date\n\
             A,per_post,200.00,soon",
        ),
        advice: "The row's total counts all the same. Correct the cell.",
        ..WARNING
    },
    CodeFacts {
        code: Code::PayoutMissing,
        id: "payout-missing",
        title: "An active influencer has no payout row",
        meaning: "An influencer has posts or sales and no row in the payouts table. That is an unknown payout \
                  and not a payout of zero, which would make ROAS endless; measures with payout leave the \
                  influencer out of both halves, and the report says how much revenue that is.",
        advice: "The payout is unknown, not zero, and ROAS leaves the influencer out. Add the payout, or a row with total 0 if there was none.",
        ..WARNING
    },
    CodeFacts {
        code: Code::PayoutMismatch,
        id: "payout-mismatch",
        title: "A payout is not its rate times what is tracked",
        meaning: "The total of a payout is not its rate times the posts or orders that the other tables have. \
                  The ledger's total is what was paid, so it counts, and the message shows what it would be \
                  made of. Bonuses, flat fees and orders counted elsewhere are the usual reasons. A rate without a \
                  total counts as nothing where there is no table to multiply it with.",
        example: Some(
            "influencer_id,basis,rate,orders,total_payout\n\
             B,per_order,50.00,3,175.00",
        ),
        advice: "The ledger's total counts.",
        ..NOTE
    },
    CodeFacts {
        code: Code::PayoutUnplaced,
        id: "payout-unplaced",
        title: "A payout has no post, order or revenue to belong to",
        meaning: "A payout is spread over the posts, orders or revenue it pays for, and there is none of \
                  these. So that the ledger's total stays whole it counts as Unassigned, on its payment date \
                  or else on the last day of the data.",
        advice: "It counts as Unassigned on its payment date, else on the last day.",
        ..NOTE
    },
    CodeFacts {
        code: Code::UnknownBasis,
        id: "unknown-basis",
        title: "A payout basis is not known here",
        meaning: "The basis of a payout is neither per post nor per order, nor a known spelling of these. The \
                  total counts; it is spread over posts, or over orders where there are no posts, which \
                  decides under which dates and brands it is seen.",
        example: Some(
            "influencer_id,basis,rate,total_payout\n\
             A,hybrid,500.00,2000.00",
        ),
        advice: "It is spread over posts, else orders. Known are per_post and per_order.",
        ..NOTE
    },
    CodeFacts {
        code: Code::DateOrder,
        id: "date-order",
        title: "Dates are read in an order that not every cell tells",
        meaning: "Dates of a column could be day first or month first, and no cell decides, or cells disagree. \
                  The order is decided for the whole column by the rule that the message names, and never for \
                  a single cell.",
        example: Some(
            "A,05/07/2025,1,500.00\n\
             A,06/07/2025,1,300.00",
        ),
        advice: "Check a date you know. `date_order` under `[read]` in roasbook.toml decides it.",
        ..NOTE
    },
    CodeFacts {
        code: Code::AssumedEncoding,
        id: "assumed-encoding",
        title: "A file is not UTF-8",
        meaning: "A file is not UTF-8 text and does not say what it is. It is read in the encoding that the \
                  message names, in which every file can be read, so that letters with accents may come out as \
                  others.",
        advice: "It is read as the encoding named. Check names with accents, or save the file as UTF-8.",
        ..NOTE
    },
    CodeFacts {
        code: Code::SkippedLines,
        id: "skipped-lines",
        title: "Lines before the header are left out",
        meaning: "Before the header of a file stand lines that are not part of the table, such as a title or \
                  the date of the export. They are left out and are not counted as rows.",
        example: Some(
            "Campaign export,,,\n\
             Generated 2025-08-01,,,\n\
             influencer_id,date,orders,revenue",
        ),
        advice: "They are no rows of the table.",
        ..NOTE
    },
    CodeFacts {
        code: Code::IgnoredColumn,
        id: "ignored-column",
        title: "Columns are not used",
        meaning: "A file has columns that roasbook does not know. Nothing is computed from them, and nothing \
                  is lost by it unless one of them is a known column under another name.",
        example: Some("influencer_id,date,orders,revenue,net_sales_v2"),
        advice: "Nothing is computed from them. If one is spelled otherwise than roasbook knows, map it under `[columns]` in roasbook.toml.",
        ..NOTE
    },
    CodeFacts {
        code: Code::BlankWord,
        id: "blank-word",
        title: "A word stands for an empty cell",
        meaning: "Cells hold a word that stands for nothing, such as N/A or null. They count as blank, not as \
                  a name and not as a zero.",
        example: Some(
            "influencer_id,name,category\n\
             A,Asha,N/A",
        ),
        advice: "It counts as blank.",
        ..NOTE
    },
    CodeFacts {
        code: Code::RoundedAmount,
        id: "rounded-amount",
        title: "Amounts have more decimals than money has",
        meaning: "Amounts have fractions of the smallest unit of money. Each is rounded by itself, half to \
                  even on the digits as written, before anything is summed; so sums of the column made \
                  elsewhere may differ in the last digits.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             A,2025-01-11,1,499.995",
        ),
        advice: "Each is rounded to the smallest unit, half to even.",
        ..NOTE
    },
    CodeFacts {
        code: Code::IdSpelling,
        id: "id-spelling",
        title: "An id is spelled in several ways",
        meaning: "One id is written in several ways, such as with a decimal point that a spreadsheet added, or \
                  in another case. The spellings are joined, so that one influencer does not become two.",
        example: Some(
            "influencer_id,date,orders,revenue\n\
             42.0,2025-01-11,1,500.00",
        ),
        advice: "The spellings are joined. Write the id as the influencers table does.",
        ..NOTE
    },
    CodeFacts {
        code: Code::JoinedByName,
        id: "joined-by-name",
        title: "Rows are joined to influencers by name",
        meaning: "A table has no column of influencer ids, so its rows are joined to influencers by name. A \
                  name spelled otherwise than in the influencers table becomes an influencer of its own.",
        example: Some(
            "name,date,orders,revenue\n\
             Asha Rao,2025-01-11,1,500.00",
        ),
        advice: "Give the rows the influencer's id.",
        ..NOTE
    },
    CodeFacts {
        code: Code::UnknownConfigName,
        id: "unknown-config-name",
        title: "The configuration names something the data does not have",
        meaning: "roasbook.toml names a brand, product, column or value that the data does not have, so that \
                  the entry does nothing. Names are easily misspelled in both, and it would otherwise go \
                  unseen.",
        example: Some(
            "[products]\n\
             \"Omgea 3\" = \"HKVitals\"",
        ),
        advice: "Check the spelling.",
        ..WARNING
    },
];

/// What stops every build: there is nothing to build from.
const FATAL: CodeFacts = CodeFacts {
    code: Code::UnreadableFile,
    id: "",
    severity: Severity::Error,
    is_fatal: true,
    title: "",
    meaning: "",
    example: None,
    advice: "",
};

/// What stops a build unless its level is lowered.
const ERROR: CodeFacts = CodeFacts {
    is_fatal: false,
    ..FATAL
};

const WARNING: CodeFacts = CodeFacts {
    severity: Severity::Warning,
    ..ERROR
};

const NOTE: CodeFacts = CodeFacts {
    severity: Severity::Note,
    ..ERROR
};
