-- Every table of a site carries site_id, and every foreign key includes it: the database refuses what the code forgot.
-- Times are UTC microseconds. Ids are UUIDs as text; they carry no order.

create table meta (
  key   text primary key,
  value text not null
) strict;

create table sites (
  id         text primary key check (length(id) between 1 and 64),
  -- Orders the site's events. Taken inside the writing transaction, so no reader can skip one.
  last_seq   integer not null default 0,
  hold       text not null default 'off' check (hold in ('off', 'first', 'all')),
  closed     integer not null default 0 check (closed in (0, 1)),
  created_at integer not null
) strict;

create table origins (
  site_id  text not null references sites (id),
  -- Exactly as a browser serialises it.
  origin   text not null,
  -- The first one is where imported pages of foreign hosts are placed.
  position integer not null,
  primary key (site_id, origin)
) strict;

create index origins_by_origin on origins (origin, site_id);

create table threads (
  site_id    text not null references sites (id),
  id         text not null,
  page_key   text not null,
  url        text not null,
  title      text,
  -- Who said the title: a visitor's is provisional.
  title_by   text not null default 'visitor' check (title_by in ('visitor', 'import', 'host')),
  -- Counts the public changes; the cursor of the wire is made of it.
  rev        integer not null default 0,
  closed     integer not null default 0 check (closed in (0, 1)),
  -- The latest posted_at, so that live posts rise within the thread whatever the clock does.
  last_at    integer not null default 0,
  created_at integer not null,
  primary key (site_id, id),
  unique (site_id, page_key)
) strict;

create table aliases (
  site_id   text not null,
  page_key  text not null,
  thread_id text not null,
  primary key (site_id, page_key),
  foreign key (site_id, thread_id) references threads (site_id, id)
) strict;

create index aliases_by_thread on aliases (site_id, thread_id);

create table people (
  site_id    text not null references sites (id),
  -- A guest's is a keyed hash of the cookie: the cookie itself is stored nowhere.
  id         text not null,
  kind       text not null check (kind in ('guest', 'import')),
  name       text not null,
  mail       text,
  created_at integer not null,
  primary key (site_id, id)
) strict;

create table comments (
  site_id       text not null,
  thread_id     text not null,
  id            text not null,
  parent_id     text,
  person_id     text not null,
  name          text not null,
  source        text not null check (length(cast(source as blob)) <= 262144),
  source_format text not null check (source_format in ('markdown', 'html')),
  tree          text not null,
  tree_version  integer not null,
  status        text not null
    check (status in ('held', 'published', 'sent_back', 'declined', 'removed', 'withdrawn', 'spam')),
  version       integer not null default 1,
  reason        text,
  posted_at     integer not null,
  edited_at     integer,
  primary key (site_id, id),
  unique (site_id, thread_id, id),
  foreign key (site_id, thread_id) references threads (site_id, id),
  foreign key (site_id, person_id) references people (site_id, id),
  -- A parent lies in its own thread, and so in its own site.
  foreign key (site_id, thread_id, parent_id) references comments (site_id, thread_id, id)
) strict;

create index comments_in_thread on comments (site_id, thread_id, posted_at, id);
create index comments_by_person on comments (site_id, person_id, thread_id);
create index comments_by_parent on comments (site_id, thread_id, parent_id) where parent_id is not null;

create table events (
  site_id    text not null references sites (id),
  seq        integer not null,
  kind       text not null,
  thread_id  text,
  comment_id text,
  version    integer,
  -- The thread's rev after a public change; null when strangers must not notice.
  rev        integer,
  actor      text,
  at         integer not null,
  reason     text,
  data       text,
  primary key (site_id, seq),
  foreign key (site_id, thread_id) references threads (site_id, id)
) strict;

create index events_public on events (site_id, thread_id, rev) where rev is not null;

-- The log is append-only: a change of the past is a fault, whoever tries it.
create trigger events_are_never_changed before update on events
begin
  select raise(abort, 'the event log is append-only');
end;

create table idempotency (
  site_id      text not null references sites (id),
  key_hash     text not null,
  request_hash text not null,
  comment_id   text not null,
  status       integer not null,
  rev          integer,
  reason       text,
  created_at   integer not null,
  primary key (site_id, key_hash)
) strict;

create index idempotency_by_age on idempotency (created_at);
