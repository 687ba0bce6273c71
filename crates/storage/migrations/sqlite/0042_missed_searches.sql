-- What visitors looked for and did not find, counted by day. Who looked for it is not stored.
create table missed_searches (
  site_id text not null references sites (id),
  -- The words, in small letters.
  term    text not null,
  -- The day, counted from 1970 in UTC.
  day     integer not null,
  -- How often; each network counts once.
  times   integer not null,
  primary key (site_id, term, day)
) strict;

create index missed_searches_by_day on missed_searches (day);

-- Who was counted for a word on a day, by a hash of the network, the word and the day, with a key. Deleted on the day after.
create table missed_search_marks (
  site_id text not null references sites (id),
  day     integer not null,
  mark    text not null,
  primary key (site_id, day, mark)
) strict;

create index missed_search_marks_by_day on missed_search_marks (day);
