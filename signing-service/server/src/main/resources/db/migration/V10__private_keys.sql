-- Private keys by their labels. 'making' is the intent, written before a token is asked; a row that
-- stays so is reported and never repeated. What is sealed under the root key binds label, owner and
-- public key; for a wrapped key also mechanism and master key, and it contains the wrapped key.
CREATE TABLE private_key (
  label text PRIMARY KEY,
  residence text NOT NULL CHECK (residence IN ('resident', 'wrapped')),
  owner text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('making', 'ready')),
  token text,
  public_key bytea,
  mechanism text,
  master text,
  sealed bytea,
  made_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (state = 'making' OR public_key IS NOT NULL),
  CHECK (state = 'making' OR sealed IS NOT NULL),
  CHECK (state = 'making' OR (residence = 'wrapped') = (mechanism IS NOT NULL)),
  CHECK ((mechanism IS NULL) = (master IS NULL))
);
CREATE INDEX private_key_unfinished ON private_key (made_at) WHERE state = 'making';
-- What the rotation of a master key still has before it.
CREATE INDEX private_key_master ON private_key (master, label) WHERE residence = 'wrapped';
GRANT SELECT, INSERT, UPDATE, DELETE ON private_key TO "${app_role}";

-- Copies that every node lets go of. A line is seen by all nodes within seconds and is of no use
-- after some minutes.
CREATE TABLE key_forgotten (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  label text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX key_forgotten_at ON key_forgotten (at);
GRANT SELECT, INSERT, DELETE ON key_forgotten TO "${app_role}";
