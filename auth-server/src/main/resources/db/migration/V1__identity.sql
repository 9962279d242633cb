-- Who works where: one account for life, an effective-dated tree of units, posts and their holders.

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app_role};
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO ${app_role};

-- How names are searched: composed form, lower case, without diacritics (đ becomes d).
CREATE FUNCTION search_form(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(unaccent('unaccent'::regdictionary, normalize(value, NFC)));

CREATE TABLE org_unit (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  parent_id  uuid REFERENCES org_unit,
  kind       text NOT NULL CHECK (kind IN ('province', 'department', 'commune', 'division')),
  code       text NOT NULL,
  name       text NOT NULL CHECK (name <> ''),
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (parent_id <> id)
);
CREATE INDEX org_unit_parent ON org_unit (parent_id);
CREATE UNIQUE INDEX org_unit_code_in_force ON org_unit (code) WHERE valid_to IS NULL;
CREATE INDEX org_unit_change ON org_unit (changed_in, id);

-- Every unit with each unit above it, itself at depth 0.
CREATE TABLE org_unit_ancestor (
  unit_id     uuid NOT NULL REFERENCES org_unit,
  ancestor_id uuid NOT NULL REFERENCES org_unit,
  depth       integer NOT NULL CHECK (depth >= 0),
  PRIMARY KEY (unit_id, ancestor_id)
);
CREATE INDEX org_unit_descendant ON org_unit_ancestor (ancestor_id, unit_id);

CREATE TABLE post (
  id      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id uuid NOT NULL REFERENCES org_unit,
  title   text NOT NULL CHECK (title <> '')
);
CREATE INDEX post_unit ON post (unit_id);

CREATE TABLE account (
  id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  username     text NOT NULL CHECK (username <> '' AND length(username) <= 190),
  family_name  text NOT NULL,
  middle_name  text NOT NULL DEFAULT '',
  given_name   text NOT NULL,
  display_name text NOT NULL CHECK (display_name <> ''),
  email        text,
  locale       text NOT NULL DEFAULT 'vi',
  status       text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  -- The directory that holds this official's password; null when it is ours.
  federation   text,
  -- True only for the made-up officials of a sample province.
  sample       boolean NOT NULL DEFAULT false,
  created_at   timestamptz NOT NULL DEFAULT now(),
  changed_in   xid8 NOT NULL DEFAULT pg_current_xact_id(),
  search       text NOT NULL GENERATED ALWAYS AS
                 (search_form(display_name || ' ' || username || ' ' || coalesce(email, ''))) STORED
);
CREATE UNIQUE INDEX account_username ON account (username);
CREATE INDEX account_search ON account USING gin (search gin_trgm_ops);
-- Vietnamese lists go by given name, then family name, then middle name.
CREATE INDEX account_order ON account
  (given_name COLLATE "vi-x-icu", family_name COLLATE "vi-x-icu", middle_name COLLATE "vi-x-icu", id);
CREATE INDEX account_change ON account (changed_in, id);

CREATE TABLE assignment (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  post_id    uuid NOT NULL REFERENCES post,
  kind       text NOT NULL CHECK (kind IN ('main', 'concurrent', 'seconded', 'acting')),
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX assignment_account ON assignment (account_id);
CREATE INDEX assignment_post ON assignment (post_id);
CREATE INDEX assignment_change ON assignment (changed_in, id);

CREATE TABLE role_grant (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id uuid NOT NULL REFERENCES account,
  role       text NOT NULL CHECK (role IN
               ('security-administrator', 'unit-administrator', 'auditor', 'records-clerk')),
  unit_id    uuid NOT NULL REFERENCES org_unit,
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX role_grant_account ON role_grant (account_id);
CREATE INDEX role_grant_unit ON role_grant (unit_id);
CREATE INDEX role_grant_change ON role_grant (changed_in, id);

-- The change feed reads rows in the order of the transactions that wrote them.
CREATE FUNCTION stamp_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id();
  RETURN NEW;
END $$;
CREATE TRIGGER org_unit_stamp BEFORE UPDATE ON org_unit
  FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER account_stamp BEFORE UPDATE ON account
  FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER assignment_stamp BEFORE UPDATE ON assignment
  FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER role_grant_stamp BEFORE UPDATE ON role_grant
  FOR EACH ROW EXECUTE FUNCTION stamp_change();

-- A post's unit and title travel with its assignments, so a change there is a change of theirs.
CREATE FUNCTION stamp_assignments_of_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE assignment SET kind = kind WHERE post_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_stamp AFTER UPDATE ON post
  FOR EACH ROW EXECUTE FUNCTION stamp_assignments_of_post();

CREATE FUNCTION link_org_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO org_unit_ancestor (unit_id, ancestor_id, depth)
  SELECT NEW.id, NEW.id, 0
  UNION ALL
  SELECT NEW.id, ancestor_id, depth + 1 FROM org_unit_ancestor WHERE unit_id = NEW.parent_id;
  RETURN NULL;
END $$;
CREATE TRIGGER org_unit_link AFTER INSERT ON org_unit
  FOR EACH ROW EXECUTE FUNCTION link_org_unit();

-- Moving a unit moves its subtree: the links that leave the subtree are cut and made anew.
CREATE FUNCTION move_org_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM org_unit_ancestor WHERE unit_id = NEW.parent_id AND ancestor_id = NEW.id) THEN
    RAISE EXCEPTION 'unit % cannot move below itself', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  DELETE FROM org_unit_ancestor link
  USING org_unit_ancestor below
  WHERE below.ancestor_id = NEW.id
    AND link.unit_id = below.unit_id
    AND link.ancestor_id NOT IN (SELECT unit_id FROM org_unit_ancestor WHERE ancestor_id = NEW.id);
  INSERT INTO org_unit_ancestor (unit_id, ancestor_id, depth)
  SELECT below.unit_id, above.ancestor_id, below.depth + above.depth + 1
  FROM org_unit_ancestor below
  JOIN org_unit_ancestor above ON above.unit_id = NEW.parent_id
  WHERE below.ancestor_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER org_unit_move AFTER UPDATE OF parent_id ON org_unit
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id)
  EXECUTE FUNCTION move_org_unit();
