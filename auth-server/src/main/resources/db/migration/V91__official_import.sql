-- Officials from a spreadsheet: the file, what its rows say, what would change, what was done.
CREATE TABLE official_import (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner       uuid NOT NULL REFERENCES account,
  -- The file speaks about this unit and those below it, never about others.
  unit_id     uuid NOT NULL REFERENCES org_unit,
  file_name   text NOT NULL,
  -- Whether it lists everybody there, so that who is missing leaves.
  complete    boolean NOT NULL,
  -- Whether posts that a unit does not have are made; otherwise their rows are refused.
  make_posts  boolean NOT NULL,
  -- The file, wrapped by the root key; gone once it is read.
  content     bytea,
  state       text NOT NULL DEFAULT 'reading' CHECK (state IN
                ('reading', 'read', 'refused', 'applying', 'applied', 'undoing', 'undone')),
  -- Why the whole file is refused.
  refusal     text,
  -- The headings that were understood, and those that were not.
  headings    jsonb NOT NULL DEFAULT '{}',
  ignored     jsonb NOT NULL DEFAULT '[]',
  rows        integer NOT NULL DEFAULT 0,
  -- How many active accounts there were below the unit, to see what a mass change would be.
  active      integer NOT NULL DEFAULT 0,
  released_by uuid REFERENCES account,
  version     bigint NOT NULL DEFAULT 1,
  created_at  timestamptz NOT NULL,
  applied_at  timestamptz,
  -- A node works on it until then; afterwards another may.
  lease       uuid,
  lease_until timestamptz,
  CHECK ((refusal IS NOT NULL) = (state = 'refused'))
);
CREATE INDEX official_import_unit ON official_import (unit_id, created_at);
CREATE INDEX official_import_work ON official_import (created_at)
  WHERE state IN ('reading', 'applying', 'undoing');
CREATE INDEX official_import_age ON official_import (created_at);

CREATE TABLE official_import_row (
  import_id        uuid NOT NULL REFERENCES official_import ON DELETE CASCADE,
  -- The row's number in the file; who is missing there follows after the last.
  position         integer NOT NULL,
  -- Null until it is compared.
  kind             text CHECK (kind IN
                     ('new', 'changed', 'moved', 'unchanged', 'leaving', 'refused')),
  wanted           jsonb,
  -- Wrapped by the root key, and the keyed hash under which accounts are found.
  national_id      bytea,
  national_id_hash bytea,
  official_code    text,
  -- Given in the file, or made for a new account.
  username         text,
  display_name     text NOT NULL,
  unit_id          uuid REFERENCES org_unit,
  unit_name        text,
  post_title       text,
  account_id       uuid REFERENCES account,
  -- What the account and its posts were when compared.
  seen             text,
  changes          jsonb NOT NULL DEFAULT '[]',
  reasons          jsonb NOT NULL DEFAULT '[]',
  accepted         boolean NOT NULL DEFAULT false,
  outcome          text CHECK (outcome IN ('done', 'failed', 'undone', 'kept')),
  -- What to go back to, and what the account was right after, to see changes since.
  before           jsonb,
  after            text,
  PRIMARY KEY (import_id, position)
);
CREATE INDEX official_import_row_kind ON official_import_row (import_id, kind, position);
CREATE INDEX official_import_row_code ON official_import_row (import_id, official_code);
CREATE INDEX official_import_row_number ON official_import_row (import_id, national_id_hash);
CREATE INDEX official_import_row_account ON official_import_row (import_id, account_id);
CREATE INDEX official_import_row_to_do ON official_import_row (import_id, position)
  WHERE accepted AND outcome IS NULL;

-- User names are made by rule, an.nv, an.nv2 …: the taken ones are found by what is before the number.
CREATE INDEX account_username_stem ON account (rtrim(username, '0123456789'));

-- Idle nodes wake up.
CREATE FUNCTION tell_official_import() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('official_import', '');
  RETURN NULL;
END $$;
CREATE TRIGGER official_import_to_do AFTER INSERT OR UPDATE OF state ON official_import
  FOR EACH ROW WHEN (NEW.state IN ('reading', 'applying', 'undoing'))
  EXECUTE FUNCTION tell_official_import();
