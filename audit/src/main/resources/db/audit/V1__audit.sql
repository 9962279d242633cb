-- The tamper-evident log of one application. Everything lies in the schema "audit", apart from the
-- application's own tables, so that one REVOKE covers it, whatever ALTER DEFAULT PRIVILEGES gave.
CREATE SCHEMA IF NOT EXISTS audit;

-- Which log this is: in every seal, so that one application's seals cannot stand in another's place.
CREATE TABLE audit.log (
  id uuid NOT NULL PRIMARY KEY,
  only_row boolean NOT NULL DEFAULT true UNIQUE CHECK (only_row)
);
INSERT INTO audit.log (id) VALUES (gen_random_uuid());

-- One seal covers the rows of one batch; the roots form a chain.
CREATE TABLE audit.seal (
  number bigint NOT NULL PRIMARY KEY CHECK (number > 0),
  sealed_at timestamptz NOT NULL,
  previous bytea NOT NULL UNIQUE CHECK (octet_length(previous) = 32),
  merkle_root bytea NOT NULL CHECK (octet_length(merkle_root) = 32),
  root bytea NOT NULL UNIQUE CHECK (octet_length(root) = 32),
  entry_ids bigint[] NOT NULL CHECK (cardinality(entry_ids) > 0),
  leaves bytea NOT NULL CHECK (octet_length(leaves) = 32 * cardinality(entry_ids)),
  signature bytea,
  certificate bytea,
  signed_at timestamptz,
  CHECK (num_nulls(signature, certificate, signed_at) IN (0, 3))
);
CREATE INDEX seal_unsigned ON audit.seal (number) WHERE signature IS NULL;

CREATE TABLE audit.entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL CHECK (at >= '2000-01-01Z' AND at < '3000-01-01Z'),
  type text NOT NULL,
  actor text,
  object text,
  -- A row that cannot be hashed would stop every seal after it, so none gets in.
  facts jsonb NOT NULL CHECK (
    jsonb_typeof(facts) = 'object'
    AND NOT jsonb_path_exists(facts, 'strict $.* ? (@.type() != "string")')),
  commitments jsonb NOT NULL CHECK (
    jsonb_typeof(commitments) = 'object'
    AND NOT jsonb_path_exists(commitments,
      'strict $.* ? (@.type() != "string" || !(@ like_regex "^[0-9a-f]{64}$"))')),
  batch bigint REFERENCES audit.seal (number) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX entry_unsealed ON audit.entry (id) WHERE batch IS NULL;
CREATE INDEX entry_batch ON audit.entry (batch, id);
CREATE INDEX entry_actor ON audit.entry (actor, id);
CREATE INDEX entry_object ON audit.entry (object, id);

-- Beside the row: erasing a person's data removes lines here; the row keeps the commitment only.
CREATE TABLE audit.personal (
  entry_id bigint NOT NULL REFERENCES audit.entry (id),
  name text NOT NULL,
  salt bytea NOT NULL CHECK (octet_length(salt) = 32),
  value text NOT NULL,
  PRIMARY KEY (entry_id, name)
);

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only: % on audit.% is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

-- Whoever holds the application's role may not slip rows into a seal that exists.
CREATE FUNCTION audit.claim_for_new_seal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT FROM claimed JOIN audit.seal ON seal.number = claimed.batch) THEN
    RAISE EXCEPTION 'audit rows may only be claimed for a new seal'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;

-- A seal takes a signature once, and changes in nothing else.
CREATE FUNCTION audit.sign_only() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF OLD.signature IS NOT NULL
     OR (to_jsonb(NEW) - '{signature,certificate,signed_at}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{signature,certificate,signed_at}'::text[]) THEN
    RAISE EXCEPTION 'audit seal % may only be signed, once', OLD.number
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

-- A row is claimed once and changed in nothing else.
CREATE TRIGGER claim_only BEFORE UPDATE ON audit.entry
  FOR EACH ROW WHEN (
    OLD.batch IS NOT NULL OR NEW.batch IS NULL
    OR (OLD.id, OLD.at, OLD.type, OLD.actor, OLD.object, OLD.facts, OLD.commitments)
      IS DISTINCT FROM
      (NEW.id, NEW.at, NEW.type, NEW.actor, NEW.object, NEW.facts, NEW.commitments))
  EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER claim_for_new_seal AFTER UPDATE ON audit.entry
  REFERENCING NEW TABLE AS claimed
  FOR EACH STATEMENT EXECUTE FUNCTION audit.claim_for_new_seal();
CREATE TRIGGER sign_only BEFORE UPDATE ON audit.seal
  FOR EACH ROW EXECUTE FUNCTION audit.sign_only();
CREATE TRIGGER keep_personal BEFORE UPDATE ON audit.personal
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER keep_log BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.log
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER keep_entry BEFORE DELETE OR TRUNCATE ON audit.entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER keep_seal BEFORE DELETE OR TRUNCATE ON audit.seal
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();

-- The application appends, claims, seals and signs. It erases nothing: that is the owner's act.
REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM "${app_role}";
REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit FROM "${app_role}";
GRANT USAGE ON SCHEMA audit TO "${app_role}";
GRANT SELECT ON audit.log, audit.seal, audit.entry, audit.personal TO "${app_role}";
GRANT INSERT (at, type, actor, object, facts, commitments) ON audit.entry TO "${app_role}";
GRANT UPDATE (batch) ON audit.entry TO "${app_role}";
GRANT INSERT (entry_id, name, salt, value) ON audit.personal TO "${app_role}";
GRANT INSERT (number, sealed_at, previous, merkle_root, root, entry_ids, leaves)
  ON audit.seal TO "${app_role}";
GRANT UPDATE (signature, certificate, signed_at) ON audit.seal TO "${app_role}";
