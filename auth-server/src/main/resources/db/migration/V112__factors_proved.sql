-- With which factors a session was opened: a system that forbids one does not count it.
ALTER TABLE session ADD COLUMN factors text[] NOT NULL DEFAULT '{}';

-- A changed password takes back what the account's begun logins have proved.
CREATE INDEX login_flow_account ON login_flow (account_id) WHERE consumed_at IS NULL;
