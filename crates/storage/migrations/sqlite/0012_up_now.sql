-- What is up on a whole site, the latest first: the host's list of it.
create index comments_up on comments (site_id, posted_at, id) where status = 'published';
