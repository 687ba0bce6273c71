//! The index of a node: opened, changed by the followers of the log, searched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use tantivy::{IndexReader, ReloadPolicy};

use crate::best_first;
use crate::error::{Result, SearchError};
use crate::folder;
use crate::indexing::{Change, Indexing};
use crate::language::SiteLanguages;
use crate::query::ParsedQuery;
use crate::request::SearchRequest;
use crate::results::SearchResults;
use crate::schema::{Fields, schema};
use crate::search::{ReadTexts, Search};
use crate::site_key::SiteKey;

/// The index of all comments that visitors may see, all sites in one. Searches run beside changes.
pub struct SearchIndex {
    folder: PathBuf,
    fields: Fields,
    reader: IndexReader,
    indexing: Mutex<Indexing>,
}

impl SearchIndex {
    /// Opens the index of a folder, which has to be for the index alone. Where there is none, where it was made by another
    /// version or where its files are damaged, it begins empty, with all cursors at 0.
    ///
    /// # Errors
    /// If the folder cannot be read or written.
    pub fn open(folder: &Path) -> Result<Self> {
        let (index, cursors) = folder::open(folder)?;
        let fields = schema().1;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self {
            folder: folder.to_owned(),
            fields,
            reader,
            indexing: Mutex::new(Indexing::new(index, fields, cursors)),
        })
    }

    /// How far a site's log was applied; 0 is the beginning.
    ///
    /// # Errors
    /// After a panic.
    pub fn cursor(&self, site: &str) -> Result<i64> {
        Ok(self.indexing()?.cursors().get(site))
    }

    /// How far the log of each site was applied. Sites that no longer exist have to be removed by [`Change::RemoveSite`].
    ///
    /// # Errors
    /// After a panic.
    pub fn cursors(&self) -> Result<BTreeMap<String, i64>> {
        Ok(self.indexing()?.places())
    }

    /// Applies changes of one site, which lead its log to `cursor`. Searches see them after [`Self::commit`]. With
    /// [`Change::RemoveSite`] and a cursor of 0 the site is forgotten.
    ///
    /// # Errors
    /// If the index cannot be written: then everything since the last commit is dropped, and [`Self::cursor`] says from where
    /// to begin again.
    pub fn apply(&self, site: &str, languages: &SiteLanguages, changes: &[Change<'_>], cursor: i64) -> Result<()> {
        self.indexing()?.apply(site, languages, changes, cursor)
    }

    /// Makes what was applied durable and visible. Returns whether there was anything. A commit costs a file for each field:
    /// let at least half a second pass between two.
    ///
    /// # Errors
    /// As for [`Self::apply`].
    pub fn commit(&self) -> Result<bool> {
        let committed = self.indexing()?.commit()?;
        if committed {
            self.reader.reload()?;
        }
        Ok(committed)
    }

    /// Commits, and frees the memory and the threads of the writer. It opens again by itself.
    ///
    /// # Errors
    /// As for [`Self::apply`].
    pub fn close_writer(&self) -> Result<()> {
        self.indexing()?.close()?;
        // Merges that ended meanwhile.
        Ok(self.reader.reload()?)
    }

    /// Rewrites the parts of the index that have deleted comments, so that their words are in no file any more. To be called
    /// each night.
    ///
    /// # Errors
    /// If the index cannot be written.
    pub fn purge_deleted(&self) -> Result<()> {
        let mut indexing = self.indexing()?;
        indexing.merge_deleted()?;
        self.reader.reload()?;
        indexing.delete_unused_files()
    }

    /// Empties the index, with all cursors at 0, and gives the writer more memory until it is closed. The caller then applies
    /// everything.
    ///
    /// # Errors
    /// If the index cannot be written.
    pub fn begin_rebuild(&self) -> Result<()> {
        self.indexing()?.begin_rebuild()?;
        Ok(self.reader.reload()?)
    }

    /// Reads every file and compares it with its checksum. Returns whether all are as they were written; if not, the next
    /// [`Self::open`] begins an empty index.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn verify(&self) -> Result<bool> {
        let intact = self.indexing()?.is_intact()?;
        if !intact {
            folder::forget(&self.folder)?;
        }
        Ok(intact)
    }

    /// Searches a site. `read` brings the texts of the best hits, by which they are ranked; it is called at most twice.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn search(&self, site: &str, request: &SearchRequest, read: &ReadTexts<'_>) -> Result<SearchResults> {
        let key = SiteKey::new(site)?;
        let searcher = self.reader.searcher();
        Search { searcher: &searcher, fields: &self.fields, key: &key, request }.run(read)
    }

    /// How well each of these replies answers a question; see [`crate::Reply`]. Only to be compared within one call.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn best_first(
        &self,
        site: &str,
        languages: &SiteLanguages,
        question: &str,
        replies: &[best_first::Reply<'_>],
    ) -> Result<Vec<f32>> {
        let key = SiteKey::new(site)?;
        best_first::scores(&self.reader.searcher(), &self.fields, &key, languages, question, replies)
    }

    /// How many comments of a site are in the index.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub fn count(&self, site: &str) -> Result<u64> {
        let request = SearchRequest {
            query: ParsedQuery { after: Some(porch_protocol::Timestamp(i64::MIN)), ..Default::default() },
            ..SearchRequest::default()
        };
        Ok(self.search(site, &request, &|_| Vec::new())?.total)
    }

    fn indexing(&self) -> Result<MutexGuard<'_, Indexing>> {
        self.indexing.lock().map_err(|_| SearchError::Panicked)
    }
}
