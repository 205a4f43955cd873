-- The address that a reader showed to be theirs, as they wrote it and as it is looked up, and the
-- language of the mail that goes there. Empty: none.
alter table readers add column mail text not null default '';
alter table readers add column mail_key text not null default '';
alter table readers add column mail_language text not null default '';
create index readers_mail on readers (mail_key) where mail_key <> '';
