-- What became of every passkey: evidence of an approval needs it when the passkey is long gone. The
-- database itself writes it, whichever way a passkey comes or goes; our role can only read.
CREATE TABLE passkey_history (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  passkey_id uuid        NOT NULL,
  account_id uuid        NOT NULL,
  event      text        NOT NULL CHECK (event IN ('registered', 'closed', 'removed')),
  -- SHA-256 of AAGUID, credential id and public key: the name under which the audit log knows it.
  key        bytea       NOT NULL CHECK (octet_length(key) = 32),
  at         timestamptz NOT NULL
);
CREATE INDEX passkey_history_account ON passkey_history (account_id, id);
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON passkey_history FROM ${app_role};

INSERT INTO passkey_history (passkey_id, account_id, event, key, at)
SELECT id, account_id, 'registered', sha256(attested), created_at FROM passkey
UNION ALL
SELECT id, account_id, 'closed', sha256(attested), copied_at FROM passkey
WHERE copied_at IS NOT NULL
ORDER BY 5;

CREATE FUNCTION keep_passkey_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO passkey_history (passkey_id, account_id, event, key, at)
    VALUES (NEW.id, NEW.account_id, 'registered', sha256(NEW.attested), now());
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO passkey_history (passkey_id, account_id, event, key, at)
    VALUES (OLD.id, OLD.account_id, 'removed', sha256(OLD.attested), now());
  ELSIF OLD.copied_at IS NULL AND NEW.copied_at IS NOT NULL THEN
    INSERT INTO passkey_history (passkey_id, account_id, event, key, at)
    VALUES (NEW.id, NEW.account_id, 'closed', sha256(NEW.attested), now());
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION keep_passkey_history() FROM PUBLIC;
CREATE TRIGGER passkey_history AFTER INSERT OR DELETE OR UPDATE OF copied_at ON passkey
FOR EACH ROW EXECUTE FUNCTION keep_passkey_history();
