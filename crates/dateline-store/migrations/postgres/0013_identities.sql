-- By whom else a reader is known: an identity provider, and the number under which it knows them.
create table identities (
  issuer text not null,
  subject text not null,
  reader bigint not null references readers on delete cascade,
  created_at bigint not null,
  primary key (issuer, subject)
);

create index identities_reader on identities (reader);
