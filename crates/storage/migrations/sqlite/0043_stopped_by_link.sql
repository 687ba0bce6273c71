-- When a link in a mail has stopped the mail about replies, so that the same page can take it back, and nothing but that. Null where
-- the person has chosen it while they were signed in.
alter table visitor_mail add column stopped_at integer;
