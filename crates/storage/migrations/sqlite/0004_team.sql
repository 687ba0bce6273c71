-- The people of the business. Each is a person of the site, too: what they write stands under the same id.
create table team (
  site_id    text not null,
  person_id  text not null,
  name       text not null,
  role       text not null check (role in ('owner', 'host', 'moderator', 'guest')),
  -- An expert who is a guest speaks in one thread only.
  thread_id  text,
  created_at integer not null,
  ended_at   integer,
  primary key (site_id, person_id),
  check ((role = 'guest') = (thread_id is not null)),
  foreign key (site_id, person_id) references people (site_id, id),
  foreign key (site_id, thread_id) references threads (site_id, id)
) strict;

-- Links that let one person in, once. What is in the link is stored nowhere; this is its hash.
create table invitations (
  hash       text primary key,
  site_id    text not null,
  person_id  text not null,
  expires_at integer not null,
  used_at    integer,
  foreign key (site_id, person_id) references team (site_id, person_id)
) strict;

create index invitations_by_age on invitations (expires_at);

-- Who is in the house. What the browser holds is stored nowhere; this is its hash.
create table sessions (
  hash       text primary key,
  site_id    text not null,
  person_id  text not null,
  created_at integer not null,
  seen_at    integer not null,
  foreign key (site_id, person_id) references team (site_id, person_id)
) strict;

create index sessions_by_person on sessions (site_id, person_id);
create index sessions_by_age on sessions (seen_at);

-- What the author was in the team when they wrote it.
alter table comments add column role text check (role in ('owner', 'host', 'moderator', 'guest'));

-- The list of openings that nobody of the team has answered, without a walk through all comments.
create index comments_openings on comments (site_id, posted_at) where parent_id is null and status = 'published';
create index comments_of_team on comments (site_id, thread_id) where role is not null;
