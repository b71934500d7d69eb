//! Builds that are broken off, killed or kept waiting: whoever opens the site meets the old one or the new one, whole.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::support::whole::check_whole;
use crate::support::{Folder, files_below, program, run_in, small};

/// How long anything may take that a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Draws every chart anew, so that there is time to break in.
const SLOW: [&str; 5] = ["build", ".", "-o", "site", "--no-cache"];

/// Starts the program, which heeds interruptions also where whoever runs the tests has them ignored.
fn start(folder: &Path, arguments: &[&str]) -> Child {
    let program = program(folder, arguments);
    let variables = program.get_envs();
    Command::new("env")
        .arg("--default-signal=HUP,INT,TERM")
        .arg(program.get_program())
        .args(program.get_args())
        .envs(variables.filter_map(|(name, value)| Some((name, value?))))
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill")
        .args([&format!("-{signal}"), &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

/// Waits until a build has something, or has ended; whether it has.
fn reaches(child: &mut Child, has: impl Fn() -> bool) -> bool {
    let begin = Instant::now();
    loop {
        if has() {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        assert!(begin.elapsed() < PATIENCE, "the build hangs");
        sleep(Duration::from_millis(1));
    }
}

/// What a build that is not waited for any longer has said, and its exit code.
fn end(mut child: Child) -> (Option<i32>, String) {
    let mut said = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    (child.wait().unwrap().code(), said)
}

/// What lies beside a site, by name.
fn beside(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn a_build_that_is_asked_to_end_says_so_and_leaves_the_old_site() {
    let folder = small();
    assert_eq!(run_in(folder.path(), &SLOW).status, 0);
    let site = folder.path().join("site");
    let before = files_below(&site);
    let folder = folder.tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,9.00"]);
    for signal in ["INT", "TERM", "HUP"] {
        let mut child = start(folder.path(), &SLOW);
        let has_begun = || folder.path().join(".site.roasbook-staging/assets").exists();
        assert!(reaches(&mut child, has_begun), "drawing takes longer");
        send(signal, &child);
        assert_eq!(
            end(child),
            (
                Some(130),
                "error: the build was interrupted; `site` is as it was\n".to_owned()
            ),
            "{signal}"
        );
        assert!(files_below(&site) == before, "{signal}");
        assert_eq!(beside(&folder), [""; 0], "{signal}");
    }
}

#[test]
fn a_build_that_still_reads_ends_at_once() {
    let folder = small();
    let config = folder.path().join("config.toml");
    let made = Command::new("mkfifo").arg(&config).status();
    assert!(made.unwrap().success());
    let arguments = ["build", ".", "-o", "site", "--config", "config.toml"];
    let child = start(folder.path(), &arguments);
    // Opens once the build reads, and keeps it from reading on.
    let _writer = fs::File::options().write(true).open(&config).unwrap();
    send("INT", &child);
    assert_eq!(
        end(child),
        (
            Some(130),
            "error: the build was interrupted; nothing has been written\n".to_owned()
        )
    );
    assert!(!folder.path().join("site").exists());
}

#[test]
fn an_interruption_that_was_to_be_ignored_is() {
    let folder = small();
    let script = format!(
        "trap '' HUP INT; exec {} build . -o site --no-cache",
        env!("CARGO_BIN_EXE_roasbook")
    );
    let mut child = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let has_begun = || folder.path().join(".site.roasbook-staging/assets").exists();
    assert!(reaches(&mut child, has_begun), "drawing takes longer");
    send("HUP", &child);
    send("INT", &child);
    assert_eq!(end(child), (Some(0), String::new()));
    check_whole(&folder.path().join("site"));
}

#[test]
fn a_build_waits_for_another_and_says_so() {
    let folder = small();
    let mut first = start(folder.path(), &SLOW);
    let has_begun = || folder.path().join(".site.roasbook-staging/assets").exists();
    assert!(reaches(&mut first, has_begun), "drawing takes longer");
    send("STOP", &first);
    let mut second = start(folder.path(), &SLOW);
    let mut line = String::new();
    let mut said = BufReader::new(second.stderr.take().unwrap());
    said.read_line(&mut line).unwrap();
    assert_eq!(line, "another build is writing there; waiting\n");
    // One to another folder need not wait.
    let other = ["build", ".", "-o", "other"];
    assert_eq!(run_in(folder.path(), &other).status, 0);
    send("CONT", &first);
    assert_eq!(end(first), (Some(0), String::new()));
    line.clear();
    said.read_to_string(&mut line).unwrap();
    assert_eq!(line, "", "it says so once");
    assert!(second.wait().unwrap().success());
    check_whole(&folder.path().join("site"));
    assert_eq!(beside(&folder), [""; 0]);
}

#[test]
fn a_build_that_waits_can_be_broken_off() {
    let folder = small();
    let lock = folder.path().join(".site.roasbook-lock");
    let held = fs::File::create(&lock).unwrap();
    held.lock().unwrap();
    let mut child = start(folder.path(), &["build", ".", "-o", "site"]);
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    send("INT", &child);
    said.read_line(&mut line).unwrap();
    assert_eq!(
        line,
        "another build is writing there; waiting\n\
         error: the build was interrupted; `site` is as it was\n"
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(lock.exists(), "it is the other's");
}

#[test]
fn the_lock_of_a_killed_build_holds_nobody_up() {
    let folder = small().text(".site.roasbook-lock", "");
    let ran = run_in(folder.path(), &["build", ".", "-o", "site"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(beside(&folder), [""; 0]);
}

/// A folder of two campaigns, `one` and `two`, that share some pages.
fn two_campaigns() -> Folder {
    let folder = Folder::new();
    for (name, seed) in [("one", "1"), ("two", "2")] {
        let simulate = [
            "simulate",
            "-o",
            name,
            "--seed",
            seed,
            "--influencers",
            "6",
            "--days",
            "60",
            "--rows",
            "300",
        ];
        let ran = run_in(folder.path(), &simulate);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    folder
}

/// `ROASBOOK_KILLS` says how many builds are killed; a few show that this works.
#[test]
fn a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one_whole() {
    let kills = std::env::var("ROASBOOK_KILLS").map_or(25, |kills| kills.parse().unwrap());
    let folder = two_campaigns();
    let site = folder.path().join("site");
    let build = |name: &'static str| ["build", name, "-o", "site"];
    let files_of = |name| {
        assert_eq!(run_in(folder.path(), &build(name)).status, 0);
        check_whole(&site).files
    };
    let (of_two, of_one) = (files_of("two"), files_of("one"));
    assert_ne!(of_one, of_two);
    // With all charts drawn.
    let begin = Instant::now();
    assert_eq!(run_in(folder.path(), &build("two")).status, 0);
    let lasts = begin.elapsed();

    let mut random = ChaCha8Rng::seed_from_u64(5);
    let mut is_one = false;
    let (mut killed, mut swapped) = (0, 0);
    for kill in 0..kills {
        let mut child = start(folder.path(), &build(if is_one { "two" } else { "one" }));
        // Half of them in the last moments, where the folders are swapped and the old one goes.
        let staged = folder
            .path()
            .join(".site.roasbook-staging/.roasbook-manifest.json");
        if kill % 2 == 1 {
            reaches(&mut child, || staged.exists());
            sleep(Duration::from_micros(random.random_range(0..15_000)));
        } else {
            sleep(lasts.mul_f64(random.random_range(0.0..1.0)));
        }
        child.kill().unwrap();
        killed += usize::from(child.wait().unwrap().code().is_none());
        let files = check_whole(&site).files;
        assert!(
            files == of_one || files == of_two,
            "a mixture, at kill {kill}"
        );
        let was_one = std::mem::replace(&mut is_one, files == of_one);
        swapped += usize::from(was_one != is_one);
    }
    println!("{killed} of {kills} builds were killed; {swapped} had swapped the folders before");
    assert!(
        killed > kills / 3,
        "only {killed} of {kills} builds were killed"
    );

    let ran = run_in(folder.path(), &build("two"));
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(check_whole(&site).files, of_two);
    assert_eq!(beside(&folder), [""; 0]);
}
