-- Links by which the first owner of a site comes in and chooses a name, once. What is in the link is stored nowhere; this is
-- its hash. A site has one at a time, and none works once somebody belongs to its team.
create table begin_links (
  site_id    text primary key references sites (id),
  hash       text not null unique,
  expires_at integer not null
) strict;
