-- The list of those who wrote, without a walk through all of them.
create index people_by_age on people (site_id, created_at, id);
