-- What a visit must know beside the address: see docs/technotes/visiting.md.
alter table feeds add column slow integer not null default 0;
alter table feeds add column wishes text;
alter table feeds add column validators_at integer;
alter table feeds add column moving_to text;
alter table feeds add column named_by text;
drop index feeds_due;
create index feeds_due on feeds (slow, due_at) where due_at is not null;

create table holds (
  site text primary key,
  until_at integer not null
) strict, without rowid;
