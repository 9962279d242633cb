-- A grant that will be if the official agrees: what a passkey is asked to sign commits to it.
CREATE TABLE grant_draft (
  approval_id      uuid PRIMARY KEY REFERENCES approval (id) ON DELETE CASCADE,
  grant_id         uuid        NOT NULL,
  random           bytea       NOT NULL CHECK (octet_length(random) = 32),
  grant_expires_at timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL
);

-- What a passkey signed, and all that is needed to verify it once more without this database.
ALTER TABLE signing_grant_evidence
  DROP CONSTRAINT signing_grant_evidence_method_check,
  ADD COLUMN passkey_id         uuid,
  -- AAGUID, credential id and public key, as the authenticator encoded them.
  ADD COLUMN passkey            bytea,
  ADD COLUMN authenticator_data bytea,
  ADD COLUMN client_data        bytea,
  ADD COLUMN assertion          bytea,
  ADD CHECK (method IN ('passkey', 'pin', 'totp')),
  ADD CHECK (num_nulls(passkey_id, passkey, authenticator_data, client_data, assertion)
    = CASE method WHEN 'passkey' THEN 0 ELSE 5 END);
