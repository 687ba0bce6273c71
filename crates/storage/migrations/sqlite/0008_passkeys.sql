-- Passkeys, invitations from the house, and since when somebody is there.

create table passkeys (
  site_id       text not null,
  person_id     text not null,
  id            text not null,
  -- What the authenticator calls it; no two people have the same.
  credential_id text not null unique,
  -- The public key, its counter and its flags, as the library keeps them.
  credential    text not null,
  -- What its owner calls it.
  name          text not null,
  created_at    integer not null,
  used_at       integer,
  primary key (site_id, id),
  foreign key (site_id, person_id) references team (site_id, person_id)
) strict;

create index passkeys_by_person on passkeys (site_id, person_id);

-- When somebody came in for the first time; null while they are only invited.
alter table team add column joined_at integer;
-- When somebody was last here, to the minute.
alter table team add column seen_at integer;
update team set joined_at = created_at;

-- Who let them in: a member of the team, or `operator`.
alter table invitations add column actor text not null default 'operator';
