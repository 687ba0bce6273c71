//! The reader of our own export: JSON Lines, version 1.

use std::io::{BufRead, Read};

use porch_protocol::ClosedNote;
use porch_protocol::held::HoldReason;

use super::decode::{Decode, LossCounter};
use super::items::Items;
use super::row::GUEST;
use super::{ImportedComment, ImportedPerson, ImportedThread, Item, OwnPage, Refusal, Repair, Report, UnreadablePart};
use porch_domain::archive::batch::NewPerson;
use porch_domain::archive::imported_settings::SLOWEST;
use porch_domain::archive::{Line, VERSION};
use porch_domain::closing;
use porch_domain::team::role_from_word;
use porch_domain::text;

/// Lines in which the first one of the export is searched.
const BEFORE: u64 = 100;
/// Unreadable lines that are listed in the report.
const NAMED: usize = 20;

struct Porch<R: Read> {
    file: Decode<R>,
    tally: LossCounter,
    line: String,
    /// The site's own line, until it is handed out.
    site: Option<Item>,
    number: u64,
    unread: Vec<UnreadablePart>,
    broken: u64,
}

pub(super) fn open<'a>(file: impl Read + 'a) -> Result<Box<dyn Items + 'a>, Refusal> {
    let file = Decode::new(file, &["{\"v\":"], '{')?;
    let tally = file.tally();
    let mut porch = Porch { file, tally, line: String::new(), site: None, number: 0, unread: Vec::new(), broken: 0 };
    let (mut first, mut found) = (serde_json::Value::Null, None);
    // Log output may come before the first line.
    while porch.number < BEFORE && porch.next_line()? {
        first = serde_json::from_str(&porch.line).unwrap_or_default();
        if first["kind"] == "site" {
            break;
        }
        found.get_or_insert_with(|| porch.line.trim().chars().take(40).collect::<String>());
        porch.broken += 1;
    }
    match (first["v"].as_u64(), first["kind"].as_str()) {
        (Some(VERSION), Some("site")) => {
            porch.site = serde_json::from_value(first).ok().map(item);
            Ok(Box::new(porch))
        }
        (Some(version), Some("site")) => Err(Refusal::Version(version)),
        _ => Err(Refusal::OtherFile { wanted: "Porch", found: found.unwrap_or_default() }),
    }
}

impl<R: Read> Porch<R> {
    /// Reads the next line; false at the end.
    fn next_line(&mut self) -> Result<bool, Refusal> {
        self.line.clear();
        self.number += 1;
        let read = self.file.read_line(&mut self.line)?;
        self.tally.value_ends();
        Ok(read > 0)
    }
}

impl<R: Read> Items for Porch<R> {
    fn next_item(&mut self) -> Result<Option<Item>, Refusal> {
        if let Some(site) = self.site.take() {
            return Ok(Some(site));
        }
        while self.next_line()? {
            if self.line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<Line>(&self.line) {
                Ok(line) => return Ok(Some(item(line))),
                Err(error) => {
                    self.broken += 1;
                    if self.unread.len() < NAMED {
                        self.unread
                            .push(UnreadablePart { at: self.number, what: format!("as a line number: {error}") });
                    }
                }
            }
        }
        Ok(None)
    }

    fn note(&self, report: &mut Report) {
        let dropped = self.tally.get();
        report.count_repairs(Repair::Beginning, dropped.before);
        report.count_repairs(Repair::Controls, dropped.controls);
        report.count_repairs(Repair::Letters, dropped.broken);
        report.count_repairs(Repair::Lines, self.broken);
        report.unread.extend(self.unread.iter().cloned());
    }
}

fn item(line: Line) -> Item {
    match line {
        Line::Site(_)
        | Line::Welcome(_)
        | Line::TeamName(_)
        | Line::Member(_)
        | Line::Rule(_)
        | Line::Ban(_)
        | Line::Cooling(_)
        | Line::Report(_) => Item::Setting(Box::new(line)),
        Line::Page(page) => Item::Thread(ImportedThread {
            // A key set by the owner is no address; all other pages are identified by their address.
            address: page.page.strip_prefix("key:").map_or(page.url, str::to_owned),
            source_id: page.page,
            title: page.title,
            closed: page.closed,
            names: Vec::new(),
            created_at: None,
            own: Some(OwnPage {
                id: page.id,
                title_by: one_of(page.title_by, ["import", "visitor", "host"]),
                closed_note: page.closed_note.as_ref().filter(|_| page.closed).and_then(closed_note),
                slow: page.slow.min(SLOWEST),
                aliases: page.aliases,
                created_at: page.created_at,
            }),
        }),
        Line::Person(person) => Item::Person(NewPerson {
            id: person.id,
            kind: one_of(person.who, ["import", "guest"]),
            // Who was erased has none.
            name: match person.name {
                name if name.is_empty() => name,
                name => text::rescue_name(&name).unwrap_or_else(|| GUEST.to_owned()),
            },
            mail: person.mail,
            created_at: Some(person.created_at),
        }),
        Line::Comment(comment) => Item::Comment(Box::new(ImportedComment {
            source_id: comment.id.to_string(),
            thread: comment.page,
            parent: comment.parent.map(|parent| parent.to_string()),
            person: ImportedPerson { source_id: comment.person, name: comment.name, mail: None, website: None },
            source: comment.body,
            format: comment.format,
            status: comment.status,
            posted_at: Some(comment.posted_at),
            undated: comment.undated,
            edited_at: comment.edited_at,
            version: comment.version,
            reason: comment.reason,
            hold: comment.hold.as_deref().and_then(HoldReason::from_word),
            second_look_at: comment.second_look_at,
            role: comment.role.as_deref().and_then(role_from_word),
            title: comment.title,
        })),
        Line::Event(event) => Item::Event(event),
    }
}

/// The note of a closed page, checked by today's rules; none where it does not follow them.
fn closed_note(note: &ClosedNote) -> Option<ClosedNote> {
    let words = closing::clean(&note.words).ok().flatten()?;
    Some(ClosedNote { words, by: note.by.as_deref().and_then(text::rescue_name) })
}

/// A word that the storage accepts; the first one for any other.
fn one_of<const N: usize>(word: String, known: [&str; N]) -> String {
    if known.contains(&&*word) { word } else { known.first().copied().unwrap_or_default().to_owned() }
}
