-- By whom else a reader is known: an identity provider, and the number under which it knows them.
create table identities (
  issuer text not null,
  subject text not null,
  reader integer not null references readers on delete cascade,
  created_at integer not null,
  primary key (issuer, subject)
) strict, without rowid;

create index identities_reader on identities (reader);
