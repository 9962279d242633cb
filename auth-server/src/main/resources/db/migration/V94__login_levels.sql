-- What the way of logging in means for a session, and whose failures are counted.

ALTER TABLE session
  -- remembered: the browser stood in for the second factor; limited: good for setting up a factor
  -- alone; counter: on a computer that several officials share.
  ADD COLUMN traits     text[] NOT NULL DEFAULT '{}'
    CHECK (traits <@ ARRAY['remembered', 'limited', 'counter']),
  -- Without a request it ends after this, and is locked after that.
  ADD COLUMN idle       interval NOT NULL DEFAULT '4 hours',
  ADD COLUMN lock_after interval,
  ADD COLUMN locked_at  timestamptz;

ALTER TABLE login_flow
  -- It happens at a shared computer.
  ADD COLUMN counter boolean NOT NULL DEFAULT false,
  -- From the beginning it is about one account; no other may log in.
  ADD COLUMN bound   boolean NOT NULL DEFAULT false,
  ADD CHECK (NOT bound OR account_id IS NOT NULL);

-- Besides name and address: an account's second steps, and a browser that the account knows.
ALTER TABLE login_throttle DROP CONSTRAINT login_throttle_kind_check;
ALTER TABLE login_throttle ADD CONSTRAINT login_throttle_kind_check
  CHECK (kind IN ('name', 'account', 'device', 'address'));
