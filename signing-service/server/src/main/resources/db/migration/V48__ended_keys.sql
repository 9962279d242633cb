-- The key of a credential that was revoked or never came to be is destroyed; until that is done it
-- is tried again after pauses that grow. What was revoked before this release is destroyed too.
ALTER TABLE credential
  ADD COLUMN key_destroyed_at timestamptz,
  ADD COLUMN key_not_before timestamptz,
  ADD COLUMN key_attempts integer NOT NULL DEFAULT 0;
CREATE INDEX credential_key_ended ON credential (created_at)
  WHERE state IN ('revoked', 'failed') AND source <> 'usb-token' AND key_destroyed_at IS NULL;
