-- One way to a first or new password: a one-time link, or a code on a slip of paper.
ALTER TABLE activation
  ADD COLUMN kind           text NOT NULL DEFAULT 'activation'
    CHECK (kind IN ('activation', 'recovery')),
  -- Whether the other factors go when it is used.
  ADD COLUMN resets_factors boolean NOT NULL DEFAULT false,
  -- Where it was mailed to; whoever uses it reads mail there.
  ADD COLUMN mailed_to      text;
CREATE INDEX activation_account ON activation (account_id) WHERE consumed_at IS NULL;
CREATE INDEX activation_expiry ON activation (expires_at);

-- Recoveries that administrators have begun.
CREATE TABLE account_recovery (
  id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id     uuid NOT NULL REFERENCES account,
  way            text NOT NULL CHECK (way IN ('mail', 'slip')),
  resets_factors boolean NOT NULL,
  started_by     uuid NOT NULL REFERENCES account,
  -- The second administrator, where one was needed.
  approved_by    uuid REFERENCES account,
  started_at     timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  -- When the mail left or the slip was printed.
  handed_out_at  timestamptz,
  settled_at     timestamptz,
  outcome        text CHECK (outcome IN ('used', 'withdrawn', 'replaced')),
  CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
-- An account has one at a time.
CREATE UNIQUE INDEX account_recovery_open ON account_recovery (account_id)
  WHERE settled_at IS NULL;
