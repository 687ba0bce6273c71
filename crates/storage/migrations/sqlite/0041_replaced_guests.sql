-- A browser that does something on one site gets a new cookie, which counts on the other sites of the server, too. The one of before
-- counts there until the new one has come: the answer that brings it may be lost. This is the guest of the cookie of before.
alter table visitor_sessions add column replaces text;
