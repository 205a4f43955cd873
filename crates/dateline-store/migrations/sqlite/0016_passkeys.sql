-- Passkeys: a public key of a reader's authenticator, under the id that the authenticator gave it.
create table passkeys (
  id integer primary key autoincrement,
  reader integer not null references readers on delete cascade,
  credential blob not null unique,
  public_key blob not null,
  counter integer not null,
  name text not null,
  created_at integer not null,
  last_used_at integer
) strict;
create index passkeys_reader on passkeys (reader);

-- What authenticators call a reader: random, so that it says nothing of who they are.
alter table readers add column passkey_handle blob;

-- Challenges that were answered, until they would have ended by themselves.
create table spent_challenges (
  digest blob primary key,
  expires_at integer not null
) strict, without rowid;
