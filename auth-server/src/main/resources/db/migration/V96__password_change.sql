-- A password that was given by somebody else, or taken over from elsewhere, may have to be changed
-- at the next login.
ALTER TABLE password_credential ADD COLUMN change_due boolean NOT NULL DEFAULT false;
