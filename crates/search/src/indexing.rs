//! Writing: what the log brings is put into the index, committed with the place that was reached.

use std::collections::BTreeMap;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, Term};

use porch_protocol::CommentId;

use crate::comment::{IndexedComment, id_term};
use crate::cursors::Cursors;
use crate::error::Result;
use crate::language::SiteLanguages;
use crate::schema::Fields;
use crate::site_key::SiteKey;
use crate::stems::Stems;

/// Bytes that the writer may use: the least that tantivy takes.
const MEMORY: usize = 15_000_000;
/// Bytes that it may use where the whole index is built.
const MEMORY_TO_REBUILD: usize = 60_000_000;
/// Segments of about one size that are merged into one.
const SEGMENTS_TO_MERGE: usize = 6;
/// The share of deleted documents from which on a segment is merged soon.
const DELETED_TO_MERGE: f32 = 0.2;

/// One change of what is indexed.
#[derive(Clone, Debug)]
pub enum Change<'a> {
    /// A comment is visible, or has changed.
    Put(IndexedComment<'a>),
    /// A comment is no longer visible.
    Remove(CommentId),
    /// A person was erased: all their comments go.
    RemovePerson(&'a str),
    /// The site was removed, with everything in it.
    RemoveSite,
}

/// The writer and what it has not committed.
pub(crate) struct Indexing {
    index: Index,
    fields: Fields,
    writer: Option<IndexWriter>,
    memory: usize,
    /// The places with what was applied since the last commit.
    applied: Cursors,
    committed: Cursors,
    changed: bool,
    stems: Stems,
}

impl Indexing {
    pub(crate) fn new(index: Index, fields: Fields, cursors: Cursors) -> Self {
        Self {
            index,
            fields,
            writer: None,
            memory: MEMORY,
            applied: cursors.clone(),
            committed: cursors,
            changed: false,
            stems: Stems::default(),
        }
    }

    /// The places that changes were applied up to.
    pub(crate) fn cursors(&self) -> &Cursors {
        &self.applied
    }

    /// Applies changes of one site. After an error nothing of what was not committed is left.
    pub(crate) fn apply(
        &mut self,
        site: &str,
        languages: &SiteLanguages,
        changes: &[Change<'_>],
        cursor: i64,
    ) -> Result<()> {
        let key = SiteKey::new(site)?;
        let done = changes.iter().try_for_each(|change| self.apply_one(&key, languages, change));
        if done.is_err() {
            self.discard();
            return done;
        }
        if changes.iter().any(|change| matches!(change, Change::RemoveSite)) && cursor == 0 {
            self.applied.remove(site);
        } else {
            self.applied.set(site, cursor);
        }
        self.changed = true;
        Ok(())
    }

    fn apply_one(&mut self, key: &SiteKey, languages: &SiteLanguages, change: &Change<'_>) -> Result<()> {
        let fields = self.fields;
        let delete = |field, text: String| Term::from_field_text(field, &text);
        let term = match change {
            Change::Put(comment) => delete(fields.id, id_term(key, comment.id)),
            Change::Remove(id) => delete(fields.id, id_term(key, *id)),
            Change::RemovePerson(person) => key.term(fields.person, person),
            Change::RemoveSite => key.all(fields.site),
        };
        let document = match change {
            Change::Put(comment) => Some(comment.document(&fields, key, languages, &mut self.stems)),
            _ => None,
        };
        let writer = self.writer()?;
        writer.delete_term(term);
        if let Some(document) = document {
            writer.add_document(document)?;
        }
        Ok(())
    }

    fn writer(&mut self) -> Result<&mut IndexWriter> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.open_writer()?,
        };
        Ok(self.writer.insert(writer))
    }

    fn open_writer(&self) -> Result<IndexWriter> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(self.memory)
            .build();
        let writer = self.index.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(SEGMENTS_TO_MERGE);
        policy.set_del_docs_ratio_before_merge(DELETED_TO_MERGE);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }

    /// Commits what was applied. Returns whether there was anything.
    pub(crate) fn commit(&mut self) -> Result<bool> {
        if !self.changed {
            return Ok(false);
        }
        let payload = self.applied.to_payload();
        let done = self.writer().and_then(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit()?;
            Ok(())
        });
        if done.is_err() {
            self.discard();
            done?;
        }
        self.committed = self.applied.clone();
        self.changed = false;
        Ok(true)
    }

    /// Drops what was not committed, and the writer with it: tantivy's own `rollback` is known to panic.
    pub(crate) fn discard(&mut self) {
        self.writer = None;
        self.applied = self.committed.clone();
        self.changed = false;
    }

    /// Commits, waits for merges and frees the writer's memory and threads.
    pub(crate) fn close(&mut self) -> Result<()> {
        self.commit()?;
        self.memory = MEMORY;
        self.stems = Stems::default();
        match self.writer.take() {
            Some(writer) => Ok(writer.wait_merging_threads()?),
            None => Ok(()),
        }
    }

    /// Rewrites each segment that has deleted documents, so that their words leave the dictionary.
    pub(crate) fn merge_deleted(&mut self) -> Result<()> {
        self.close()?;
        let deleted = |meta: &tantivy::index::SegmentMeta| meta.has_deletes();
        let segments: Vec<_> = self.index.searchable_segment_metas()?.into_iter().filter(deleted).collect();
        let mut writer = self.open_writer()?;
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for segment in segments {
            writer.merge(&[segment.id()]).wait()?;
        }
        Ok(writer.wait_merging_threads()?)
    }

    /// Deletes files that no segment uses. To be called when no search uses the segments from before.
    pub(crate) fn delete_unused_files(&mut self) -> Result<()> {
        self.writer()?.garbage_collect_files().wait()?;
        self.close()
    }

    /// Empties the index, and gives the writer more memory until it is closed.
    pub(crate) fn begin_rebuild(&mut self) -> Result<()> {
        self.discard();
        self.memory = MEMORY_TO_REBUILD;
        self.writer()?.delete_all_documents()?;
        self.applied = Cursors::default();
        self.changed = true;
        self.commit()?;
        Ok(())
    }

    /// Each site's place.
    pub(crate) fn places(&self) -> BTreeMap<String, i64> {
        self.applied.iter().map(|(site, place)| (site.to_owned(), place)).collect()
    }

    /// Whether every file is as tantivy wrote it.
    pub(crate) fn is_intact(&self) -> Result<bool> {
        Ok(self.index.validate_checksum()?.is_empty())
    }
}
