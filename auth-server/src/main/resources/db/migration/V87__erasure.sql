-- When the personal data of an erased account was erased from the audit log as well, which the
-- application's role cannot do.
ALTER TABLE account ADD COLUMN audit_erased_at timestamptz;
CREATE INDEX account_to_erase ON account (disabled_at)
  WHERE status = 'disabled' AND audit_erased_at IS NULL;
