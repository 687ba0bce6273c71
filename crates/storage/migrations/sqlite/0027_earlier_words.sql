-- What History shows beside a decision: the words that it was about, where their author has changed them since. They are
-- read by the team alone. Whoever erases a comment erases them, too.
create table earlier_words (
  site_id       text not null,
  comment_id    text not null,
  -- The first and the last version of the comment that had these words.
  first_version integer not null,
  last_version  integer not null,
  source        text not null,
  source_format text not null check (source_format in ('markdown', 'html')),
  primary key (site_id, comment_id, last_version),
  foreign key (site_id, comment_id) references comments (site_id, id)
) strict;

-- The first version of a comment that had the words of now. What it said before is not known where it was changed already.
alter table comments add column words_since integer not null default 1;
update comments set words_since = version where version > 1;

-- Whether an entry of History is about the words of now: then they are kept when they are changed.
alter table comments add column in_history integer not null default 0 check (in_history in (0, 1));
update comments set in_history = 1 where decided_seq is not null;
