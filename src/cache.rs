//! What was drawn in earlier builds, a file a drawing. Nothing depends on it but time: what cannot be read is
//! drawn again, and what cannot be written is not kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// What has not been asked for in this time is given up.
const KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// How old the mark of last use may become before it is set anew.
const MARKED: Duration = Duration::from_secs(24 * 60 * 60);

/// A drawing follows its own SHA-256: one that is damaged is not what was drawn.
const HASH: usize = 32;

/// A folder of drawings by hash.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Two levels, so that no folder has very many files.
    fn path(&self, key: &[u8; 32]) -> PathBuf {
        let name: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(&name[..2]).join(&name[2..])
    }

    pub fn read(&self, key: &[u8; 32]) -> Option<Vec<u8>> {
        let path = self.path(key);
        let file = fs::read(&path).ok()?;
        let (hash, bytes) = file.split_at_checked(HASH)?;
        if hash != Sha256::digest(bytes).as_slice() {
            return None;
        }
        let is_marked = age(&path).is_some_and(|age| age < MARKED);
        if !is_marked && let Ok(file) = fs::File::options().write(true).open(&path) {
            let _ = file.set_modified(SystemTime::now());
        }
        Some(bytes.to_vec())
    }

    /// Keeps a drawing. It appears whole or not at all: several builds may share the folder.
    pub fn write(&self, key: &[u8; 32], bytes: &[u8]) {
        let path = self.path(key);
        let part = path.with_extension(format!("{}.part", std::process::id()));
        let written = path
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok())
            && fs::write(&part, [&Sha256::digest(bytes)[..], bytes].concat()).is_ok()
            && fs::rename(&part, &path).is_ok();
        if !written {
            let _ = fs::remove_file(&part);
        }
    }

    /// Removes what nobody has asked for in a long while.
    pub fn tidy(&self) {
        let files = WalkDir::new(&self.folder).min_depth(2).max_depth(2);
        for file in files.into_iter().flatten() {
            if age(file.path()).is_some_and(|age| age > KEPT) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}

fn age(path: &Path) -> Option<Duration> {
    let modified = fs::metadata(path).ok()?.modified().ok()?;
    SystemTime::now().duration_since(modified).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_is_old_is_given_up() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("charts"));
        let (kept, old) = ([1; 32], [2; 32]);
        assert_eq!(cache.read(&kept), None);
        cache.write(&kept, b"kept");
        cache.write(&old, b"old");
        let file = fs::File::options()
            .write(true)
            .open(cache.path(&old))
            .unwrap();
        file.set_modified(SystemTime::now() - KEPT - MARKED)
            .unwrap();
        cache.tidy();
        assert_eq!(cache.read(&kept).as_deref(), Some(&b"kept"[..]));
        assert_eq!(cache.read(&old), None);
    }

    #[test]
    fn what_is_damaged_is_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_path_buf());
        let key = [3; 32];
        for damage in [
            |_: &[u8]| Vec::new(),
            |_: &[u8]| b"garbage".to_vec(),
            |file: &[u8]| file[..file.len() - 1].to_vec(),
            |file: &[u8]| [&file[..file.len() - 1], &[file[file.len() - 1] ^ 1]].concat(),
        ] {
            cache.write(&key, b"drawn");
            assert_eq!(cache.read(&key).as_deref(), Some(&b"drawn"[..]));
            let path = cache.path(&key);
            fs::write(&path, damage(&fs::read(&path).unwrap())).unwrap();
            assert_eq!(cache.read(&key), None);
        }
    }

    #[test]
    fn what_is_asked_for_stays() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().to_path_buf());
        let key = [7; 32];
        cache.write(&key, b"drawn");
        let file = fs::File::options()
            .write(true)
            .open(cache.path(&key))
            .unwrap();
        file.set_modified(SystemTime::now() - KEPT - MARKED)
            .unwrap();
        assert!(cache.read(&key).is_some());
        cache.tidy();
        assert!(cache.read(&key).is_some());
    }

    #[test]
    fn a_folder_that_cannot_be_written_keeps_nothing_and_does_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        let cache = Cache::new(file);
        cache.write(&[1; 32], b"lost");
        cache.tidy();
        assert_eq!(cache.read(&[1; 32]), None);
    }
}
