-- What a reader follows: a hashtag, a name, a publisher, a story, a search; and the newest article
-- of it that they have seen.
create table follows (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  kind text not null,
  key text not null,
  label text not null,
  seen_article integer not null,
  created_at integer not null,
  unique (reader, kind, key)
) strict;

-- What a reader wants to see less or more of: a line of the search language.
create table filters (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  act text not null,
  line text not null,
  until_at integer,
  created_at integer not null,
  unique (reader, act, line)
) strict;

-- When a story was read before the reader marked everything as read, should they take that back.
alter table story_reading add column before_catch_up integer;
