-- What people call the site. None: its address is shown in its place, so that it follows when that changes.
alter table sites add column name text check (length(name) between 1 and 64);
-- Whether a newcomer's comment waits for review because of its links.
alter table sites add column links integer not null default 1 check (links in (0, 1));
