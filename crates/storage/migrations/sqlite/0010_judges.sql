-- Judges outside of this server, which a site may ask about what is to be published; and that they are owed, too.

create table judges (
  site_id    text not null references sites (id),
  kind       text not null check (kind in ('akismet', 'openai')),
  url        text not null,
  -- A secret: it is shown to nobody.
  key        text not null,
  -- Which of the service's models; null for its own choice.
  model      text,
  created_at integer not null,
  primary key (site_id, kind)
) strict;

-- A check of a column cannot be changed in place, so the two tables move once.
create table outbox_seq_next (
  site_id  text not null references sites (id),
  follower text not null check (follower in ('webhooks', 'mail', 'judges')),
  seq      integer not null,
  primary key (site_id, follower)
) strict;

insert into outbox_seq_next select site_id, follower, seq from outbox_seq;
drop table outbox_seq;
alter table outbox_seq_next rename to outbox_seq;

create table outbox_next (
  -- A UUID, the same in every try: the webhook-id, and the Message-ID's first half.
  id         text primary key,
  site_id    text not null references sites (id),
  kind       text not null check (kind in ('webhook', 'mail', 'judge')),
  -- To whom: a webhook's id, a mail address, or the site whose judge it is. One try is under way to each at a time.
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

insert into outbox_next
  select id, site_id, kind, target, payload, created_at, due_at, attempts, done_at, gave_up_at, last_error from outbox;
drop table outbox;
alter table outbox_next rename to outbox;

create index outbox_owed on outbox (kind, target, due_at) where done_at is null and gave_up_at is null;
create index outbox_settled on outbox (coalesce(done_at, gave_up_at)) where done_at is not null or gave_up_at is not null;
