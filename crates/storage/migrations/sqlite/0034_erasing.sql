-- Erasing: the words of comments and all that is stored about a person. A large person is erased in many small transactions,
-- so what is under way is stored, and goes on after a restart.

create table erasures (
  site_id    text not null references sites (id),
  -- The person as they were known; the row is deleted with the last of theirs.
  person_id  text not null,
  -- The person and all that were merged into them, as a JSON array.
  ids        text not null,
  -- What stands for them in the log and on the stubs of their comments from now on: a random word.
  pseudonym  text not null,
  -- Who erases, as the log names them.
  actor      text not null,
  -- How far the log has been gone through.
  log_seq    integer not null default 0,
  created_at integer not null,
  primary key (site_id, person_id)
) strict;

-- When its author withdrew it. Null for what was withdrawn before this was stored, and for imports: long ago.
alter table comments add column withdrawn_at integer;

-- Withdrawn comments whose words are still to be erased.
create index comments_to_erase on comments (site_id, id) where status = 'withdrawn' and source <> '';

-- The reasons that the team gave about a comment: they may quote it.
create index events_with_reason on events (site_id, comment_id) where reason is not null;

-- The log stays append-only, but for what may lead to somebody who was erased: the actor may become a random word, ids of
-- people in the data of events about people may be replaced, and a reason may be taken away.
drop trigger events_are_never_changed;

create trigger events_are_never_changed before update on events
when new.site_id is not old.site_id or new.seq is not old.seq or new.kind is not old.kind
  or new.thread_id is not old.thread_id or new.comment_id is not old.comment_id
  or new.version is not old.version or new.rev is not old.rev or new.at is not old.at
  or (new.reason is not old.reason and new.reason is not null)
  or (new.actor is not old.actor and coalesce(new.actor, '') not like 'erased-%')
  or (new.data is not old.data
    and (new.data is null or old.kind not in ('comments_merged', 'merge_undone', 'banned', 'ban_ended')))
begin
  select raise(abort, 'the event log is append-only');
end;
