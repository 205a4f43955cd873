-- The second key of an entry, by which it is known again when its publisher rewrote its guid.
-- Entries from before have none until they change.
alter table entries add column address text;
create index entries_address on entries (feed, address) where address is not null;
