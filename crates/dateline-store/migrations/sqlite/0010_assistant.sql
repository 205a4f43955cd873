alter table readers add column assistant integer not null default 0;
alter table readers add column features_off text not null default '';

create table assistant_use (
  day integer not null,
  reader integer not null references readers on delete cascade,
  tokens integer not null,
  primary key (day, reader)
) strict, without rowid;

create index answers_made on answers (subject, made_at);
