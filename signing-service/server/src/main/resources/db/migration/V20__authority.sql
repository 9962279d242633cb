-- Certification authorities of this installation, what they sign and what they take back.

-- A root whose key is kept elsewhere has no key_label; an authority whose request has not been
-- answered yet has no certificate. name is part of public addresses.
CREATE TABLE certification_authority (
  name text PRIMARY KEY CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$' AND name !~ '-delta$'),
  kind text NOT NULL CHECK (kind IN ('root', 'issuing')),
  issuer text REFERENCES certification_authority (name),
  key_label text UNIQUE,
  certificate bytea,
  state text NOT NULL CHECK (state IN ('requested', 'active', 'retired')),
  created_at timestamptz NOT NULL,
  CHECK ((state = 'requested') = (certificate IS NULL)),
  CHECK (kind = 'root' OR key_label IS NOT NULL)
);
CREATE UNIQUE INDEX certification_authority_active ON certification_authority (kind)
  WHERE state = 'active';
GRANT SELECT, INSERT, UPDATE ON certification_authority TO "${app_role}";

INSERT INTO certification_authority (name, kind, issuer, key_label, certificate, state, created_at)
SELECT role, role, CASE role WHEN 'issuing' THEN 'root' END, key_label, certificate, 'active',
  created_at
FROM authority WHERE role IN ('root', 'issuing') ORDER BY role DESC;

-- Each version of a profile that ever issued.
CREATE TABLE certificate_profile (
  version text PRIMARY KEY,
  name text NOT NULL,
  text text NOT NULL,
  seen_at timestamptz NOT NULL
);
GRANT SELECT, INSERT ON certificate_profile TO "${app_role}";

-- One row for each serial number, written before the authority's key is used. 'unknown': a node
-- went away, or the token did not say what it did; whether such a certificate exists is not known.
CREATE TABLE issued_certificate (
  authority text NOT NULL REFERENCES certification_authority (name),
  serial_number text NOT NULL,
  profile text NOT NULL,
  profile_version text REFERENCES certificate_profile (version),
  credential_id uuid,
  key_sha256 bytea NOT NULL,
  content_sha256 bytea,
  state text NOT NULL CHECK (state IN ('intended', 'issued', 'failed', 'unknown')),
  certificate bytea,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  intended_at timestamptz NOT NULL,
  PRIMARY KEY (authority, serial_number),
  CHECK ((state = 'issued') = (certificate IS NOT NULL))
);
CREATE INDEX issued_certificate_key ON issued_certificate (key_sha256);
CREATE INDEX issued_certificate_open ON issued_certificate (intended_at)
  WHERE state IN ('intended', 'unknown');
CREATE INDEX issued_certificate_credential ON issued_certificate (credential_id);
GRANT SELECT, INSERT, UPDATE ON issued_certificate TO "${app_role}";

-- What the development authority issued before serial numbers were written down.
INSERT INTO issued_certificate (authority, serial_number, profile, credential_id, key_sha256, state,
  certificate, valid_from, valid_to, intended_at)
SELECT 'issuing', credential.serial_number,
  credential.kind, credential.id,
  sha256(credential.certificate), 'issued', credential.certificate, credential.valid_from,
  credential.valid_to, credential.created_at
FROM credential JOIN certification_authority AS issuing
  ON issuing.name = 'issuing' AND issuing.certificate = credential.issuers[1]
WHERE credential.serial_number IS NOT NULL
ON CONFLICT DO NOTHING;

-- What was taken back. A hold that ended keeps its row: the next delta list says that it ended.
CREATE TABLE certificate_revocation (
  authority text NOT NULL,
  serial_number text NOT NULL,
  reason smallint NOT NULL CHECK (reason BETWEEN 0 AND 10 AND reason NOT IN (7, 8)),
  revoked_at timestamptz NOT NULL,
  released_at timestamptz CHECK (released_at IS NULL OR reason = 6),
  PRIMARY KEY (authority, serial_number),
  FOREIGN KEY (authority, serial_number) REFERENCES issued_certificate (authority, serial_number)
);
GRANT SELECT, INSERT, UPDATE ON certificate_revocation TO "${app_role}";

-- Lists. Numbers are given before the key is used and never twice; a number whose making failed is
-- a gap, which RFC 5280 allows. wanted: something changed since the last list was begun.
CREATE TABLE crl_turn (
  authority text PRIMARY KEY REFERENCES certification_authority (name),
  wanted boolean NOT NULL DEFAULT true,
  taken_until timestamptz
);
CREATE TABLE crl (
  authority text NOT NULL REFERENCES certification_authority (name),
  number bigint NOT NULL CHECK (number > 0),
  state text NOT NULL CHECK (state IN ('intended', 'made', 'failed', 'unknown')),
  base bigint,
  this_update timestamptz NOT NULL,
  full_until timestamptz,
  delta_until timestamptz,
  full_der bytea,
  delta_der bytea,
  entries integer NOT NULL,
  scheduled boolean NOT NULL,
  PRIMARY KEY (authority, number)
);
CREATE INDEX crl_open ON crl (this_update) WHERE state IN ('intended', 'unknown');
GRANT SELECT, INSERT, UPDATE ON crl_turn TO "${app_role}";
GRANT SELECT, INSERT, UPDATE, DELETE ON crl TO "${app_role}";
