create table settings (
  name text primary key,
  value text not null
);

create table publishers (
  id bigint generated always as identity primary key,
  key text not null unique,
  name text not null,
  host text
);

create table feeds (
  id bigint generated always as identity primary key,
  url text not null unique,
  title text,
  site_url text,
  publisher bigint not null references publishers,
  status text not null default 'new',
  trouble text,
  due_at bigint,
  fence bigint not null default 0,
  etag text,
  last_modified text,
  last_visit_at bigint,
  last_success_at bigint,
  failures bigint not null default 0,
  entry_count bigint not null default 0,
  entries_last_week bigint not null default 0,
  created_at bigint not null
);
create index feeds_due on feeds (due_at) where due_at is not null;

create table entries (
  id bigint generated always as identity primary key,
  feed bigint not null references feeds,
  identity text not null,
  content_hash text not null,
  url text,
  published bigint,
  payload bytea not null,
  first_seen bigint not null,
  unique (feed, identity)
);
create index entries_seen on entries (feed, first_seen);

create table jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  key text not null,
  payload text not null,
  state text not null default 'waiting',
  run_at bigint not null,
  attempts bigint not null default 0,
  fence bigint not null default 0,
  holder text,
  error text
);
create unique index jobs_alive on jobs (kind, key) where state <> 'dead';
create index jobs_due on jobs (run_at, id) where state <> 'dead';

create table leases (
  name text primary key,
  holder text not null,
  fence bigint not null,
  ends_at bigint not null
);

create table articles (
  id bigint generated always as identity primary key,
  entry bigint not null unique references entries,
  feed bigint not null references feeds,
  publisher bigint not null references publishers,
  story bigint,
  copy_of bigint references articles,
  because text not null default '[]',
  unplaced boolean not null default true,
  version bigint not null default 1,
  first_seen bigint not null,
  version_seen_at bigint not null,
  sort_at bigint not null,
  headline text not null,
  summary text not null,
  published text,
  language text,
  lead_image text,
  kind text not null,
  duration_seconds bigint,
  url text,
  characters bigint not null
);
create index articles_unplaced on articles (sort_at, id) where unplaced;
create index articles_latest on articles (sort_at, id) where story is not null;
create index articles_story on articles (story, sort_at, id) where story is not null;
create index articles_publisher on articles (publisher, sort_at, id) where story is not null;

create table bodies (
  article bigint primary key references articles,
  sketch bytea not null,
  body bytea not null
);

create table old_versions (
  article bigint not null references articles,
  version bigint not null,
  seen_at bigint not null,
  body bytea not null,
  primary key (article, version)
);

create table stories (
  id bigint primary key,
  headline text not null,
  lead bigint not null references articles,
  first_at bigint not null,
  last_at bigint not null,
  article_count bigint not null,
  publisher_count bigint not null,
  publishers text not null,
  brief text not null default '[]'
);
create index stories_recent on stories (last_at, id, publisher_count);

create table story_feeds (
  story bigint not null references stories,
  feed bigint not null references feeds,
  last_at bigint not null,
  primary key (story, feed)
);
create index story_feeds_recent on story_feeds (feed, last_at, story);

create table tags (
  key text primary key,
  label text not null
);

create table article_tags (
  tag text not null,
  sort_at bigint not null,
  article bigint not null references articles,
  primary key (tag, sort_at, article)
);
create index article_tags_article on article_tags (article);
create index article_tags_recent on article_tags (sort_at, tag);

create table related (
  article bigint not null references articles,
  other bigint not null references articles,
  score double precision not null,
  because text not null,
  primary key (article, other)
);
create index related_other on related (other, article);

-- The words arrive ready (one tokeniser for both databases) and are stored as lexemes as they are:
-- no text search configuration, no parser, no positions.
create table words (
  article bigint primary key,
  words tsvector not null
);
-- Every search reads the list of what is not yet merged into the index: it is kept short.
create index words_words on words using gin (words) with (gin_pending_list_limit = 1024);

create table readers (
  id bigint generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  password_hash text not null,
  role text not null,
  created_at bigint not null
);

create table sessions (
  token_hash bytea primary key,
  reader bigint not null references readers on delete cascade,
  created_at bigint not null,
  expires_at bigint not null
);
create index sessions_expiry on sessions (expires_at);

create table sections (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  name text not null,
  unique (reader, name)
);

create table subscriptions (
  reader bigint not null references readers on delete cascade,
  feed bigint not null references feeds,
  section bigint references sections,
  title text,
  created_at bigint not null,
  primary key (reader, feed)
);
create index subscriptions_feed on subscriptions (feed);

create table reading (
  reader bigint not null references readers on delete cascade,
  article bigint not null references articles,
  read_at bigint,
  saved_at bigint,
  primary key (reader, article)
);
create index reading_saved on reading (reader, article) where saved_at is not null;

create table comments (
  id bigint generated always as identity primary key,
  article bigint not null references articles,
  parent bigint references comments,
  author bigint not null references readers,
  text text not null,
  created_at bigint not null,
  edited_at bigint,
  deleted_at bigint,
  removed_at bigint
);
create index comments_article on comments (article, id);

create table moderation (
  id bigint generated always as identity primary key,
  comment bigint not null references comments,
  moderator bigint not null references readers,
  text text not null,
  at bigint not null
);

create table answers (
  subject text not null,
  feature text not null,
  version bigint not null,
  json text not null,
  made_at bigint not null,
  primary key (subject, feature, version)
);
