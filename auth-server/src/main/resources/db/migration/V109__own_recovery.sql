-- A recovery that an official makes by themselves, beside the login in which the password was found
-- to be forgotten. What was typed is kept until it is looked up, whether anybody has that name or not.
CREATE TABLE own_recovery (
  flow_id     text PRIMARY KEY REFERENCES login_flow ON DELETE CASCADE,
  account_id  uuid REFERENCES account,
  mail_at     timestamptz,
  second_at   timestamptz,
  created_at  timestamptz NOT NULL,
  consumed_at timestamptz,
  CHECK (account_id IS NOT NULL OR (mail_at IS NULL AND second_at IS NULL))
);
