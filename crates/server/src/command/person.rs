//! The commands about a person: erasing them, and whose comments became theirs.

use clap::Subcommand;
use porch_server::control::endpoints;
use porch_server::control::erasing::ErasePerson;
use porch_server::control::error::CommandError;
use porch_server::control::people::{ListMerges, UndoMerge};
use porch_server::control::socket::ControlClient;

#[derive(Subcommand)]
pub(super) enum PersonCommand {
    /// Erases all that is stored about a person: their words, names, addresses and sessions. Nobody can undo it.
    Erase(ErasePerson),
    /// Lists the guests whose comments became a person's.
    Merges(ListMerges),
    /// Undoes such a merge: the comments are again the guest's.
    Unmerge(UndoMerge),
}

/// Runs one of these commands.
pub(super) async fn call(client: &mut ControlClient, command: PersonCommand) -> Result<String, CommandError> {
    match command {
        PersonCommand::Erase(person) => client.command_for_site(endpoints::ERASE_PERSON, &person).await,
        PersonCommand::Merges(list) => client.command_for_site(endpoints::LIST_MERGES, &list).await,
        PersonCommand::Unmerge(undo) => client.command_for_site(endpoints::UNDO_MERGE, &undo).await,
    }
}
