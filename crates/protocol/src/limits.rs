//! Limits that both sides know: the widget checks them before sending, the server again.

/// Characters (Unicode scalar values) of a comment's source.
pub const BODY_CHARS: usize = 10_000;
/// Bytes of a comment's source in UTF-8.
pub const BODY_BYTES: usize = 16_384;
/// Characters of a name, after trimming and NFC.
pub const NAME_CHARS: usize = 64;
/// Characters of the line that somebody writes about themselves.
pub const ABOUT_CHARS: usize = 160;
/// Characters of a page's title; longer ones are cut.
pub const TITLE_CHARS: usize = 200;
/// Bytes of a page's address, and of a link in a comment.
pub const URL_BYTES: usize = 2_048;
/// Bytes of a page key that the site's owner chose.
pub const PAGE_KEY_BYTES: usize = 256;
/// Characters of a reason: the team's for a decision, a visitor's for a report.
pub const REASON_CHARS: usize = 1_000;
/// Characters of an opening question.
pub const QUESTION_CHARS: usize = 200;
/// House rules of a site, or of a page.
pub const HOUSE_RULES: usize = 3;
/// Characters of a house rule.
pub const HOUSE_RULE_CHARS: usize = 120;
/// Published comments after which an author is not shown the house rules any more.
pub const HOUSE_RULES_UNTIL: u32 = 3;
/// Characters of the note for visitors on a closed page.
pub const CLOSED_NOTE_CHARS: usize = 300;
/// Links in one comment.
pub const LINKS: usize = 5;
/// Nodes of a comment's tree.
pub const TREE_NODES: usize = 2_000;
/// How deep the nodes of a tree may be nested.
pub const TREE_DEPTH: usize = 16;
/// Comments on the first page: whole conversations, up to this many.
pub const FIRST_PAGE: usize = 40;
/// Comments on each further page.
pub const NEXT_PAGE: usize = 100;
/// Comments that one root of the widget hydrates at most; more would be a long task on a slow phone.
pub const ROOT_COMMENTS: usize = 20;
/// Minutes after posting in which an edit is not marked.
pub const FREE_EDIT_MINUTES: i64 = 15;
