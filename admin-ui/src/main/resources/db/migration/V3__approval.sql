-- One approval of a signature request: asked for at the auth-server, received as a grant (wrapped
-- with the root key) and spent at signing-service. It belongs to the official, not to a session.
CREATE TABLE approval (
  id                    uuid PRIMARY KEY,
  owner                 text NOT NULL,
  -- the page that tells of it
  page                  text NOT NULL,
  -- what is approved, so that a form that is sent twice asks once
  subject               bytea NOT NULL,
  credential_id         text NOT NULL,
  request_id            text NOT NULL,
  authorization_details text NOT NULL,
  background            boolean NOT NULL,
  state                 text NOT NULL CHECK (state IN ('asked', 'approved', 'signing', 'over')),
  note                  text,
  grant_token           bytea,
  grant_expires_at      timestamptz,
  created_at            timestamptz NOT NULL,
  signing_at            timestamptz,
  expires_at            timestamptz NOT NULL
);
CREATE INDEX approval_subject ON approval (owner, subject, created_at DESC);
CREATE INDEX approval_expires ON approval (expires_at);

-- Documents of the desk name their approval. The columns that held it stay for one release.
ALTER TABLE signing ADD COLUMN approval_id uuid;
INSERT INTO approval (id, owner, page, subject, credential_id, request_id, authorization_details,
  background, state, note, grant_token, grant_expires_at, created_at, expires_at)
SELECT id, owner, '/sign/' || id, decode(replace(id::text, '-', ''), 'hex'), credential_id,
  request_id, authorization_details, false,
  CASE state WHEN 'prepared' THEN 'asked' ELSE 'approved' END, note, grant_token,
  grant_expires_at, created_at, expires_at
FROM signing
WHERE state <> 'signed' AND request_id IS NOT NULL AND credential_id IS NOT NULL
  AND authorization_details IS NOT NULL;
UPDATE signing SET approval_id = id, note = NULL
WHERE EXISTS (SELECT 1 FROM approval WHERE approval.id = signing.id);

GRANT SELECT, INSERT, UPDATE, DELETE ON approval TO ${app_role};
