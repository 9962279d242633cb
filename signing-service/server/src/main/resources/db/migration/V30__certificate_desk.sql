-- The certificate desk: where a credential came from, what it names, why it does not count, and
-- everything that happened to it.

ALTER TABLE credential
  -- authority: ours, key made here; request: an outside authority's, key made here; usb-token: key
  -- elsewhere, certificate known here.
  ADD COLUMN source text NOT NULL DEFAULT 'authority'
    CHECK (source IN ('authority', 'request', 'usb-token')),
  ADD COLUMN authority text,
  ADD COLUMN replaces uuid REFERENCES credential (id),
  -- The unit that the certificate names, and the post with which its use was last accepted.
  ADD COLUMN named_unit_id uuid,
  ADD COLUMN held_unit_id uuid,
  ADD COLUMN held_title text,
  ADD COLUMN reason text,
  ADD COLUMN automatic boolean NOT NULL DEFAULT false,
  -- Suspended by a security administrator, whom no other administrator overrules.
  ADD COLUMN secured boolean NOT NULL DEFAULT false,
  ADD COLUMN changed_at timestamptz;

UPDATE credential SET named_unit_id = unit_id, held_unit_id = unit_id WHERE unit_id IS NOT NULL;
UPDATE credential SET named_unit_id = post.unit_id, held_unit_id = post.unit_id
FROM (
  SELECT DISTINCT ON (official_id) official_id, unit_id FROM assignment
  WHERE (valid_from IS NULL OR valid_from <= now()) AND (valid_to IS NULL OR valid_to > now())
  ORDER BY official_id, kind = 'main' DESC, id) AS post
WHERE post.official_id = credential.official_id;

-- One first credential per holder, one successor per credential.
DROP INDEX credential_one_per_official;
DROP INDEX credential_one_per_seal;
CREATE UNIQUE INDEX credential_one_per_official ON credential (official_id)
  WHERE state IN ('issuing', 'valid', 'suspended') AND source = 'authority' AND replaces IS NULL;
CREATE UNIQUE INDEX credential_one_per_seal ON credential (unit_id)
  WHERE state IN ('issuing', 'valid', 'suspended') AND source = 'authority' AND replaces IS NULL;
CREATE UNIQUE INDEX credential_one_successor ON credential (replaces)
  WHERE state IN ('issuing', 'valid', 'suspended');
-- A USB token's certificate is known per holder: what one administrator says whose it is does not
-- keep another from saying it too.
CREATE UNIQUE INDEX credential_one_certificate ON credential (sha256(certificate))
  WHERE state IN ('valid', 'suspended', 'revoked') AND source <> 'usb-token';
CREATE UNIQUE INDEX credential_one_token ON credential
    (sha256(certificate), coalesce(official_id, unit_id))
  WHERE state IN ('valid', 'suspended', 'revoked') AND source = 'usb-token';
CREATE INDEX credential_expiry ON credential (valid_to) WHERE certificate IS NOT NULL;

-- What happened to a credential; actor is null when no person did it.
CREATE TABLE credential_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credential_id uuid NOT NULL REFERENCES credential (id),
  at timestamptz NOT NULL,
  event text NOT NULL,
  reason text,
  actor uuid,
  note text CHECK (length(note) <= 500)
);
CREATE INDEX credential_event_credential ON credential_event (credential_id, id);
GRANT SELECT, INSERT ON credential_event TO "${app_role}";
INSERT INTO credential_event (credential_id, at, event)
SELECT id, created_at, 'issued' FROM credential WHERE certificate IS NOT NULL;
