-- What the owner asked for one feed, as JSON of `FeedSettings`; and whether it is a feed at all.
alter table feeds add column settings text not null default '{}';
alter table feeds add column kind text not null default 'feed';
