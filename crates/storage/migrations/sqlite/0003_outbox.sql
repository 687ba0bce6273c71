-- What is owed to others: written down before it is sent, by followers of the log whose place moves in the same transaction.

-- Where each follower stands in a site's log. A site that nobody follows has no row.
create table outbox_seq (
  site_id  text not null references sites (id),
  follower text not null check (follower in ('webhooks', 'mail')),
  seq      integer not null,
  primary key (site_id, follower)
) strict;

create table outbox (
  -- A UUID, the same in every try: the webhook-id, and the Message-ID's first half.
  id         text primary key,
  site_id    text not null references sites (id),
  kind       text not null check (kind in ('webhook', 'mail')),
  -- To whom: a webhook's id or a mail address. One try is under way to each at a time.
  target     text not null,
  -- JSON of ids, kinds and addresses of pages; never a text that somebody wrote.
  payload    text not null,
  created_at integer not null,
  due_at     integer not null,
  attempts   integer not null default 0,
  done_at    integer,
  gave_up_at integer,
  -- One sentence; never an address, a secret or a text.
  last_error text
) strict;

create index outbox_owed on outbox (kind, target, due_at) where done_at is null and gave_up_at is null;
create index outbox_settled on outbox (coalesce(done_at, gave_up_at)) where done_at is not null or gave_up_at is not null;

create table webhooks (
  site_id       text not null references sites (id),
  id            text not null unique,
  -- Whoever knows the address of a chat's webhook may write there: it is shown to nobody.
  url           text not null,
  shape         text not null check (shape in ('standard', 'slack', 'discord', 'telegram')),
  -- A JSON array of event types; an empty one means all.
  events        text not null,
  secret        text not null,
  -- The secret before the last rotation goes on signing until then.
  old_secret    text,
  old_until     integer,
  -- Nothing that happened up to here is sent.
  since_seq     integer not null,
  failing_since integer,
  paused_at     integer,
  paused_why    text check (paused_why in ('gone', 'failing')),
  created_at    integer not null,
  primary key (site_id, id)
) strict;

create table owner_mail (
  site_id   text primary key references sites (id),
  -- A JSON array.
  addresses text not null,
  enabled   integer not null default 1 check (enabled in (0, 1)),
  -- When the last mail about waiting comments was written down.
  mailed_at integer not null default 0
) strict;

-- The comments that a mail has named or is going to name: each once, unless it came to wait again.
create table notices (
  site_id    text not null,
  comment_id text not null,
  created_at integer not null,
  mailed_at  integer,
  primary key (site_id, comment_id),
  foreign key (site_id, comment_id) references comments (site_id, id)
) strict;

create index notices_waiting on notices (site_id, created_at) where mailed_at is null;
