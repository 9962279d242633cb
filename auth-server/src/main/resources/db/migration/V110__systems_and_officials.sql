-- Which officials may use a system, and as what.

-- Units whose officials may use a system, with all units below; a system without a row is open to
-- every official.
CREATE TABLE oauth2_client_unit (
  client_id text NOT NULL REFERENCES oauth2_client ON DELETE CASCADE,
  unit_id   uuid NOT NULL REFERENCES org_unit,
  PRIMARY KEY (client_id, unit_id)
);
CREATE INDEX oauth2_client_unit_unit ON oauth2_client_unit (unit_id);

CREATE FUNCTION tell_client_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('oauth2_client_unit', '');
  RETURN NULL;
END $$;
CREATE TRIGGER oauth2_client_unit_changed AFTER INSERT OR UPDATE OR DELETE ON oauth2_client_unit
  FOR EACH STATEMENT EXECUTE FUNCTION tell_client_unit();

-- The roles that a system knows.
CREATE TABLE system_role (
  client_id text NOT NULL REFERENCES oauth2_client ON DELETE CASCADE,
  role      text NOT NULL CHECK (role ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,62}$'),
  label     text NOT NULL CHECK (label <> '' AND length(label) <= 200),
  -- Whether unit administrators may give it to their own officials.
  delegated boolean NOT NULL,
  PRIMARY KEY (client_id, role)
);

-- Who has a role: one official, whoever holds a post, or everyone of a unit and those below.
CREATE TABLE system_role_grant (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id  text NOT NULL,
  role       text NOT NULL,
  account_id uuid REFERENCES account,
  post_id    uuid REFERENCES post,
  unit_id    uuid REFERENCES org_unit,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to >= valid_from),
  FOREIGN KEY (client_id, role) REFERENCES system_role ON DELETE CASCADE,
  CHECK (num_nonnulls(account_id, post_id, unit_id) = 1)
);
CREATE INDEX system_role_grant_role ON system_role_grant (client_id, role, id);
CREATE INDEX system_role_grant_account ON system_role_grant (account_id, client_id)
  WHERE account_id IS NOT NULL;
CREATE INDEX system_role_grant_post ON system_role_grant (post_id, client_id)
  WHERE post_id IS NOT NULL;
CREATE INDEX system_role_grant_unit ON system_role_grant (unit_id, client_id)
  WHERE unit_id IS NOT NULL;

-- The post chosen on the way through a login.
ALTER TABLE login_flow ADD COLUMN assignment_id uuid REFERENCES assignment;
