//! A site is swapped in whole, keeps what is not roasbook's, and leaves alone what did not change.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use crate::support::{Folder, files_below, run_in, small};

fn build(folder: &Folder) -> crate::support::Ran {
    run_in(folder.path(), &["build", ".", "-o", "site"])
}

#[test]
fn a_folder_with_files_of_others_and_no_manifest_is_refused() {
    let folder = small().text("site/thesis.docx", "years of work");
    let ran = build(&folder);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.stdout, "");
    let target = folder.path().join("site").canonicalize().unwrap();
    assert_eq!(
        ran.stderr,
        format!(
            "error: `{}` has files that roasbook did not write, and no manifest of its own\n\
             hint: choose an empty folder with -o, or empty this one\n",
            target.display()
        )
    );
    assert_eq!(files_below(&target).len(), 1);
}

#[test]
fn dotfiles_do_not_make_a_folder_foreign_and_are_kept() {
    let folder = small()
        .text("site/.gitignore", "*\n")
        .text("site/.well-known/x", "y");
    assert_eq!(build(&folder).status, 0);
    assert_eq!(
        fs::read_to_string(folder.path().join("site/.gitignore")).unwrap(),
        "*\n"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("site/.well-known/x")).unwrap(),
        "y"
    );
    assert!(folder.path().join("site/index.html").is_file());
}

#[test]
fn files_of_others_are_kept_and_never_overwritten() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let folder = folder
        .text("site/notes/today.txt", "mine")
        .text("site/CNAME", "example.org");
    assert_eq!(build(&folder).status, 0);
    assert_eq!(
        fs::read_to_string(folder.path().join("site/notes/today.txt")).unwrap(),
        "mine"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("site/CNAME")).unwrap(),
        "example.org"
    );

    // A file of theirs where a page has to go stops the build.
    let taken = folder.path().join("site/payouts.html");
    let manifest = folder.path().join("site/.roasbook-manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let without: String = text
        .lines()
        .filter(|line| !line.contains("payouts.html"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&manifest, without).unwrap();
    fs::write(&taken, "not yours").unwrap();
    let ran = build(&folder);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains("is in the way of a page"),
        "{}",
        ran.stderr
    );
    assert_eq!(fs::read_to_string(taken).unwrap(), "not yours");
}

/// Every file and folder below a folder, and what tells whether it was touched.
fn touched(folder: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64)> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    entries
        .map(Result::unwrap)
        .map(|entry| {
            let found = entry.metadata().unwrap();
            let written = (found.mtime(), found.mtime_nsec());
            let changed = (found.ctime(), found.ctime_nsec());
            (
                entry.into_path(),
                (found.ino(), written.0, written.1, changed.0, changed.1),
            )
        })
        .collect()
}

#[test]
fn a_rebuild_with_nothing_changed_touches_nothing_and_says_so() {
    let folder = small().text("site/.gitignore", "*\n");
    assert_eq!(build(&folder).status, 0);
    let site = folder.path().join("site");
    let before = touched(&site);
    let ran = build(&folder);
    assert!(
        ran.stdout.contains(" MB, nothing changed, in "),
        "{}",
        ran.stdout
    );
    assert_eq!(touched(&site), before);

    // Nor after a build that keeps something of the one before it.
    let folder = folder.tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,9.00"]);
    let ran = build(&folder);
    assert!(ran.stdout.contains(" changed, in "), "{}", ran.stdout);
    assert!(!ran.stdout.contains("nothing"), "{}", ran.stdout);
    let before = touched(&site);
    build(&folder);
    assert_eq!(touched(&site), before);
}

#[test]
fn files_that_a_change_does_not_concern_are_left_as_they_were() {
    let folder = small().config("title = \"One\"\n");
    assert_eq!(build(&folder).status, 0);
    let site = folder.path().join("site");
    let before = touched(&site);
    let bytes: BTreeMap<String, Vec<u8>> = files_below(&site).into_iter().collect();
    let folder = folder.config("title = \"Another\"\n");
    let ran = build(&folder);
    let (mut same, mut changed) = (0, 0);
    let after = touched(&site);
    for (name, now) in files_below(&site) {
        let path = site.join(&name);
        let is_untouched = before.get(&path).is_some_and(|old| {
            let new = after[&path];
            // A link to a file changes nothing but its count of links.
            (old.0, old.1, old.2) == (new.0, new.1, new.2)
        });
        assert_eq!(is_untouched, bytes.get(&name) == Some(&now), "{name}");
        if is_untouched {
            same += 1;
        } else {
            changed += 1;
        }
    }
    assert!(same > 10 && changed > 10, "{same} as before, {changed} not");
    let says = format!(", {changed} changed, ");
    assert!(ran.stdout.contains(&says), "{} but {says}", ran.stdout);
}

#[test]
fn pages_that_are_no_more_are_removed_and_old_assets_stay_until_the_next_change() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    assert!(
        folder
            .path()
            .join("site/reports/gritzo/all/all/all.html")
            .is_file()
    );
    let styles = |folder: &Folder| -> Vec<String> {
        let names = files_below(&folder.path().join("site/assets"))
            .into_iter()
            .map(|(name, _)| name);
        names
            .filter(|name| name.starts_with("roasbook.") && name.ends_with(".css"))
            .collect()
    };
    let old_style = styles(&folder);
    let folder = folder
        .text("look/assets/css/roasbook.css", "body{color:red}")
        .tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,500.00"]);
    let restyled = ["build", ".", "-o", "site", "--templates", "look"];
    assert_eq!(run_in(folder.path(), &restyled).status, 0);
    assert!(
        !folder
            .path()
            .join("site/reports/muscleblaze/parenting")
            .exists()
    );
    assert_eq!(styles(&folder).len(), 2, "the old style sheet is kept");
    let folder =
        folder.tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,501.00"]);
    assert_eq!(run_in(folder.path(), &restyled).status, 0);
    assert_eq!(
        styles(&folder).len(),
        1,
        "and is gone after the next change"
    );
    assert!(!styles(&folder).contains(&old_style[0]));
}

#[test]
fn the_days_of_an_open_page_stay_until_the_next_change() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let days = || -> Vec<String> {
        let names = files_below(&folder.path().join("site/reports/all/all/all"))
            .into_iter()
            .map(|(name, _)| name);
        names.filter(|name| name.starts_with("days.")).collect()
    };
    let old = days();
    let change = |from: &str, to: &str| {
        let path = folder.path().join("tracking_data.csv");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace(from, to)).unwrap();
    };
    change("250.00", "251.00");
    assert_eq!(build(&folder).status, 0);
    assert!(
        days().contains(&old[0]) && days().len() == 2,
        "{:?}",
        days()
    );
    fs::write(
        folder.path().join("influencers.csv"),
        "influencer_id,name\nA,Usha\n",
    )
    .unwrap();
    assert_eq!(build(&folder).status, 0);
    assert!(
        !days().contains(&old[0]) && days().len() == 1,
        "{:?}",
        days()
    );
}

#[test]
fn folders_of_others_keep_their_emptiness_and_their_modes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let site = folder.path().join("site");
    let mode = |path: &str| fs::metadata(site.join(path)).unwrap().permissions().mode() & 0o7777;
    fs::create_dir_all(site.join(".git/refs/heads")).unwrap();
    fs::set_permissions(site.join(".git"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(&site, fs::Permissions::from_mode(0o2775)).unwrap();
    assert_eq!(build(&folder).status, 0);
    assert!(site.join(".git/refs/heads").is_dir());
    assert_eq!((mode(".git"), mode("")), (0o700, 0o2775));
}

#[test]
fn builds_to_one_folder_take_turns() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let ran = build(&folder);
                assert_eq!(ran.status, 0, "{}", ran.stderr);
            });
        }
    });
    let site = folder.path().join("site");
    let text = fs::read_to_string(site.join(".roasbook-manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    for name in manifest["files"].as_object().unwrap().keys() {
        assert!(site.join(name).is_file(), "{name} is listed and not there");
    }
}

#[test]
fn a_site_set_aside_by_a_killed_build_is_put_back() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let site = folder.path().join("site");
    fs::write(site.join("CNAME"), "example.org").unwrap();
    fs::rename(&site, folder.path().join(".site.roasbook-aside")).unwrap();
    assert_eq!(build(&folder).status, 0);
    assert_eq!(
        fs::read_to_string(site.join("CNAME")).unwrap(),
        "example.org"
    );
}

#[test]
fn what_a_killed_build_left_behind_is_cleared_away() {
    let folder = small().text(".site.roasbook-staging/reports/half.html", "<p>ha");
    assert_eq!(build(&folder).status, 0);
    assert!(!folder.path().join(".site.roasbook-staging").exists());
    assert!(!folder.path().join("site/reports/half.html").exists());
}

#[test]
fn a_failed_build_leaves_the_old_site_as_it_was() {
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let before = files_below(&folder.path().join("site"));
    let folder = folder.text("look/pages/payouts.html", "{% if %}");
    let ran = run_in(
        folder.path(),
        &["build", ".", "-o", "site", "--templates", "look"],
    );
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.starts_with("error: a template cannot be used"),
        "{}",
        ran.stderr
    );
    assert_eq!(files_below(&folder.path().join("site")), before);
    assert!(!folder.path().join(".site.roasbook-staging").exists());
}

#[test]
fn the_manifest_lists_every_file_with_its_hash() {
    use sha2::{Digest, Sha256};
    let folder = small();
    assert_eq!(build(&folder).status, 0);
    let site = folder.path().join("site");
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(site.join(".roasbook-manifest.json")).unwrap())
            .unwrap();
    let listed = manifest["files"].as_object().unwrap();
    for (name, bytes) in files_below(&site)
        .iter()
        .filter(|(name, _)| name != ".roasbook-manifest.json")
    {
        let hash: String = Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(listed[name], hash, "{name}");
    }
    assert_eq!(listed.len() + 1, files_below(&site).len());
}

#[test]
fn a_file_whose_name_says_nothing_of_its_content_goes_when_it_is_no_more() {
    let bad = "influencer,MB_Start,A,u9,MuscleBlaze Whey,no day,1,500.00";
    let good = "influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,500.00";
    let folder = small().tracking(&[bad, good]);
    assert_eq!(build(&folder).status, 0);
    let rows = folder.path().join("site/rows-set-aside.csv");
    assert!(rows.is_file());
    let folder = folder.tracking(&[good]);
    assert_eq!(build(&folder).status, 0);
    assert!(!rows.exists());
}
