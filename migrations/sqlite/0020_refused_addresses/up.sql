-- When the mail server last said that it takes no letters for the address of an account; nothing once it took one.

ALTER TABLE accounts ADD COLUMN email_refused_at TIMESTAMP;
