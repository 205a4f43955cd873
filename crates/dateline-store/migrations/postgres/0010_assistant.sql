alter table readers add column assistant boolean not null default false;
alter table readers add column features_off text not null default '';

create table assistant_use (
  day bigint not null,
  reader bigint not null references readers on delete cascade,
  tokens bigint not null,
  primary key (day, reader)
);

create index answers_made on answers (subject, made_at);
