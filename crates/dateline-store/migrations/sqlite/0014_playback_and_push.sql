-- Recordings that readers play: how far they got, and their place in the queue.
create table playback (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  article integer not null references articles,
  url text not null,
  kind text not null,
  title text not null,
  length_seconds integer,
  at_seconds integer not null default 0,
  -- Null: not in the queue.
  place integer,
  changed_at integer not null,
  unique (reader, article, url)
) strict;
create index playback_queue on playback (reader, place) where place is not null;

-- Browsers that want to be notified (Web Push). Each goes with the session in which it was added; one
-- that a proxy signed in has none.
create table push_subscriptions (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  session blob references sessions on delete cascade,
  endpoint text not null unique,
  public_key blob not null,
  secret blob not null,
  browser text not null,
  language text not null,
  created_at integer not null,
  -- What came until here was told, or was there before.
  told_at integer not null,
  told_article integer not null,
  due_at integer not null,
  failures integer not null default 0
) strict;
create index push_subscriptions_reader on push_subscriptions (reader, id);
create index push_subscriptions_session on push_subscriptions (session);
create index push_subscriptions_due on push_subscriptions (due_at);
