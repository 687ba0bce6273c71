-- Visitors who come back: which browser stands for whom, the mail addresses that they confirmed, and the codes that were
-- mailed for that. All of it is private: no query for strangers names these tables.

-- Which person a browser's cookie stands for on a site. Without a row the person is the guest itself, as in people.id.
create table visitor_sessions (
  site_id    text not null references sites (id),
  -- The keyed hash of the cookie on this site.
  guest_id   text not null,
  -- Null once the session has ended.
  person_id  text,
  -- How the browser came to it, as a word: mail, or guest where it only has a new cookie.
  method     text not null,
  created_at integer not null,
  seen_at    integer not null,
  -- From then on the cookie is worth nothing. The row stays: without it the guest would be a person again.
  ended_at   integer,
  primary key (site_id, guest_id),
  check ((person_id is null) = (ended_at is not null))
) strict;

create index visitor_sessions_by_person on visitor_sessions (site_id, person_id) where person_id is not null;

-- The address of a person. Whoever confirms one need not have written here, so this names nobody in people.
create table visitor_mail (
  site_id      text not null references sites (id),
  person_id    text not null,
  -- As mail is sent there.
  address      text not null,
  -- A keyed hash of the form in which addresses are compared.
  address_key  text not null,
  confirmed_at integer,
  -- The language of mail to it, as a tag.
  language     text not null,
  -- Whether answers are mailed there.
  replies      integer not null default 1 check (replies in (0, 1)),
  created_at   integer not null,
  primary key (site_id, person_id)
) strict;

-- On a site an address is confirmed by one person.
create unique index visitor_mail_confirmed on visitor_mail (site_id, address_key) where confirmed_at is not null;

-- What a browser has asked to confirm; its newest request replaces the one before.
create table mail_codes (
  site_id     text not null references sites (id),
  guest_id    text not null,
  -- The id of the mail in the outbox. A mail of an earlier request is not sent any more.
  mail_id     text not null,
  address     text not null,
  address_key text not null,
  -- Keyed hashes of the code and of the secret in the mail's link. Both are drawn when the mail is sent; null until then.
  code_hash   text,
  link_hash   text,
  expires_at  integer not null,
  -- Wrong codes that were typed.
  tries       integer not null default 0,
  used_at     integer,
  language    text not null,
  created_at  integer not null,
  primary key (site_id, guest_id)
) strict;

create index mail_codes_by_link on mail_codes (site_id, link_hash) where link_hash is not null;
create index mail_codes_by_age on mail_codes (expires_at);

-- Mails to an address that anybody may have typed, for their limits, which count over all sites.
create table visitor_mails_sent (
  site_id     text not null references sites (id),
  -- The id of the mail in the outbox.
  mail_id     text not null,
  address_key text not null,
  -- What it is for, as a word: code.
  kind        text not null,
  at          integer not null,
  primary key (site_id, mail_id)
) strict;

create index visitor_mails_sent_to on visitor_mails_sent (address_key, kind, at);
create index visitor_mails_sent_by_age on visitor_mails_sent (at);

-- A guest whose comments became those of a known person, and which they are, so that it can be undone.
create table merges (
  site_id     text not null references sites (id),
  id          text not null,
  from_person text not null,
  to_person   text not null,
  -- Why, as a word: mail.
  method      text not null,
  created_at  integer not null,
  undone_at   integer,
  primary key (site_id, id)
) strict;

create index merges_into_person on merges (site_id, to_person, created_at);

create table merged_comments (
  site_id    text not null,
  merge_id   text not null,
  comment_id text not null,
  primary key (site_id, merge_id, comment_id),
  foreign key (site_id, merge_id) references merges (site_id, id),
  foreign key (site_id, comment_id) references comments (site_id, id)
) strict;
