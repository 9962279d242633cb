-- What pairwise subject identifiers are made with. It never changes: every system would meet
-- strangers.
CREATE TABLE pairwise_secret (
  only_one   boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- 32 random bytes, wrapped by the root key.
  secret     bytea NOT NULL,
  created_at timestamptz NOT NULL
);
REVOKE UPDATE, DELETE ON pairwise_secret FROM ${app_role};
