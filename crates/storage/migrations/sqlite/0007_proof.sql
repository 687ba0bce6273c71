-- Proof of work: whether a site asks for it, and which of it was spent.

-- `on` asks newcomers while many of them come, `always` asks each of them.
alter table sites add column proof text not null default 'on' check (proof in ('off', 'on', 'always'));

-- A challenge counts once. It is forgotten when it would not be taken any more.
create table spent_proofs (
  site_id    text not null references sites (id),
  -- What is random in the challenge.
  challenge  text not null,
  expires_at integer not null,
  primary key (site_id, challenge)
) strict, without rowid;

create index spent_proofs_by_age on spent_proofs (expires_at);
