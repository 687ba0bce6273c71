-- The browser that has begun a sign-in with an identity provider, by the guest of its cookie: in no other browser it is
-- redeemed. One that is under way is begun anew.
alter table sign_ins add column guest_id text not null default '';
