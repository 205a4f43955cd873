-- The digest of the key that apps of the Fever API show: an MD5 of name and password, which can be made
-- only while the password is known. Passwords made before have none.
alter table app_passwords add column fever_digest blob;
create unique index app_passwords_fever on app_passwords (fever_digest);
