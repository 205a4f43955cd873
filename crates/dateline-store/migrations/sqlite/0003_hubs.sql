-- What was agreed with hubs (WebSub), one for each feed that names one.
create table hubs (
  feed integer primary key references feeds,
  hub text not null,
  topic text not null,
  token text not null unique,
  secret text not null,
  state text not null,
  due_at integer,
  lease_ends_at integer,
  trouble text,
  pushes integer not null default 0,
  refused integer not null default 0,
  last_push_at integer
) strict;
create index hubs_due on hubs (due_at) where due_at is not null;
