-- Recordings that readers play: how far they got, and their place in the queue.
create table playback (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  article bigint not null references articles,
  url text not null,
  kind text not null,
  title text not null,
  length_seconds bigint,
  at_seconds bigint not null default 0,
  -- Null: not in the queue.
  place bigint,
  changed_at bigint not null,
  unique (reader, article, url)
);
create index playback_queue on playback (reader, place) where place is not null;

-- Browsers that want to be notified (Web Push). Each goes with the session in which it was added; one
-- that a proxy signed in has none.
create table push_subscriptions (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  session bytea references sessions on delete cascade,
  endpoint text not null unique,
  public_key bytea not null,
  secret bytea not null,
  browser text not null,
  language text not null,
  created_at bigint not null,
  -- What came until here was told, or was there before.
  told_at bigint not null,
  told_article bigint not null,
  due_at bigint not null,
  failures bigint not null default 0
);
create index push_subscriptions_reader on push_subscriptions (reader, id);
create index push_subscriptions_session on push_subscriptions (session);
create index push_subscriptions_due on push_subscriptions (due_at);
