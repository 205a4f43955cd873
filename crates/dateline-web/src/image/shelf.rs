//! Pictures kept on disk, so that each is asked of its publisher once.
//!
//! A folder of files named by the hash of what they answer; the least lately used go when there
//! are more bytes than allowed. The folder may be emptied at any time: what is missing is fetched
//! again.
//!
//! The one rule: a shelf that cannot be used is no reason to show no picture; it says so once in
//! the log and is passed by.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;

/// After a clearing so much of what is allowed is left, in percent: clearing is rare then.
const LEFT_PERCENT: u64 = 90;

/// Where pictures are kept, and how many bytes of them.
#[derive(Clone, Debug)]
pub struct PictureShelf {
    /// The folder; made when it is not there.
    pub folder: PathBuf,
    /// The most bytes kept.
    pub most_bytes: u64,
}

/// An open shelf.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    most_bytes: u64,
    kept: Mutex<Kept>,
}

/// What stands on the shelf.
#[derive(Debug, Default)]
struct Kept {
    files: HashMap<String, File>,
    bytes: u64,
    /// Counts uses: larger is later.
    clock: u64,
}

#[derive(Clone, Copy, Debug)]
struct File {
    bytes: u64,
    used: u64,
}

impl Shelf {
    /// Looks at what is there from before, oldest first.
    pub(super) fn open(settings: &PictureShelf) -> Option<Shelf> {
        let shelf = Shelf {
            folder: settings.folder.clone(),
            most_bytes: settings.most_bytes,
            kept: Mutex::default(),
        };
        let listed = std::fs::create_dir_all(&shelf.folder).and_then(|()| list(&shelf.folder));
        match listed {
            Ok(files) => {
                let mut kept = shelf.kept();
                for (name, bytes, _) in files {
                    kept.add(name, bytes);
                }
                drop(kept);
                Some(shelf)
            }
            Err(error) => {
                let folder = shelf.folder.display().to_string();
                tracing::warn!(%error, folder, "pictures cannot be kept on disk; set `pictures.folder` to a folder that can be written");
                None
            }
        }
    }

    /// The picture, when it is there.
    pub(super) async fn get(&self, name: &str) -> Option<Bytes> {
        if !self.kept().touch(name) {
            return None;
        }
        let Ok(bytes) = tokio::fs::read(self.folder.join(name)).await else {
            self.kept().remove(name);
            return None;
        };
        Some(Bytes::from(bytes))
    }

    /// Keeps a picture: written beside and moved into place, so that no half of it is ever read.
    pub(super) async fn put(&self, name: &str, picture: &Bytes) {
        let bytes = u64::try_from(picture.len()).unwrap_or(u64::MAX);
        if bytes > self.most_bytes {
            return;
        }
        let (path, beside) = (self.folder.join(name), self.folder.join(format!("{name}.new")));
        let written = async {
            tokio::fs::write(&beside, picture).await?;
            tokio::fs::rename(&beside, &path).await
        };
        if let Err(error) = written.await {
            tracing::warn!(%error, "a picture cannot be kept on disk");
            return;
        }
        let gone = {
            let mut kept = self.kept();
            kept.add(name.to_owned(), bytes);
            kept.clear_to(self.most_bytes)
        };
        for name in gone {
            // One that is gone already is what was wanted.
            let _ = tokio::fs::remove_file(self.folder.join(name)).await;
        }
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn add(&mut self, name: String, bytes: u64) {
        self.remove(&name);
        self.clock += 1;
        self.bytes += bytes;
        self.files.insert(name, File { bytes, used: self.clock });
    }

    fn touch(&mut self, name: &str) -> bool {
        self.clock += 1;
        let clock = self.clock;
        self.files.get_mut(name).map(|file| file.used = clock).is_some()
    }

    fn remove(&mut self, name: &str) {
        if let Some(file) = self.files.remove(name) {
            self.bytes = self.bytes.saturating_sub(file.bytes);
        }
    }

    /// Takes the least lately used from the list until little enough is left; says which.
    fn clear_to(&mut self, most: u64) -> Vec<String> {
        if self.bytes <= most {
            return Vec::new();
        }
        let mut by_use: Vec<(u64, String)> =
            self.files.iter().map(|(name, file)| (file.used, name.clone())).collect();
        by_use.sort_unstable();
        let mut gone = Vec::new();
        for (_, name) in by_use {
            if self.bytes <= most / 100 * LEFT_PERCENT {
                break;
            }
            self.remove(&name);
            gone.push(name);
        }
        gone
    }
}

/// The folder's pictures by the time of their last change, with their sizes; halves are removed.
fn list(folder: &Path) -> std::io::Result<Vec<(String, u64, SystemTime)>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (about, name) = (entry.metadata()?, entry.file_name().to_string_lossy().into_owned());
        let is_ours =
            name.strip_suffix(".new").unwrap_or(&name).chars().all(|c| c.is_ascii_hexdigit());
        if !about.is_file() || !is_ours {
            continue;
        }
        if name.strip_suffix(".new").is_some() {
            std::fs::remove_file(entry.path())?;
            continue;
        }
        files.push((name, about.len(), about.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
    }
    files.sort_by(|a, b| (a.2, &a.0).cmp(&(b.2, &b.0)));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(folder: &Path, most_bytes: u64) -> Shelf {
        Shelf::open(&PictureShelf { folder: folder.to_owned(), most_bytes }).expect("it opens")
    }

    fn picture(bytes: usize) -> Bytes {
        Bytes::from(vec![7; bytes])
    }

    #[tokio::test]
    async fn what_was_put_is_there_after_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        shelf(folder.path(), 1_000).put("aa", &picture(10)).await;
        std::fs::write(folder.path().join("bb.new"), "half").expect("written");
        std::fs::write(folder.path().join("not ours.txt"), "note").expect("written");
        let again = shelf(folder.path(), 1_000);
        assert_eq!(again.get("aa").await, Some(picture(10)));
        assert_eq!(again.get("bb").await, None);
        assert!(!folder.path().join("bb.new").exists());
        assert!(folder.path().join("not ours.txt").exists());
    }

    #[tokio::test]
    async fn the_least_lately_used_go_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = shelf(folder.path(), 300);
        for name in ["a1", "a2", "a3"] {
            shelf.put(name, &picture(100)).await;
        }
        assert!(shelf.get("a1").await.is_some());
        shelf.put("a4", &picture(100)).await;
        assert!(shelf.get("a2").await.is_none() && shelf.get("a3").await.is_none());
        assert!(shelf.get("a1").await.is_some() && shelf.get("a4").await.is_some());
        assert!(!folder.path().join("a2").exists());
        shelf.put("a5", &picture(301)).await;
        assert!(shelf.get("a5").await.is_none(), "larger than the shelf");
    }

    #[tokio::test]
    async fn a_folder_emptied_by_hand_does_no_harm() {
        let folder = tempfile::tempdir().expect("a folder");
        let shelf = shelf(folder.path(), 300);
        shelf.put("a1", &picture(100)).await;
        std::fs::remove_file(folder.path().join("a1")).expect("removed");
        assert_eq!(shelf.get("a1").await, None);
        shelf.put("a1", &picture(50)).await;
        assert_eq!(shelf.get("a1").await, Some(picture(50)));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_passed_by() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let settings = PictureShelf { folder: file.path().join("x"), most_bytes: 1 };
        assert!(Shelf::open(&settings).is_none());
    }
}
