-- Other ways for visitors to sign in: a token that the site's own server has signed, and the accounts that people have there
-- or with an identity provider. All of it is private: no query for strangers names these tables.

-- The keys that check the tokens of a site.
create table sso_keys (
  site_id    text not null references sites (id),
  -- Its id, which tokens name in their header.
  id         text not null,
  -- As RFC 7518 and RFC 8037 name it: EdDSA, ES256 or HS256.
  algorithm  text not null,
  -- The public key; with HS256 the shared secret, which has to be there to check a token.
  key        blob not null,
  -- Its place in a rotation, as a word: next, current or retiring.
  state      text not null,
  -- From then on a retiring key counts no more.
  retires_at integer,
  created_at integer not null,
  primary key (site_id, id),
  check ((state = 'retiring') = (retires_at is not null))
) strict;

create unique index sso_keys_current on sso_keys (site_id) where state = 'current';

-- The tokens that were used: each counts once.
create table sso_tokens (
  site_id    text not null references sites (id),
  -- A hash of the token's id (`jti`).
  token      text not null,
  -- From then on the token is too old anyway.
  expires_at integer not null,
  primary key (site_id, token)
) strict;

create index sso_tokens_by_age on sso_tokens (expires_at);

-- Whose account somewhere else a person of a site has. Its key is what the issuer calls the account, never a mail address.
create table identities (
  site_id    text not null references sites (id),
  -- Who vouches for it, as a word: sso for the site's own server, or the id of an identity provider.
  provider   text not null,
  issuer     text not null check (issuer <> ''),
  subject    text not null check (subject <> ''),
  person_id  text not null,
  -- The name that was stated there last.
  name       text,
  created_at integer not null,
  seen_at    integer not null,
  primary key (site_id, provider, issuer, subject)
) strict;

create index identities_by_person on identities (site_id, person_id);

-- How an address was confirmed, as a word: code (it was typed from a mail), or stated (by whoever signed the person in). Only
-- one with a code signs in.
alter table visitor_mail add column source text not null default 'code';

-- On a site an address is confirmed with a code by one person. What is stated joins nobody.
drop index visitor_mail_confirmed;
create unique index visitor_mail_confirmed on visitor_mail (site_id, address_key)
  where confirmed_at is not null and source = 'code';
