alter table feeds add column final_url text;
alter table feeds add column visit_count integer not null default 0;

-- The latest visits of each feed, in a ring of slots: the log of a feed never grows.
create table visits (
  feed integer not null references feeds,
  slot integer not null,
  at integer not null,
  outcome text not null,
  trouble text,
  bytes integer not null,
  new_entries integer not null,
  primary key (feed, slot)
) strict, without rowid;

-- What the visits of each of the last days came to, in a ring of a week.
create table visit_days (
  feed integer not null references feeds,
  slot integer not null,
  day integer not null,
  visits integer not null,
  unchanged integer not null,
  failed integer not null,
  bytes integer not null,
  primary key (feed, slot)
) strict, without rowid;

-- Subscriptions that were ended lately and may be taken up again as they were.
create table dropped (
  reader integer not null references readers on delete cascade,
  feed integer not null references feeds,
  section text,
  title text,
  created_at integer not null,
  dropped_at integer not null,
  primary key (reader, feed)
) strict, without rowid;
