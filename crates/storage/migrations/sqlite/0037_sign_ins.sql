-- Sign-ins with an identity provider that are under way, for ten minutes: begun by the widget, answered by the provider in
-- another window, and redeemed by the widget. Private.
create table sign_ins (
  site_id    text not null references sites (id),
  -- A hash of the widget's secret, which nobody else has.
  challenge  text not null,
  -- A hash of the secret in the address of the other window, and in its cookie.
  token_hash text not null,
  provider   text not null,
  -- The embedding page's. Only a page of it may redeem.
  origin     text not null,
  -- Whether the provider has sent the other window back. That counts once.
  claimed    integer not null default 0 check (claimed in (0, 1)),
  -- What the provider says; null until then.
  issuer     text,
  subject    text check (subject <> ''),
  name       text,
  -- The address that it states to be the account's, a keyed hash of its compared form, and the language of mail to it.
  mail       text,
  mail_key   text,
  language   text,
  -- Whether the page that had opened the other window has answered it.
  approved   integer not null default 0 check (approved in (0, 1)),
  -- A keyed hash of the code that the other window shows where no page has answered; null until then.
  code_hash  text,
  -- Wrong codes that were typed.
  tries      integer not null default 0,
  expires_at integer not null,
  primary key (site_id, challenge),
  check ((issuer is null) = (subject is null)),
  check ((mail is null) = (mail_key is null) and (mail is null) = (language is null))
) strict;

create unique index sign_ins_by_token on sign_ins (token_hash);
create index sign_ins_by_age on sign_ins (expires_at);
