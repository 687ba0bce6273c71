-- A request that was under way while a person was erased may write afterwards. So the row of an erasure stays for two minutes, and
-- then all tables are gone through once more. Null until the first pass is done.
alter table erasures add column again_at integer;

-- Whose browser it was until its session ended; null where the guest was nobody but itself, once that person is erased, and for
-- sessions that ended before this was stored. It is there for erasing alone: what the guest left behind is the person's.
alter table visitor_sessions add column former_person text;

create index visitor_sessions_by_former_person on visitor_sessions (site_id, former_person) where former_person is not null;
