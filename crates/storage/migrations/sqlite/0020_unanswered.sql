-- Which comments wait for an answer of the team, without a walk through all comments: 1 waits, 0 somebody of the team said
-- that no answer is needed, null for all others. `storage/unanswered.rs` keeps it, `domain/unanswered.rs` says the rule.
alter table comments add column waits integer check (waits in (0, 1));

create index comments_unanswered on comments (site_id, posted_at, id) where waits = 1;

-- Who said last that a comment needs no answer, or needs one again, when a log is imported.
create index events_about_answers on events (site_id, comment_id, seq)
  where kind in ('no_answer_needed', 'answer_needed_again');

-- What is there already: openings that nobody of the team has answered, and replies to the team.
with recursive answered (site_id, id, parent_id) as (
  select site_id, id, parent_id from comments where role is not null and status = 'published'
  union
  select c.site_id, c.id, c.parent_id from answered a
    join comments c on c.site_id = a.site_id and c.id = a.parent_id)
update comments set waits = 1
where status = 'published' and role is null
  and (parent_id is null or exists (select 1 from comments p
    where p.site_id = comments.site_id and p.id = comments.parent_id and p.role is not null))
  and exists (select 1 from people p
    where p.site_id = comments.site_id and p.id = comments.person_id and p.kind = 'guest')
  and (site_id, id) not in (select site_id, id from answered);
