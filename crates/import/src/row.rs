//! One imported comment, prepared for storage: its ids, its name, its text.

use porch_protocol::{CommentId, Status, ThreadId, Tree};
use uuid::Uuid;

use super::{ImportedComment, ImportedPerson, Repair, Report, SOURCE_BYTES};
use porch_domain::archive::SourceFormat;
use porch_domain::archive::import_format::Format;
use porch_domain::{markup, text};

/// The name of authors without one.
pub(super) const GUEST: &str = "Guest";

/// Ids that are the same whenever and wherever the same file is imported into the same site.
pub(super) struct Ids {
    namespace: Uuid,
    format: Format,
}

impl Ids {
    pub(super) fn new(site: &str, format: Format) -> Self {
        let root = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"porch:import");
        Self { namespace: Uuid::new_v5(&root, format!("{site}\n{}", format.name()).as_bytes()), format }
    }

    /// The id of a comment; our own export contains it.
    pub(super) fn comment(&self, source_id: &str) -> CommentId {
        let own = (self.format == Format::Porch).then(|| source_id.parse().ok()).flatten();
        own.unwrap_or_else(|| CommentId(self.derived("comment", source_id)))
    }

    /// The id of a comment whose id in the file is already used by a comment of another thread.
    pub(super) fn namesake(comment: CommentId, thread: &str) -> CommentId {
        CommentId(Uuid::new_v5(&comment.0, thread.as_bytes()))
    }

    pub(super) fn thread(&self, page: &str) -> ThreadId {
        ThreadId(self.derived("thread", page))
    }

    pub(super) fn person(&self, person: &ImportedPerson) -> String {
        if self.format == Format::Porch {
            return person.source_id.clone();
        }
        self.derived("person", &person.source_id).to_string()
    }

    fn derived(&self, kind: &str, name: &str) -> Uuid {
        Uuid::new_v5(&self.namespace, format!("{kind}\n{name}").as_bytes())
    }
}

/// The cleaned name and text of a comment.
pub(super) struct CleanText {
    pub(super) name: String,
    pub(super) source: String,
    pub(super) tree: Tree,
    pub(super) status: Status,
}

/// Cleans a comment; what was repaired goes into the report.
pub(super) fn clean(comment: &ImportedComment, report: &mut Report) -> CleanText {
    let name = name(comment, report);
    let mut source = text::clean_body(comment.source.trim());
    if source.len() > SOURCE_BYTES {
        source.truncate(source.floor_char_boundary(SOURCE_BYTES));
    }
    if source.len() > markup::HTML_BYTES {
        report.count_repair(Repair::Cut);
    }
    let tree = match comment.format {
        SourceFormat::Html => markup::html(&source),
        SourceFormat::Markdown => markup::markdown_cut(&source),
    };
    let is_empty = matches!(comment.status, Status::Published | Status::Held) && markup::is_empty(&tree);
    if is_empty {
        report.count_repair(Repair::Wordless);
    }
    CleanText { name, source, tree, status: if is_empty { Status::Removed } else { comment.status } }
}

fn name(comment: &ImportedComment, report: &mut Report) -> String {
    let raw = &comment.person.name;
    // A comment of an export of this program that was erased has neither a name nor words.
    let erased = raw.is_empty() && comment.source.is_empty() && comment.format == SourceFormat::Markdown;
    if erased && matches!(comment.status, Status::Removed | Status::Withdrawn) {
        return String::new();
    }
    let name = if comment.format == SourceFormat::Html { without_html(raw) } else { raw.clone() };
    if let Ok(name) = text::clean_name(&name) {
        return name;
    }
    let rescued = text::rescue_name(&name);
    report.count_repair(if rescued.is_some() { Repair::Names } else { Repair::Nameless });
    rescued.unwrap_or_else(|| GUEST.to_owned())
}

/// Other systems store names and titles as HTML.
pub(super) fn without_html(text: &str) -> String {
    if text.contains(['&', '<']) { markup::plain_text(&markup::html(text)) } else { text.to_owned() }
}
