-- What the host says before anybody else does: for a whole site (page_key '') and for single pages. A page needs no
-- thread for it: nobody has to have spoken. Null is "as the site has it", an empty text or list is "none here".
create table welcomes (
  site_id    text not null references sites (id),
  page_key   text not null,
  question   text,
  rules      text check (json_valid(rules)),
  by_name    text,
  changed_at integer not null,
  primary key (site_id, page_key)
) strict;
