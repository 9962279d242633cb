-- Who asks for recoveries, by network and name, as hashes: what somebody typed may be anything. Kept
-- for an hour, so that one stranger cannot use up the mails that an official gets in it.
CREATE TABLE own_recovery_try (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  network bytea NOT NULL,
  name    bytea NOT NULL,
  at      timestamptz NOT NULL
);
CREATE INDEX own_recovery_try_network ON own_recovery_try (network, at);
CREATE INDEX own_recovery_try_at ON own_recovery_try (at);
