create table changes (
  id integer primary key autoincrement,
  article integer not null references articles,
  version integer not null,
  at integer not null,
  unique (article, version)
) strict;
insert into changes (article, version, at)
  select id, version, version_seen_at from articles
  where story is not null order by version_seen_at, id;
