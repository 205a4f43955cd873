-- When it last added a name or a number to its story; 0 for what added nothing.
alter table articles add column news_seen_at bigint not null default 0;
update articles set news_seen_at = first_seen;

alter table stories add column news_at bigint not null default 0;
alter table stories add column news_seen_at bigint not null default 0;
alter table stories add column pace bigint not null default 1;
alter table stories add column earlier bigint;
alter table stories add column earlier_because text not null default '[]';
update stories set news_at = last_at;
create index stories_news on stories (news_at, id, publisher_count, pace, news_seen_at);

-- Where a story went that was merged into another, or lost the article that it is named by.
create table story_moves (
  story bigint primary key,
  successor bigint not null
);

-- What moderators put right; kept for good.
create table story_corrections (
  id bigint generated always as identity primary key,
  kind text not null,
  story bigint not null,
  other bigint not null,
  article bigint,
  moderator bigint references readers on delete set null,
  at bigint not null
);
create index story_corrections_story on story_corrections (story);
create index story_corrections_other on story_corrections (other);

-- Pairs of stories that somebody parted: no later evidence joins them again. The smaller id first.
create table parted (
  story bigint not null,
  other bigint not null,
  primary key (story, other)
);

create index reading_recent on reading (reader, read_at) where read_at is not null;
create index reading_article on reading (article) where read_at is not null;
create index articles_copies on articles (copy_of) where copy_of is not null;

-- When a reader last read a story's page: they know what it told until then.
create table story_reading (
  reader bigint not null references readers on delete cascade,
  story bigint not null,
  read_at bigint not null,
  primary key (reader, story)
);
create index story_reading_recent on story_reading (reader, read_at);
create index story_reading_story on story_reading (story);

-- What the owner knows of publishers; what is empty is not known. state_run is yes, no or empty.
create table publisher_facts (
  publisher bigint primary key references publishers,
  country text not null,
  owner text not null,
  language text not null,
  state_run text not null
);
