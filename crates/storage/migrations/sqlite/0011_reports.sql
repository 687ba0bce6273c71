-- Which decision settled a report, so that taking it back opens the report again.
alter table reports add column settled_by integer;

-- What readers reported and nobody has settled, without a walk through all reports.
create index reports_open on reports (site_id, comment_id) where settled = 0;
