create table settings (
  name text primary key,
  value text not null
) strict, without rowid;

create table publishers (
  id integer primary key autoincrement,
  key text not null unique,
  name text not null,
  host text
) strict;

create table feeds (
  id integer primary key autoincrement,
  url text not null unique,
  title text,
  site_url text,
  publisher integer not null references publishers,
  status text not null default 'new',
  trouble text,
  due_at integer,
  fence integer not null default 0,
  etag text,
  last_modified text,
  last_visit_at integer,
  last_success_at integer,
  failures integer not null default 0,
  entry_count integer not null default 0,
  entries_last_week integer not null default 0,
  created_at integer not null
) strict;
create index feeds_due on feeds (due_at) where due_at is not null;

create table entries (
  id integer primary key autoincrement,
  feed integer not null references feeds,
  identity text not null,
  content_hash text not null,
  url text,
  published integer,
  payload blob not null,
  first_seen integer not null,
  unique (feed, identity)
) strict;
create index entries_seen on entries (feed, first_seen);

create table jobs (
  id integer primary key autoincrement,
  kind text not null,
  key text not null,
  payload text not null,
  state text not null default 'waiting',
  run_at integer not null,
  attempts integer not null default 0,
  fence integer not null default 0,
  holder text,
  error text
) strict;
create unique index jobs_alive on jobs (kind, key) where state <> 'dead';
create index jobs_due on jobs (run_at, id) where state <> 'dead';

create table leases (
  name text primary key,
  holder text not null,
  fence integer not null,
  ends_at integer not null
) strict, without rowid;

create table articles (
  id integer primary key autoincrement,
  entry integer not null unique references entries,
  feed integer not null references feeds,
  publisher integer not null references publishers,
  story integer,
  copy_of integer references articles,
  because text not null default '[]',
  unplaced integer not null default 1,
  version integer not null default 1,
  first_seen integer not null,
  version_seen_at integer not null,
  sort_at integer not null,
  headline text not null,
  summary text not null,
  published text,
  language text,
  lead_image text,
  kind text not null,
  duration_seconds integer,
  url text,
  characters integer not null
) strict;
create index articles_unplaced on articles (sort_at, id) where unplaced;
create index articles_latest on articles (sort_at, id) where story is not null;
create index articles_story on articles (story, sort_at, id) where story is not null;
create index articles_publisher on articles (publisher, sort_at, id) where story is not null;

create table bodies (
  article integer primary key references articles,
  sketch blob not null,
  body blob not null
) strict;

create table old_versions (
  article integer not null references articles,
  version integer not null,
  seen_at integer not null,
  body blob not null,
  primary key (article, version)
) strict;

create table stories (
  id integer primary key,
  headline text not null,
  lead integer not null references articles,
  first_at integer not null,
  last_at integer not null,
  article_count integer not null,
  publisher_count integer not null,
  publishers text not null,
  brief text not null default '[]'
) strict;
create index stories_recent on stories (last_at, id, publisher_count);

create table story_feeds (
  story integer not null references stories,
  feed integer not null references feeds,
  last_at integer not null,
  primary key (story, feed)
) strict, without rowid;
create index story_feeds_recent on story_feeds (feed, last_at, story);

create table tags (
  key text primary key,
  label text not null
) strict, without rowid;

create table article_tags (
  tag text not null,
  sort_at integer not null,
  article integer not null references articles,
  primary key (tag, sort_at, article)
) strict, without rowid;
create index article_tags_article on article_tags (article);
create index article_tags_recent on article_tags (sort_at, tag);

create table related (
  article integer not null references articles,
  other integer not null references articles,
  score real not null,
  because text not null,
  primary key (article, other)
) strict, without rowid;
create index related_other on related (other, article);

-- The words arrive ready (one tokeniser for both databases), parted by spaces: nothing here may
-- split or fold them again. Only presence is asked for, so neither positions nor columns are kept.
create virtual table words using fts5(
  text,
  content = '',
  contentless_delete = 1,
  detail = none,
  tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_`{|}~'"
);

create table readers (
  id integer primary key autoincrement,
  name text not null,
  name_key text not null unique,
  password_hash text not null,
  role text not null,
  created_at integer not null
) strict;

create table sessions (
  token_hash blob primary key,
  reader integer not null references readers on delete cascade,
  created_at integer not null,
  expires_at integer not null
) strict, without rowid;
create index sessions_expiry on sessions (expires_at);

create table sections (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  name text not null,
  unique (reader, name)
) strict;

create table subscriptions (
  reader integer not null references readers on delete cascade,
  feed integer not null references feeds,
  section integer references sections,
  title text,
  created_at integer not null,
  primary key (reader, feed)
) strict, without rowid;
create index subscriptions_feed on subscriptions (feed);

create table reading (
  reader integer not null references readers on delete cascade,
  article integer not null references articles,
  read_at integer,
  saved_at integer,
  primary key (reader, article)
) strict, without rowid;
create index reading_saved on reading (reader, article) where saved_at is not null;

create table comments (
  id integer primary key autoincrement,
  article integer not null references articles,
  parent integer references comments,
  author integer not null references readers,
  text text not null,
  created_at integer not null,
  edited_at integer,
  deleted_at integer,
  removed_at integer
) strict;
create index comments_article on comments (article, id);

create table moderation (
  id integer primary key autoincrement,
  comment integer not null references comments,
  moderator integer not null references readers,
  text text not null,
  at integer not null
) strict;

create table answers (
  subject text not null,
  feature text not null,
  version integer not null,
  json text not null,
  made_at integer not null,
  primary key (subject, feature, version)
) strict, without rowid;
