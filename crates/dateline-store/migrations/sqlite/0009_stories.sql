-- When it last added a name or a number to its story; 0 for what added nothing.
alter table articles add column news_seen_at integer not null default 0;
update articles set news_seen_at = first_seen;

alter table stories add column news_at integer not null default 0;
alter table stories add column news_seen_at integer not null default 0;
alter table stories add column pace integer not null default 1;
alter table stories add column earlier integer;
alter table stories add column earlier_because text not null default '[]';
update stories set news_at = last_at;
create index stories_news on stories (news_at, id, publisher_count, pace, news_seen_at);

-- Where a story went that was merged into another, or lost the article that it is named by.
create table story_moves (
  story integer primary key,
  successor integer not null
) strict;

-- What moderators put right; kept for good.
create table story_corrections (
  id integer primary key autoincrement,
  kind text not null,
  story integer not null,
  other integer not null,
  article integer,
  moderator integer references readers on delete set null,
  at integer not null
) strict;
create index story_corrections_story on story_corrections (story);
create index story_corrections_other on story_corrections (other);

-- Pairs of stories that somebody parted: no later evidence joins them again. The smaller id first.
create table parted (
  story integer not null,
  other integer not null,
  primary key (story, other)
) strict, without rowid;

create index reading_recent on reading (reader, read_at) where read_at is not null;
create index reading_article on reading (article) where read_at is not null;
create index articles_copies on articles (copy_of) where copy_of is not null;

-- When a reader last read a story's page: they know what it told until then.
create table story_reading (
  reader integer not null references readers on delete cascade,
  story integer not null,
  read_at integer not null,
  primary key (reader, story)
) strict, without rowid;
create index story_reading_recent on story_reading (reader, read_at);
create index story_reading_story on story_reading (story);

-- What the owner knows of publishers; what is empty is not known. state_run is yes, no or empty.
create table publisher_facts (
  publisher integer primary key references publishers,
  country text not null,
  owner text not null,
  language text not null,
  state_run text not null
) strict;
