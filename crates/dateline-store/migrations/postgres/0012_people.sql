-- Accounts: bans, accounts that are gone (their row stays for what was said), who invited whom.
alter table readers add column banned_until bigint not null default 0;
alter table readers add column ban_reason text not null default '';
alter table readers add column left_at bigint;
alter table readers add column invited_by bigint;

alter table sessions add column last_used_at bigint not null default 0;
alter table sessions add column browser text not null default '';
update sessions set last_used_at = created_at;
create index sessions_reader on sessions (reader);

-- Passwords for programs: random, so that a plain digest keeps them.
create table app_passwords (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  name text not null,
  digest bytea not null unique,
  created_at bigint not null,
  last_used_at bigint
);
create index app_passwords_reader on app_passwords (reader);

-- Links that work once: `join` makes an account, `reset` gives `reader` a new password.
create table one_time_links (
  id bigint generated always as identity primary key,
  kind text not null,
  digest bytea not null unique,
  reader bigint references readers on delete cascade,
  made_by bigint not null,
  note text not null,
  created_at bigint not null,
  expires_at bigint not null
);

-- Conversations. A comment on a story stands under the article that the story is named by, so it
-- goes where its articles go; so do the switches of a conversation and those who mute it.
alter table comments add column on_story bigint not null default 0;
alter table comments add column html text not null default '';
alter table comments add column quote text not null default '';
alter table comments add column quote_start bigint not null default 0;
alter table comments add column quote_end bigint not null default 0;
alter table comments add column held text not null default '';
alter table comments add column flags_settled_at bigint not null default 0;
create index comments_author on comments (author, created_at);
create index comments_held on comments (id) where held <> '';

create table conversations (
  article bigint primary key references articles,
  locked bigint not null default 0,
  slow_seconds bigint not null default 0
);

create table muted (
  reader bigint not null references readers on delete cascade,
  article bigint not null references articles,
  primary key (reader, article)
);

create table votes (
  comment bigint not null references comments,
  reader bigint not null references readers on delete cascade,
  at bigint not null,
  primary key (comment, reader)
);
create index votes_reader on votes (reader);

create table flags (
  comment bigint not null references comments,
  reader bigint not null references readers on delete cascade,
  reason text not null,
  at bigint not null,
  primary key (comment, reader)
);
create index flags_recent on flags (at);
create index flags_reader on flags (reader);

create table notices (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  kind text not null,
  comment bigint references comments,
  words text not null,
  at bigint not null,
  read_at bigint
);
create index notices_reader on notices (reader, id);
create index notices_unread on notices (reader) where read_at is null;

-- What moderators did, for everybody to read; `text` is what was removed, for moderators alone.
create table moderation_log (
  id bigint generated always as identity primary key,
  kind text not null,
  moderator bigint not null references readers,
  comment bigint references comments,
  reader bigint references readers,
  story bigint,
  reason text not null,
  text text not null,
  at bigint not null,
  appeal text not null default '',
  appeal_at bigint,
  appeal_settled_at bigint
);
create index moderation_log_appeals on moderation_log (id)
  where appeal_at is not null and appeal_settled_at is null;
insert into moderation_log (kind, moderator, comment, reader, reason, text, at)
  select 'remove', m.moderator, m.comment, c.author, '', m.text, m.at
  from moderation m join comments c on c.id = m.comment order by m.id;
drop table moderation;

-- How often a word stood in comments that moderators kept and removed.
create table spam_words (
  word text primary key,
  kept bigint not null,
  removed bigint not null
);
