-- How a comment that waits came, for whoever reads it: JSON of milliseconds after the page was opened, and of the checks
-- beside the first that spoke. Of what is published at once nothing is kept, and new words have come otherwise.
alter table comments add column arrived text;

-- What people did about a second look, without a walk through the log.
create index events_paused on events (site_id, seq)
  where kind in ('comment_published', 'comment_held') and data ->> 'pause' is not null;
