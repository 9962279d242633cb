-- Logins that wait for the official to say yes on another device.
CREATE TABLE device_approval (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- The login; no reference, because what was asked is counted after it is gone.
  flow_id     text NOT NULL,
  -- Null when nobody has the name that was typed: it waits like any other.
  account_id  uuid REFERENCES account,
  -- Whether another factor was proved in this login before.
  proven      boolean NOT NULL,
  number      text NOT NULL CHECK (number ~ '^[0-9]{2}$'),
  address     text NOT NULL,
  device      text NOT NULL,
  asked_at    timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,
  decision    text CHECK (decision IN ('approved', 'denied')),
  decided_at  timestamptz,
  -- The session in which the official decided.
  session_id  uuid REFERENCES session,
  spent_at    timestamptz,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK ((decision IS NULL) = (session_id IS NULL))
);
CREATE INDEX device_approval_flow ON device_approval (flow_id, asked_at);
CREATE INDEX device_approval_account ON device_approval (account_id, asked_at);
CREATE INDEX device_approval_address ON device_approval (address, asked_at);
CREATE INDEX device_approval_asked ON device_approval (asked_at);
