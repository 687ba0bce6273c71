-- A title that a visitor's browser said is kept with the words that it came with: it is the page's only while those are
-- seen. Which these were of the titles that are there: the first of their page.
update comments set arrived = json_set(coalesce(arrived, '{}'), '$.title', t.title)
from (select site_id, title, (select c.id from comments c where c.site_id = threads.site_id and c.thread_id = threads.id
        order by c.posted_at, c.id limit 1) as first
      from threads where title_by = 'visitor' and title is not null) t
where comments.site_id = t.site_id and comments.id = t.first;

update threads set title = null
where title_by = 'visitor' and title is not null and coalesce((
  select c.status from comments c where c.site_id = threads.site_id and c.thread_id = threads.id
  order by c.posted_at, c.id limit 1), 'held') in ('held', 'sent_back', 'declined', 'spam');
