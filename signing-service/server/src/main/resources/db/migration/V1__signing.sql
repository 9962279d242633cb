-- The signing service's own tables. Tables belong to the owner role; the application's role gets
-- exactly the verbs its code uses.

-- Documents: sealed in chunks, gone with their day's partition. The day is the one written in the
-- id (UUID version 7), so a lookup by id always names its partition.
CREATE TABLE document (
  day date NOT NULL,
  id uuid NOT NULL,
  client_id text NOT NULL,
  official_id uuid,
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('arriving', 'ready')),
  size bigint,
  sha256 bytea,
  pages integer,
  wrapped_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (day, id),
  CHECK (state = 'arriving' OR (size IS NOT NULL AND octet_length(sha256) = 32))
) PARTITION BY RANGE (day);

CREATE TABLE document_chunk (
  day date NOT NULL,
  document_id uuid NOT NULL,
  number integer NOT NULL,
  sealed bytea NOT NULL,
  PRIMARY KEY (day, document_id, number)
) PARTITION BY RANGE (day);

-- Ciphertext does not compress: do not try.
ALTER TABLE document_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE, DELETE ON document TO "${app_role}";
GRANT SELECT, INSERT, DELETE ON document_chunk TO "${app_role}";

-- The application may have a day's partitions made and expired ones removed, but owns no table.
-- ATTACH takes a weaker lock than PARTITION OF, so uploads go on meanwhile.
CREATE FUNCTION document_day_open(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  suffix text := to_char(wanted, 'YYYYMMDD');
  parent text;
BEGIN
  IF to_regclass('document_' || suffix) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtext('antin document partitions'));
  IF to_regclass('document_' || suffix) IS NOT NULL THEN RETURN; END IF;
  FOREACH parent IN ARRAY ARRAY['document_chunk', 'document'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', parent || '_' || suffix, parent);
    EXECUTE format('REVOKE ALL ON %I FROM "${app_role}"', parent || '_' || suffix);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, parent || '_' || suffix, wanted, wanted + 1);
  END LOOP;
END $$;

-- Drops every partition in which nothing is alive at the given moment; answers how many days left.
CREATE FUNCTION document_days_close(moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  part text;
  alive boolean;
  closed integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('antin document partitions'));
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'document'::regclass
      AND c.relname < 'document_' || to_char(moment - interval '1 day', 'YYYYMMDD')
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE expires_at > %L)', part, moment) INTO alive;
    CONTINUE WHEN alive;
    EXECUTE format('DROP TABLE %I', part);
    EXECUTE format('DROP TABLE %I', replace(part, 'document_', 'document_chunk_'));
    closed := closed + 1;
  END LOOP;
  RETURN closed;
END $$;

REVOKE ALL ON FUNCTION document_day_open(date), document_days_close(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION document_day_open(date), document_days_close(timestamptz) TO "${app_role}";

-- Read copy of units, officials, assignments and roles, fed by auth-server. No foreign keys: the
-- feed is ordered by commit, not by dependency. round tells a full resync what it did not see.
CREATE TABLE people_feed (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  position text,
  round bigint NOT NULL DEFAULT 1,
  resyncing boolean NOT NULL DEFAULT true,
  synced_at timestamptz
);
INSERT INTO people_feed DEFAULT VALUES;

CREATE TABLE unit (
  id uuid PRIMARY KEY,
  parent_id uuid,
  kind text NOT NULL,
  code text,
  name text NOT NULL,
  valid_from timestamptz,
  valid_to timestamptz,
  round bigint NOT NULL
);
CREATE INDEX unit_parent ON unit (parent_id);

CREATE TABLE official (
  id uuid PRIMARY KEY,
  username text NOT NULL,
  display_name text NOT NULL,
  status text NOT NULL,
  round bigint NOT NULL
);
CREATE INDEX official_username ON official (username);

CREATE TABLE assignment (
  id uuid PRIMARY KEY,
  official_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  valid_from timestamptz,
  valid_to timestamptz,
  round bigint NOT NULL
);
CREATE INDEX assignment_official ON assignment (official_id);
CREATE INDEX assignment_unit ON assignment (unit_id);

CREATE TABLE role_held (
  id uuid PRIMARY KEY,
  official_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  role text NOT NULL,
  valid_from timestamptz,
  valid_to timestamptz,
  round bigint NOT NULL
);
CREATE INDEX role_held_official ON role_held (official_id, role);
CREATE INDEX role_held_unit ON role_held (unit_id, role);

GRANT SELECT, UPDATE ON people_feed TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON unit, official, assignment, role_held TO "${app_role}";

-- Certificate authorities and keys of the service itself.
CREATE TABLE authority (
  role text PRIMARY KEY CHECK (role IN ('root', 'issuing', 'audit-seal')),
  key_label text NOT NULL,
  certificate bytea NOT NULL,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON authority TO "${app_role}";

-- Credentials: a key in a token and the certificate over it. 'issuing' is the intent, written
-- before any key exists.
CREATE TABLE credential (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('official', 'seal')),
  official_id uuid,
  unit_id uuid,
  key_label text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('issuing', 'valid', 'suspended', 'revoked', 'failed')),
  certificate bytea,
  issuers bytea[],
  subject text,
  issuer text,
  serial_number text,
  key_algorithm text,
  valid_from timestamptz,
  valid_to timestamptz,
  created_at timestamptz NOT NULL,
  CHECK ((kind = 'official') = (official_id IS NOT NULL)),
  CHECK ((kind = 'seal') = (unit_id IS NOT NULL)),
  CHECK (state IN ('issuing', 'failed') OR certificate IS NOT NULL)
);
CREATE UNIQUE INDEX credential_one_per_official ON credential (official_id)
  WHERE state IN ('issuing', 'valid');
CREATE UNIQUE INDEX credential_one_per_seal ON credential (unit_id)
  WHERE state IN ('issuing', 'valid');
CREATE INDEX credential_official ON credential (official_id);
CREATE INDEX credential_unit ON credential (unit_id);
GRANT SELECT, INSERT, UPDATE ON credential TO "${app_role}";

-- What is asked to be signed. parameters is the canonical encoding whose digest is approved.
CREATE TABLE signature_request (
  id uuid PRIMARY KEY,
  client_id text NOT NULL,
  official_id uuid,
  credential_id uuid NOT NULL REFERENCES credential (id),
  level text NOT NULL,
  reason text,
  location text,
  parameters_digest bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE TABLE signature_request_document (
  request_id uuid NOT NULL REFERENCES signature_request (id),
  position integer NOT NULL,
  document_id uuid NOT NULL,
  hash bytea NOT NULL,
  name text NOT NULL,
  size bigint NOT NULL,
  pages integer NOT NULL,
  PRIMARY KEY (request_id, position),
  UNIQUE (request_id, hash)
);
GRANT SELECT, INSERT ON signature_request, signature_request_document TO "${app_role}";

-- What was approved, as introspection told it the first time, and how each hash was spent.
CREATE TABLE approval_grant (
  id uuid PRIMARY KEY,
  official_id uuid NOT NULL,
  credential_id uuid NOT NULL,
  request_id uuid NOT NULL,
  hash_type text NOT NULL,
  hash_algorithm text NOT NULL,
  parameters_digest bytea NOT NULL,
  client_id text NOT NULL,
  expires_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE TABLE grant_hash (
  grant_id uuid NOT NULL REFERENCES approval_grant (id),
  hash bytea NOT NULL,
  request_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('approved', 'reserved', 'signing', 'signed', 'unknown')),
  attempt uuid,
  lease_until timestamptz,
  changed_at timestamptz NOT NULL,
  signed_document_id uuid,
  signed_sha256 bytea,
  PRIMARY KEY (grant_id, hash),
  CHECK ((state = 'signed') = (signed_document_id IS NOT NULL)),
  CHECK (state = 'approved' OR attempt IS NOT NULL)
);
-- A document of a request is spent once, whatever number of approvals was collected for it.
CREATE UNIQUE INDEX grant_hash_spent_once ON grant_hash (request_id, hash) WHERE state <> 'approved';
-- What crash recovery looks for; also how unknown ones are counted.
CREATE INDEX grant_hash_open ON grant_hash (state, lease_until)
  WHERE state IN ('reserved', 'signing', 'unknown');
GRANT SELECT, INSERT ON approval_grant TO "${app_role}";
GRANT SELECT, INSERT, UPDATE ON grant_hash TO "${app_role}";
