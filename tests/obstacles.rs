//! What stands in the way of a site: a full disk, folders that may not be written, mounts, links, names that are no
//! text. Each is named, and what was there stays as it was.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::whole::check_whole;
use crate::support::{Folder, Ran, files_below, program, run_in, small};

const BUILD: [&str; 4] = ["build", ".", "-o", "site"];

/// A user who owns nothing.
const NOBODY: u32 = 65534;

fn ran(output: std::process::Output) -> Ran {
    Ran {
        status: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Something mounted, for as long as this lives.
struct Mount(PathBuf);

impl Mount {
    /// None, and why is printed, where the tests may not mount.
    fn new(arguments: &[&str], at: &Path) -> Option<Self> {
        let output = Command::new("mount").args(arguments).arg(at).output();
        match output {
            Ok(output) if output.status.success() => Some(Self(at.to_path_buf())),
            refused => {
                eprintln!("not tested, as nothing can be mounted here: {refused:?}");
                None
            }
        }
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Runs as somebody without rights of their own. Everything in the folder is theirs, but for what `keep` names. None,
/// and why is printed, where the tests are not run by root and so are somebody already.
fn run_as_nobody(folder: &Folder, keep: &[&str]) -> Option<Ran> {
    let entries = walkdir::WalkDir::new(folder.path()).into_iter();
    for entry in entries.map(Result::unwrap) {
        let is_kept = keep
            .iter()
            .any(|path| entry.path() == folder.path().join(path));
        if !is_kept && chown(entry.path(), Some(NOBODY), Some(NOBODY)).is_err() {
            eprintln!("not tested, as only root can run a build as somebody else");
            return None;
        }
    }
    let mut program = program(folder.path(), &BUILD);
    Some(ran(program.uid(NOBODY).gid(NOBODY).output().unwrap()))
}

/// The folder above the site, as messages name it.
fn parent(folder: &Folder) -> String {
    folder.path().canonicalize().unwrap().display().to_string()
}

fn change(folder: Folder) -> Folder {
    folder.tracking(&["influencer,MB_Start,A,u1,MuscleBlaze Whey,2025-01-11,2,9.00"])
}

#[test]
fn a_full_disk_is_named_and_leaves_the_old_site() {
    let folder = small();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=8m", "tmpfs"], &disk) else {
        return;
    };
    let build = ["build", ".", "-o", "disk/site"];
    assert_eq!(run_in(folder.path(), &build).status, 0);
    let site = disk.join("site");
    let before = files_below(&site);
    let folder = change(folder);
    for left in [0, 100_000, 300_000] {
        // Fills the disk, and then gives some of it back.
        let ballast = disk.join("ballast");
        let full = fs::write(&ballast, vec![0; 8 << 20]).unwrap_err();
        assert_eq!(full.kind(), std::io::ErrorKind::StorageFull);
        let file = fs::File::options().write(true).open(&ballast).unwrap();
        file.set_len(file.metadata().unwrap().len() - left).unwrap();

        let ran = run_in(folder.path(), &build);
        assert_eq!(ran.status, 1);
        assert_eq!(
            ran.stderr,
            format!(
                "error: there is no space left for `{}/disk/site`: No space left on device (os error 28)\n\
                 hint: a site is built beside the old one before it takes its place; make room, or choose another \
                 folder with -o\n",
                parent(&folder)
            ),
            "{left} bytes left"
        );
        assert!(files_below(&site) == before, "{left} bytes left");
        assert_eq!(fs::read_dir(&disk).unwrap().count(), 2, "site and ballast");
    }
    fs::remove_file(disk.join("ballast")).unwrap();
    assert_eq!(run_in(folder.path(), &build).status, 0);
    check_whole(&site);
}

#[test]
fn a_disk_that_is_read_only_is_named() {
    let folder = small();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "ro,size=1m", "tmpfs"], &disk) else {
        return;
    };
    let ran = run_in(folder.path(), &["build", ".", "-o", "disk/site"]);
    assert_eq!(
        (ran.status, ran.stderr),
        (
            1,
            format!(
                "error: `{}/disk` cannot be written: Read-only file system (os error 30)\n\
                 hint: a site is built beside its folder before it takes its place; choose a folder with -o that \
                 lies in one of yours\n",
                parent(&folder)
            )
        )
    );
}

#[test]
fn a_mount_point_is_refused_whatever_is_mounted() {
    let folder = small().text("elsewhere/.keep", "");
    let site = folder.path().join("site");
    fs::create_dir(&site).unwrap();
    let elsewhere = folder.path().join("elsewhere").display().to_string();
    let mounts: [&[&str]; 2] = [&["-t", "tmpfs", "tmpfs"], &["--bind", &elsewhere]];
    for arguments in mounts {
        let Some(_mount) = Mount::new(arguments, &site) else {
            return;
        };
        let ran = run_in(folder.path(), &BUILD);
        assert_eq!(
            (ran.status, ran.stderr),
            (
                1,
                format!(
                    "error: `{}/site` is a mount point, which cannot be swapped in one step\n\
                     hint: choose a folder below it with -o\n",
                    parent(&folder)
                )
            ),
            "{arguments:?}"
        );
    }
}

#[test]
fn what_is_mounted_within_a_site_is_not_emptied() {
    let folder = small().text("elsewhere/years/of.txt", "work");
    assert_eq!(run_in(folder.path(), &BUILD).status, 0);
    let folder = change(folder);
    let site = folder.path().join("site");
    let elsewhere = folder.path().join("elsewhere");
    let file = elsewhere.join("years/of.txt");
    fs::create_dir(site.join("notes")).unwrap();
    fs::write(site.join("notes.txt"), "").unwrap();
    let mounts = [("notes", &elsewhere), ("notes.txt", &file)];
    for (name, source) in mounts {
        let source = source.display().to_string();
        let Some(_mount) = Mount::new(&["--bind", &source], &site.join(name)) else {
            return;
        };
        let before = files_below(&site);
        let ran = run_in(folder.path(), &BUILD);
        assert_eq!(
            (ran.status, ran.stderr),
            (
                1,
                format!(
                    "error: `{}/site/{name}` is a mount point, and files of others could not be kept in it\n\
                     hint: unmount it, or choose another folder with -o\n",
                    parent(&folder)
                )
            )
        );
        assert!(files_below(&site) == before);
        assert_eq!(fs::read_to_string(&file).unwrap(), "work");
    }
}

#[test]
fn a_folder_above_that_is_not_ones_own_is_named() {
    let folder = small();
    fs::create_dir(folder.path().join("site")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let Some(ran) = run_as_nobody(&folder, &[""]) else {
        return;
    };
    assert_eq!(
        (ran.status, ran.stderr),
        (
            1,
            format!(
                "error: `{}` cannot be written: Permission denied (os error 13)\n\
                 hint: a site is built beside its folder before it takes its place; choose a folder with -o that \
                 lies in one of yours\n",
                parent(&folder)
            )
        )
    );
}

#[test]
fn a_folder_of_ones_own_that_may_not_be_written_keeps_its_mode() {
    let folder = small();
    assert_eq!(run_in(folder.path(), &BUILD).status, 0);
    let folder = change(folder).text("site/mine/notes.txt", "kept");
    let modes = [
        ("site/mine", 0o555),
        ("site/reports", 0o500),
        ("site", 0o555),
    ];
    for (path, mode) in modes {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    let Some(ran) = run_as_nobody(&folder, &[]) else {
        return;
    };
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    for (path, mode) in modes {
        let found = fs::metadata(folder.path().join(path))
            .unwrap()
            .permissions();
        assert_eq!(found.mode() & 0o777, mode, "{path}");
    }
    let notes = folder.path().join("site/mine/notes.txt");
    assert_eq!(fs::read_to_string(&notes).unwrap(), "kept");
    assert!(!folder.path().join(".site.roasbook-staging").exists());
}

#[test]
fn a_folder_that_only_somebody_else_may_empty_is_refused() {
    let folder = small();
    assert_eq!(run_in(folder.path(), &BUILD).status, 0);
    let folder = change(folder).text("site/.well-known/acme/token", "theirs");
    let before = files_below(&folder.path().join("site"));
    let theirs = [
        "site/.well-known",
        "site/.well-known/acme",
        "site/.well-known/acme/token",
    ];
    let Some(ran) = run_as_nobody(&folder, &theirs) else {
        return;
    };
    assert_eq!(
        (ran.status, ran.stderr),
        (
            1,
            format!(
                "error: `{}/site/.well-known` belongs to somebody else, who alone may move what is in it\n\
                 hint: move it out of the site, or choose another folder with -o\n",
                parent(&folder)
            )
        )
    );
    assert!(files_below(&folder.path().join("site")) == before);
    assert!(!folder.path().join(".site.roasbook-staging").exists());
}

#[test]
fn a_file_in_place_of_the_site_is_named() {
    let folder = small().text("site", "a file");
    let ran = run_in(folder.path(), &BUILD);
    assert_eq!(
        (ran.status, ran.stderr),
        (
            1,
            format!(
                "error: `{}/site` is a file; a site needs a folder\n",
                parent(&folder)
            )
        )
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("site")).unwrap(),
        "a file"
    );
}

#[test]
fn a_link_stands_for_the_folder_that_it_leads_to() {
    let folder = small().text("public/.keep", "");
    let site = folder.path().join("site");
    symlink("public", &site).unwrap();
    for _ in 0..2 {
        assert_eq!(run_in(folder.path(), &BUILD).status, 0);
        assert_eq!(fs::read_link(&site).unwrap(), Path::new("public"));
        assert!(folder.path().join("public/index.html").is_file());
    }
    fs::remove_dir_all(folder.path().join("public")).unwrap();
    let ran = run_in(folder.path(), &BUILD);
    assert_eq!(
        (ran.status, ran.stderr.as_str()),
        (
            1,
            "error: `site` is a link that leads nowhere\n\
             hint: remove it, or make the folder that it leads to\n"
        )
    );
}

#[test]
fn what_others_have_put_there_is_kept_whatever_it_is() {
    let folder = small();
    assert_eq!(run_in(folder.path(), &BUILD).status, 0);
    let folder = change(folder).text("outside.txt", "not of the site");
    let site = folder.path().join("site");
    let no_text = OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(site.join(no_text), "old").unwrap();
    symlink("../outside.txt", site.join("link")).unwrap();
    symlink("nowhere", site.join("dangling")).unwrap();
    let pipe = Command::new("mkfifo").arg(site.join("pipe")).status();
    assert!(pipe.unwrap().success());
    let ran = run_in(folder.path(), &BUILD);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    assert_eq!(fs::read_to_string(site.join(no_text)).unwrap(), "old");
    assert_eq!(
        fs::read_link(site.join("link")).unwrap(),
        Path::new("../outside.txt")
    );
    assert_eq!(
        fs::read_link(site.join("dangling")).unwrap(),
        Path::new("nowhere")
    );
    assert!(!fs::metadata(site.join("pipe")).unwrap().is_file());
    let outside = folder.path().join("outside.txt");
    assert_eq!(fs::read_to_string(outside).unwrap(), "not of the site");
}

#[test]
fn a_manifest_that_names_files_outside_the_site_is_not_believed() {
    let folder = small().text("outside.js", "not of the site");
    assert_eq!(run_in(folder.path(), &BUILD).status, 0);
    let manifest = folder.path().join("site/.roasbook-manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let forged = text.replacen(
        "\"files\": {",
        "\"files\": {\n    \"../outside.js\": \"0\",",
        1,
    );
    assert_ne!(forged, text);
    fs::write(&manifest, forged).unwrap();
    let ran = run_in(folder.path(), &BUILD);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains("no manifest of its own"),
        "{}",
        ran.stderr
    );
    let outside = folder.path().join("outside.js");
    assert_eq!(fs::read_to_string(outside).unwrap(), "not of the site");
}
