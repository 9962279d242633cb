-- Whether whoever reads the official's mail could have set the password: then a code by mail proves
-- nothing that the password did not.
ALTER TABLE password_credential ADD COLUMN by_mail boolean NOT NULL DEFAULT false;
