-- Wrong codes in a row, per account and kind of typed code. They are counted after the password, so
-- no stranger can make a row grow.
CREATE TABLE code_failure (
  account_id uuid NOT NULL REFERENCES account,
  factor     text NOT NULL,
  failures   integer NOT NULL CHECK (failures > 0),
  PRIMARY KEY (account_id, factor)
);
