-- Mail about replies: which replies are or were due to whom, how often a conversation is mailed about, and the links that
-- stop it. All of it is private: no query for strangers names these tables. The words are read when a mail is sent.

-- That a reply was published whose recipient has confirmed an address.
create table reply_notices (
  site_id         text not null references sites (id),
  -- Whom it is for.
  person_id       text not null,
  -- The reply.
  comment_id      text not null,
  -- The person's own comment that it is about: the one that is replied to, or the opening of the conversation.
  about_id        text not null,
  -- The opening of the conversation.
  conversation_id text not null,
  created_at      integer not null,
  -- The id of the mail in the outbox. Null while it waits.
  mail_id         text,
  primary key (site_id, person_id, comment_id),
  foreign key (site_id, comment_id) references comments (site_id, id),
  foreign key (site_id, about_id) references comments (site_id, id),
  foreign key (site_id, conversation_id) references comments (site_id, id)
) strict;

create index reply_notices_waiting on reply_notices (site_id, person_id, conversation_id) where mail_id is null;
create index reply_notices_in_mail on reply_notices (mail_id) where mail_id is not null;
create index reply_notices_by_age on reply_notices (created_at);
create index reply_notices_of_comment on reply_notices (site_id, comment_id);

-- How often a person gets mail about a conversation.
create table reply_conversations (
  site_id         text not null references sites (id),
  person_id       text not null,
  conversation_id text not null,
  -- Mails since it began, or began anew.
  mails           integer not null default 0,
  -- When the last one was stored.
  mailed_at       integer,
  -- When the next one is due. Null while no reply waits.
  due_at          integer,
  -- From then on the person gets none about it.
  stopped_at      integer,
  primary key (site_id, person_id, conversation_id),
  foreign key (site_id, conversation_id) references comments (site_id, id)
) strict;

create index reply_conversations_due on reply_conversations (due_at) where due_at is not null;

-- The links in such mails, by the hash of their secret.
create table reply_stop_links (
  site_id         text not null references sites (id),
  link_hash       text not null,
  person_id       text not null,
  -- What the link is about. Null for all conversations of the site.
  conversation_id text,
  created_at      integer not null,
  primary key (site_id, link_hash)
) strict;

create index reply_stop_links_of_person on reply_stop_links (site_id, person_id);

-- Where somebody has confirmed an address already, replies are followed from now on.
insert into outbox_seq (site_id, follower, seq)
select s.id, 'replies', s.last_seq from sites s
where exists (select 1 from visitor_mail m where m.site_id = s.id and m.confirmed_at is not null);
