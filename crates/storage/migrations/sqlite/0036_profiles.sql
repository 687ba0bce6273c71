-- What is public of a person beside their comments. A row is there once they have something of it, also before they write.
create table profiles (
  site_id      text not null references sites (id),
  person_id    text not null,
  -- When they confirmed a mail address or signed in otherwise, for the first time.
  confirmed_at integer,
  -- Their line about themselves, on one line and without links.
  about        text,
  about_at     integer,
  primary key (site_id, person_id),
  check ((about is null) = (about_at is null))
) strict;

insert into profiles (site_id, person_id, confirmed_at)
  select site_id, person_id, min(at) from (
    select site_id, person_id, confirmed_at as at from visitor_mail where confirmed_at is not null
    union all
    select site_id, person_id, created_at as at from identities) known
  group by site_id, person_id;
