-- What came of the last try to reach a receiver, so that the house can say it.
alter table webhooks add column tried_at integer;
-- Why it was not taken; null where it was. One sentence; never an address, a secret or a text.
alter table webhooks add column tried_why text;
