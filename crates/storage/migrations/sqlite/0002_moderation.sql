-- What is held and why, what was decided, and what a site asks of those who write.

-- Why it waits for the host, as a word; null when it does not.
alter table comments add column hold text;
-- The event of the last decision about it, so that it can be undone.
alter table comments add column decided_seq integer;
-- When its author asked for a second look, which can be done once.
alter table comments add column second_look_at integer;

-- Only what waits is in these, so that a comment that is published at once costs nothing here.
create index comments_held on comments (site_id, posted_at) where status = 'held';
create index comments_second_look on comments (site_id, second_look_at) where second_look_at is not null;

-- Seconds between two comments of one person; 0 for none.
alter table sites add column slow integer not null default 0 check (slow between 0 and 86400);
alter table threads add column slow integer not null default 0 check (slow between 0 and 86400);
-- How many people of standing must report a comment before it is held; 0 for never.
alter table sites add column reports integer not null default 3 check (reports between 0 and 1000);
-- Whether what was said before is held; off for measuring.
alter table sites add column repeats integer not null default 1 check (repeats in (0, 1));
-- Whether what reads like spam is held; off for measuring, and for those who read everything anyway.
alter table sites add column spam integer not null default 1 check (spam in (0, 1));

create table team_names (
  site_id  text not null references sites (id),
  name     text not null,
  position integer not null,
  primary key (site_id, name)
) strict;

create table bans (
  site_id    text not null references sites (id),
  kind       text not null check (kind in ('person', 'network')),
  -- A person's id, or the keyed hash of a network: no address is stored.
  who        text not null,
  -- Null for good.
  until      integer,
  reason     text not null,
  actor      text not null,
  created_at integer not null,
  primary key (site_id, kind, who)
) strict;

create table rules (
  site_id    text not null references sites (id),
  kind       text not null check (kind in ('word', 'pattern')),
  text       text not null check (length(cast(text as blob)) between 1 and 200),
  actor      text not null,
  created_at integer not null,
  primary key (site_id, kind, text)
) strict;

create table cooling (
  site_id    text not null,
  comment_id text not null,
  until      integer not null,
  primary key (site_id, comment_id),
  foreign key (site_id, comment_id) references comments (site_id, id)
) strict;

create table reports (
  site_id    text not null,
  comment_id text not null,
  -- Whoever reports need not have written here, so this names nobody in people.
  person_id  text not null,
  reason     text not null check (length(cast(reason as blob)) <= 8192),
  -- A decision about the comment settles what was reported before it.
  settled    integer not null default 0 check (settled in (0, 1)),
  created_at integer not null,
  primary key (site_id, comment_id, person_id),
  foreign key (site_id, comment_id) references comments (site_id, id)
) strict;

-- The log is the audit: what was said about a thread is never deleted from it either.
create trigger events_are_never_deleted before delete on events when old.thread_id is not null
begin
  select raise(abort, 'the event log is append-only');
end;
