-- What readers say is wrong with how a page was read, with the page as it was then.
create table reports (
  id bigint generated always as identity primary key,
  article bigint not null references articles,
  reader bigint references readers on delete set null,
  reason text not null,
  words text not null,
  page_url text,
  page bytea,
  created_at bigint not null,
  closed_at bigint
);
create index reports_open on reports (id) where closed_at is null;
create unique index reports_once on reports (article, reader) where closed_at is null;

-- What the owner decided about the pages of a site: CSS selectors, as JSON lists.
create table site_rules (
  host text primary key,
  kept text not null,
  dropped text not null,
  changed_at bigint not null
);

-- How many of a feed's latest articles said no less in the feed than on their page.
alter table feeds add column full_text_runs bigint not null default 0;
