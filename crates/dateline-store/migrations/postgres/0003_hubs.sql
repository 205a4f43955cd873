-- What was agreed with hubs (WebSub), one for each feed that names one.
create table hubs (
  feed bigint primary key references feeds,
  hub text not null,
  topic text not null,
  token text not null unique,
  secret text not null,
  state text not null,
  due_at bigint,
  lease_ends_at bigint,
  trouble text,
  pushes bigint not null default 0,
  refused bigint not null default 0,
  last_push_at bigint
);
create index hubs_due on hubs (due_at) where due_at is not null;
