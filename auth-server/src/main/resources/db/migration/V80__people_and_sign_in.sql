-- What people, posts and sign-in build on.

ALTER TABLE account
  ADD COLUMN official_code    text CHECK (official_code <> ''),
  -- The number of the national id card: wrapped to be shown, a keyed hash to be found.
  ADD COLUMN national_id      bytea,
  ADD COLUMN national_id_hash bytea,
  -- Counts the changes of the row; whoever changes it says which one was looked at.
  ADD COLUMN version          bigint NOT NULL DEFAULT 1,
  ADD COLUMN disabled_at      timestamptz,
  ADD COLUMN disabled_reason  text,
  -- Personal data was erased after its time; the row stays, as what points to it does.
  ADD COLUMN erased_at        timestamptz,
  ADD CHECK ((national_id IS NULL) = (national_id_hash IS NULL));
CREATE UNIQUE INDEX account_official_code ON account (official_code) WHERE official_code IS NOT NULL;
CREATE UNIQUE INDEX account_national_id ON account (national_id_hash)
  WHERE national_id_hash IS NOT NULL;

CREATE FUNCTION count_account_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER account_version BEFORE UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION count_account_change();

ALTER TABLE role_grant DROP CONSTRAINT role_grant_role_check;
ALTER TABLE role_grant ADD CONSTRAINT role_grant_role_check CHECK (role IN
  ('security-administrator', 'unit-administrator', 'help-desk', 'auditor', 'records-clerk'));

ALTER TABLE login_flow
  -- Who this is, once a proof or an identifier has said so.
  ADD COLUMN account_id uuid REFERENCES account,
  -- The proofs given so far.
  ADD COLUMN proofs     jsonb NOT NULL DEFAULT '[]',
  -- The levels (acr) that end this login; null when the policy alone decides.
  ADD COLUMN wanted     text[];

-- The post in which the official works in this session.
ALTER TABLE session ADD COLUMN assignment_id uuid REFERENCES assignment;
ALTER TABLE session ADD CHECK (assurance IN
  ('urn:antin:acr:password', 'urn:antin:acr:two-factor', 'urn:antin:acr:phishing-resistant'));
