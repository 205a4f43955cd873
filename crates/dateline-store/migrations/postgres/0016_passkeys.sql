-- Passkeys: a public key of a reader's authenticator, under the id that the authenticator gave it.
create table passkeys (
  id bigint generated always as identity primary key,
  reader bigint not null references readers on delete cascade,
  credential bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  created_at bigint not null,
  last_used_at bigint
);
create index passkeys_reader on passkeys (reader);

-- What authenticators call a reader: random, so that it says nothing of who they are.
alter table readers add column passkey_handle bytea;

-- Challenges that were answered, until they would have ended by themselves.
create table spent_challenges (
  digest bytea primary key,
  expires_at bigint not null
);
