create table changes (
  id bigint generated always as identity primary key,
  article bigint not null references articles,
  version bigint not null,
  at bigint not null,
  unique (article, version)
);
insert into changes (article, version, at)
  select id, version, version_seen_at from articles
  where story is not null order by version_seen_at, id;
