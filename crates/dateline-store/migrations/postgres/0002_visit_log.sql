alter table feeds add column final_url text;
alter table feeds add column visit_count bigint not null default 0;

-- The latest visits of each feed, in a ring of slots: the log of a feed never grows.
create table visits (
  feed bigint not null references feeds,
  slot bigint not null,
  at bigint not null,
  outcome text not null,
  trouble text,
  bytes bigint not null,
  new_entries bigint not null,
  primary key (feed, slot)
);

-- What the visits of each of the last days came to, in a ring of a week.
create table visit_days (
  feed bigint not null references feeds,
  slot bigint not null,
  day bigint not null,
  visits bigint not null,
  unchanged bigint not null,
  failed bigint not null,
  bytes bigint not null,
  primary key (feed, slot)
);

-- Subscriptions that were ended lately and may be taken up again as they were.
create table dropped (
  reader bigint not null references readers on delete cascade,
  feed bigint not null references feeds,
  section text,
  title text,
  created_at bigint not null,
  dropped_at bigint not null,
  primary key (reader, feed)
);
