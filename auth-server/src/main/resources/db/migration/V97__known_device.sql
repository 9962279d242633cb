-- The browsers that an official has logged in with. The cookie itself is never stored; several
-- officials may share a browser, each with a row of their own.
CREATE TABLE known_device (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  cookie_hash   bytea NOT NULL,
  account_id    uuid NOT NULL REFERENCES account,
  device        text NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at  timestamptz NOT NULL,
  -- Until when it stands in for the second factor.
  trusted_until timestamptz,
  -- When the official was last asked whether it may.
  asked_at      timestamptz,
  -- Used at a counter: its next visitors may choose their name.
  counter_at    timestamptz,
  UNIQUE (cookie_hash, account_id)
);
CREATE INDEX known_device_account ON known_device (account_id);
CREATE INDEX known_device_seen ON known_device (last_seen_at);

ALTER TABLE login_flow
  -- Whether this browser shall stand in for the second factor from now on; null until answered.
  ADD COLUMN remember boolean,
  -- The official has seen that a factor will be demanded soon.
  ADD COLUMN reminded boolean NOT NULL DEFAULT false;
