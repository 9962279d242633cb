-- Authorizations ("families") and the handles given out under them. Only SHA-256 of a handle is
-- kept. Both tables are cut by the day on which the family ends at the latest; a handle names that
-- day, so every lookup touches one partition, and a spent handle stays until then to be recognised.
CREATE TABLE token_family (
  bucket                date NOT NULL,
  id                    uuid NOT NULL,
  client_id             text NOT NULL,
  account_id            uuid NOT NULL,
  session_id            uuid NOT NULL,
  scopes                text[] NOT NULL,
  nonce                 text,
  -- Copied from the session row that gave the code.
  authenticated_at      timestamptz NOT NULL,
  methods               text[] NOT NULL,
  assurance             text NOT NULL,
  -- An approved signature: the grant and the RFC 9396 details echoed with its token.
  grant_id              uuid,
  authorization_details text,
  created_at            timestamptz NOT NULL,
  ends_at               timestamptz NOT NULL,
  revoked_at            timestamptz,
  revoked_because       text,
  PRIMARY KEY (bucket, id),
  CHECK ((grant_id IS NULL) = (authorization_details IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_because IS NULL))
) PARTITION BY RANGE (bucket);
CREATE INDEX token_family_session ON token_family (session_id);
CREATE INDEX token_family_grant ON token_family (grant_id) WHERE grant_id IS NOT NULL;

CREATE TABLE token_handle (
  bucket         date NOT NULL,
  hash           bytea NOT NULL CHECK (length(hash) = 32),
  kind           text NOT NULL CHECK (kind IN ('code', 'refresh', 'access')),
  family_id      uuid NOT NULL,
  issued_at      timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  consumed_at    timestamptz,
  -- Of a code: what it is bound to besides the client.
  redirect_uri   text,
  code_challenge text,
  PRIMARY KEY (bucket, hash),
  CHECK ((redirect_uri IS NOT NULL) = (kind = 'code'))
) PARTITION BY RANGE (bucket);

-- The application may not create tables; this makes one day's partitions for it. ATTACH takes a
-- lock that lets readers and writers go on, which CREATE TABLE … PARTITION OF would not.
CREATE FUNCTION make_token_partitions(first_day date, last_day date) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  day    date;
  parent text;
  part   text;
  made   integer := 0;
BEGIN
  IF last_day - first_day NOT BETWEEN 0 AND 1000 THEN
    RAISE EXCEPTION 'expected 1 to 1001 days, found % to %', first_day, last_day;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('token_partitions'));
  FOR day IN SELECT generate_series(first_day, last_day, interval '1 day')::date LOOP
    FOREACH parent IN ARRAY ARRAY['token_family', 'token_handle'] LOOP
      part := parent || to_char(day, '_YYYYMMDD');
      CONTINUE WHEN to_regclass(part) IS NOT NULL;
      EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', part, parent);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                     parent, part, day, day + 1);
      -- Through the parents alone, where the application may not delete.
      EXECUTE format('REVOKE ALL ON %I FROM %I', part, '${app_role}');
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION make_token_partitions(date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_token_partitions(date, date) TO ${app_role};
REVOKE DELETE ON token_family, token_handle FROM ${app_role};
