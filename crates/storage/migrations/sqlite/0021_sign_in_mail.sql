-- Where somebody of a team has sign-in links mailed. What is in a link is stored nowhere; this has its hash.
create table sign_in_mail (
  site_id     text not null,
  person_id   text not null,
  -- Confirmed by a link that was mailed there; null until the first one is.
  address     text,
  -- An address that is to be confirmed, and until when; the one before stays until it is.
  asked       text,
  asked_hash  text,
  asked_until integer,
  primary key (site_id, person_id),
  foreign key (site_id, person_id) references team (site_id, person_id)
) strict;

create index sign_in_mail_by_address on sign_in_mail (address) where address is not null;
