-- Comments of other systems whose date nobody knows: `posted_at` only says where they stand among the others.
alter table comments add column undated integer not null default 0 check (undated in (0, 1));

-- Earlier imports took the zeros that other systems write for dates.
update comments set undated = 1 where posted_at < 31536000000000;
