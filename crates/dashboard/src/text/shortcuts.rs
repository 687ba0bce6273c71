//! The texts of the keyboard shortcuts.

use super::text;

/// Keys, separated by a space where they are pressed in sequence, and what they do.
type Lines = Vec<(&'static str, &'static str)>;

/// The parts of the dialog.
pub(crate) fn all() -> [(&'static str, Lines); 4] {
    let text = text();
    [
        (
            text.keys_everywhere(),
            vec![
                ("/", text.frame_search()),
                ("G U", text.frame_unanswered()),
                ("G R", text.frame_review()),
                ("G P", text.frame_published()),
                ("1 – 7", text.keys_views()),
                ("U", text.keys_undo()),
                ("?", text.keys_help()),
            ],
        ),
        (
            text.keys_in_list(),
            vec![
                ("J K", text.keys_next_previous()),
                ("O", text.keys_open()),
                ("V", text.keys_select()),
                ("⇧ V", text.keys_select_to_here()),
                ("Esc", text.keys_back()),
            ],
        ),
        (
            text.keys_comment(),
            vec![
                ("A", text.keys_approve()),
                ("E", text.keys_ask()),
                ("X", text.keys_decline()),
                ("S", text.keys_spam()),
                ("H", text.keys_person()),
                ("C", text.keys_pause()),
                ("B", text.keys_ban()),
            ],
        ),
        (
            text.keys_writing(),
            vec![("R", text.keys_reply()), ("N", text.keys_no_reply()), ("Ctrl ↵", text.keys_send())],
        ),
    ]
}
