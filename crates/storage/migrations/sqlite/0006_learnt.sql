-- What each site's team taught the judge of words: hashed weights and prints, no word. It follows from the log.
create table learnt (
  site_id text primary key references sites (id),
  -- How far the site's log has been learnt from: moves with the bytes, so a kill loses and doubles nothing.
  seq     integer not null,
  bytes   blob not null check (length(bytes) <= 300000)
) strict;
