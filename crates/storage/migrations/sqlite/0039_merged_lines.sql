-- When the guest's line about themselves was written that became the person's by a merge; null where none did. As long as the
-- person has the line of that moment, it goes back when the merge is undone.
alter table merges add column about_at integer;
