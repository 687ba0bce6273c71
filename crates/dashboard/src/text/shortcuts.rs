//! The texts of the keyboard shortcuts.

use super::frame;

/// The purpose of the switch for all of them (WCAG 2.1.4).
pub(crate) const WHY_OFF: &str = "Turn them off if you use voice control, or press keys by mistake.";

/// Keys, separated by a space where they are pressed in sequence, and what they do.
type Lines = &'static [(&'static str, &'static str)];

/// The parts of the dialog.
pub(crate) const ALL: [(&str, Lines); 4] = [
    (
        "Everywhere",
        &[
            ("/", frame::SEARCH),
            ("G U", frame::UNANSWERED),
            ("G R", frame::REVIEW),
            ("G P", frame::PUBLISHED),
            ("1 – 7", "The views in their order"),
            ("U", "Undo, for 10 seconds"),
            ("?", "Shortcuts"),
        ],
    ),
    (
        "In a list",
        &[("J K", "Next, previous"), ("O", "Open"), ("V", "Select"), ("⇧ V", "Select to here"), ("Esc", "Back")],
    ),
    (
        "A comment",
        &[
            ("A", "Approve, restore"),
            ("E", "Ask for changes"),
            ("X", "Decline, remove"),
            ("S", "Spam"),
            ("H", "Person’s history"),
            ("C", "Pause replies, slow mode"),
            ("B", "Ban, in People"),
        ],
    ),
    ("Writing", &[("R", "Reply"), ("N", "No reply needed"), ("Ctrl ↵", "Send")]),
];
