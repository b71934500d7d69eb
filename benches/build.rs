//! How long each stage takes, on simulated campaigns. `cargo bench`; a name narrows it.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use roasbook::cells::add_up;
use roasbook::config::{Config, Pages, Prerender};
use roasbook::filter::Filter;
use roasbook::period::Calendar;
use roasbook::problem::Problems;
use roasbook::simulate::{Scenario, simulate};
use roasbook::slices::{Slices, answer};
use roasbook::tables::read_tables;
use roasbook::timings::Timings;
use roasbook::{Publication, load, publish};

/// Rows and influencers of the campaigns measured.
const CAMPAIGNS: [(u64, usize); 2] = [(100_000, 500), (1_000_000, 1_000)];

fn stages(criterion: &mut Criterion) {
    for (rows, influencers) in CAMPAIGNS {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let scenario = Scenario {
            rows,
            influencers,
            ..Scenario::default()
        };
        simulate(&scenario, folder.path()).expect("a campaign");
        let mut group = criterion.benchmark_group(format!("{rows} rows"));
        group.sample_size(10).throughput(Throughput::Elements(rows));
        measure(&mut group, folder.path());
        group.finish();
    }
}

fn measure(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    data: &Path,
) {
    let config = Config::default();
    let tables = read_tables(data, &config);
    let add = || add_up(&tables, &config, &mut Problems::default()).expect("cells");
    let cells = add();
    let slices = Slices::of_pages(&cells, Calendar::default(), &Pages::default());
    let pages = slices.pages();

    group.bench_function("tables", |bench| {
        bench.iter(|| read_tables(black_box(data), &config))
    });
    group.bench_function("cells", |bench| bench.iter(add));
    group.bench_function("slices", |bench| {
        bench.iter(|| {
            Slices::of_pages(&cells, Calendar::default(), &Pages::default())
                .pages()
                .len()
        });
    });
    group.bench_function("every page's slice", |bench| {
        bench.iter(|| {
            pages
                .iter()
                .map(|page| slices.slice(page).influencers.len())
                .sum::<usize>()
        });
    });
    group.bench_function("one filter on demand", |bench| {
        bench.iter(|| {
            answer(
                &cells,
                Calendar::default(),
                black_box(&Filter::everything()),
            )
        });
    });
    group.bench_function("build", |bench| build(bench, data, Prerender::None, None));
}

/// A whole build into a new folder: an old site would be linked instead of written.
fn build(
    bench: &mut criterion::Bencher<'_>,
    data: &Path,
    prerender: Prerender,
    cache: Option<&Path>,
) {
    let target = tempfile::tempdir().expect("a temporary folder");
    let mut builds = 0;
    bench.iter(|| {
        builds += 1;
        let publication = Publication {
            target: target.path().join(builds.to_string()),
            base_url: None,
            templates: None,
            cache: cache.map(Path::to_path_buf),
        };
        let mut config = Config::default();
        config.charts.prerender = prerender;
        let campaign = load(data, config, &mut Timings::default());
        publish(&campaign, &publication, &mut Timings::default(), &|_| {
            ControlFlow::Continue(())
        })
        .expect("a site")
    });
}

/// What drawing charts adds to a build of the demo: every chart anew, and none where nothing changed.
fn pictures(criterion: &mut Criterion) {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let cache = tempfile::tempdir().expect("a temporary folder");
    let mut group = criterion.benchmark_group("demo");
    group.sample_size(10);
    group.bench_function("without pictures", |bench| {
        build(bench, &data, Prerender::None, None);
    });
    group.bench_function("every chart drawn", |bench| {
        build(bench, &data, Prerender::Single, None);
    });
    group.bench_function("every chart kept", |bench| {
        build(bench, &data, Prerender::Single, Some(cache.path()));
    });
    group.finish();
}

criterion_group!(benches, stages, pictures);
criterion_main!(benches);
