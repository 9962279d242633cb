-- Units, posts and assignments keep their history: what each was called, where it belonged and who
-- held it on a given day is read from rows. org_unit and post hold the present state; whoever
-- changes them leaves a version behind, because triggers write it.

CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The day a change takes effect: set by those who change units for a day, otherwise today in
-- Vietnam.
CREATE FUNCTION effective_date() RETURNS date
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(nullif(current_setting('antin.effective_on', true), '')::date,
                  (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date);

CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

ALTER TABLE org_unit DROP CONSTRAINT org_unit_kind_check;
ALTER TABLE org_unit
  ADD CONSTRAINT org_unit_kind_check CHECK (kind IN
    ('province', 'department', 'commune', 'division', 'centre', 'board', 'council', 'party-body',
     'association', 'school', 'hospital', 'other')),
  -- Counts the changes of the row; whoever changes it says which one was looked at.
  ADD COLUMN version bigint NOT NULL DEFAULT 1,
  ADD COLUMN search  text NOT NULL GENERATED ALWAYS AS (search_form(name || ' ' || code)) STORED;
CREATE INDEX org_unit_search ON org_unit USING gin (search gin_trgm_ops);
CREATE TRIGGER org_unit_version BEFORE UPDATE ON org_unit
  FOR EACH ROW EXECUTE FUNCTION count_change();

-- What a unit was from one day until another.
CREATE TABLE org_unit_version (
  unit_id     uuid NOT NULL REFERENCES org_unit,
  valid_from  date NOT NULL,
  valid_to    date CHECK (valid_to > valid_from),
  parent_id   uuid REFERENCES org_unit,
  kind        text NOT NULL,
  code        text NOT NULL,
  name        text NOT NULL,
  recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX org_unit_version_parent ON org_unit_version (parent_id);

-- Organisation identifiers. A unit's own codes come here by themselves, also those it has laid
-- down; other schemes' identifiers are added. On any day an identifier names one unit.
CREATE TABLE org_unit_identifier (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text NOT NULL CHECK (identifier <> ''),
  unit_id    uuid NOT NULL REFERENCES org_unit,
  scheme     text NOT NULL CHECK (scheme IN ('code', 'alias')),
  valid_from date NOT NULL,
  valid_to   date CHECK (valid_to > valid_from),
  CONSTRAINT org_unit_identifier_names_one EXCLUDE USING gist
    (identifier WITH =, daterange(valid_from, valid_to) WITH &&)
);
CREATE INDEX org_unit_identifier_unit ON org_unit_identifier (unit_id);

-- Which units took over from one that ended or gave something away.
CREATE TABLE org_unit_successor (
  unit_id      uuid NOT NULL REFERENCES org_unit,
  successor_id uuid NOT NULL REFERENCES org_unit,
  effective_on date NOT NULL,
  changed_in   xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (unit_id, successor_id),
  CHECK (unit_id <> successor_id)
);
CREATE INDEX org_unit_successor_of ON org_unit_successor (successor_id);
CREATE INDEX org_unit_successor_change ON org_unit_successor (changed_in, unit_id, successor_id);

INSERT INTO org_unit_version (unit_id, valid_from, valid_to, parent_id, kind, code, name)
SELECT id, valid_from, valid_to, parent_id, kind, code, name FROM org_unit;
INSERT INTO org_unit_identifier (identifier, unit_id, scheme, valid_from, valid_to)
SELECT code, id, 'code', valid_from, valid_to FROM org_unit WHERE code <> '';

CREATE FUNCTION begin_org_unit_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO org_unit_version (unit_id, valid_from, valid_to, parent_id, kind, code, name)
  VALUES (NEW.id, NEW.valid_from, NEW.valid_to, NEW.parent_id, NEW.kind, NEW.code, NEW.name);
  IF NEW.code <> '' THEN
    INSERT INTO org_unit_identifier (identifier, unit_id, scheme, valid_from, valid_to)
    VALUES (NEW.code, NEW.id, 'code', NEW.valid_from, NEW.valid_to);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER org_unit_history_begins AFTER INSERT ON org_unit
  FOR EACH ROW EXECUTE FUNCTION begin_org_unit_history();

-- A change on the day the last version began corrects it; later ones begin a version of their own.
CREATE FUNCTION continue_org_unit_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  day date := effective_date();
BEGIN
  IF NEW.valid_to IS NOT NULL THEN
    UPDATE org_unit_version SET valid_to = NEW.valid_to
    WHERE unit_id = NEW.id AND valid_from < NEW.valid_to
      AND (valid_to IS NULL OR valid_to > NEW.valid_to);
    UPDATE org_unit_identifier SET valid_to = NEW.valid_to
    WHERE unit_id = NEW.id AND valid_from < NEW.valid_to
      AND (valid_to IS NULL OR valid_to > NEW.valid_to);
    RETURN NULL;
  END IF;
  UPDATE org_unit_version
  SET parent_id = NEW.parent_id, kind = NEW.kind, code = NEW.code, name = NEW.name
  WHERE unit_id = NEW.id AND valid_to IS NULL AND valid_from >= day;
  IF NOT FOUND THEN
    UPDATE org_unit_version SET valid_to = day WHERE unit_id = NEW.id AND valid_to IS NULL;
    INSERT INTO org_unit_version (unit_id, valid_from, parent_id, kind, code, name)
    VALUES (NEW.id, day, NEW.parent_id, NEW.kind, NEW.code, NEW.name);
  END IF;
  IF NEW.code <> OLD.code THEN
    DELETE FROM org_unit_identifier
    WHERE unit_id = NEW.id AND scheme = 'code' AND valid_to IS NULL AND valid_from >= day;
    UPDATE org_unit_identifier SET valid_to = day
    WHERE unit_id = NEW.id AND scheme = 'code' AND valid_to IS NULL;
    IF NEW.code <> '' THEN
      INSERT INTO org_unit_identifier (identifier, unit_id, scheme, valid_from)
      VALUES (NEW.code, NEW.id, 'code', greatest(day, NEW.valid_from));
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER org_unit_history_continues AFTER UPDATE ON org_unit
  FOR EACH ROW WHEN ((OLD.parent_id, OLD.kind, OLD.code, OLD.name, OLD.valid_to)
    IS DISTINCT FROM (NEW.parent_id, NEW.kind, NEW.code, NEW.name, NEW.valid_to))
  EXECUTE FUNCTION continue_org_unit_history();

-- Posts begin and end, change their title and go to other units with their holders.
ALTER TABLE post
  ADD COLUMN valid_from date,
  ADD COLUMN valid_to   date,
  ADD COLUMN version    bigint NOT NULL DEFAULT 1;
UPDATE post SET valid_from = org_unit.valid_from FROM org_unit WHERE org_unit.id = post.unit_id;
ALTER TABLE post
  ALTER COLUMN valid_from SET NOT NULL,
  ADD CHECK (valid_to > valid_from);

CREATE TABLE post_version (
  post_id     uuid NOT NULL REFERENCES post,
  valid_from  date NOT NULL,
  valid_to    date CHECK (valid_to > valid_from),
  unit_id     uuid NOT NULL REFERENCES org_unit,
  title       text NOT NULL,
  recorded_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (post_id, valid_from)
);
CREATE INDEX post_version_unit ON post_version (unit_id);
INSERT INTO post_version (post_id, valid_from, unit_id, title)
SELECT id, valid_from, unit_id, title FROM post;

-- A post of which nobody says since when it is there is as old as its unit.
CREATE FUNCTION date_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.valid_from IS NULL THEN
    SELECT valid_from INTO NEW.valid_from FROM org_unit WHERE id = NEW.unit_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_date BEFORE INSERT ON post FOR EACH ROW EXECUTE FUNCTION date_post();
CREATE TRIGGER post_version BEFORE UPDATE ON post
  FOR EACH ROW EXECUTE FUNCTION count_change();

CREATE FUNCTION begin_post_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO post_version (post_id, valid_from, valid_to, unit_id, title)
  SELECT id, valid_from, valid_to, unit_id, title FROM made;
  RETURN NULL;
END $$;
CREATE TRIGGER post_history_begins AFTER INSERT ON post
  REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION begin_post_history();

-- By statement: a reorganisation takes thousands of posts along in one. The posts' assignments are
-- stamped too, because unit and title travel with them in the change feed.
CREATE FUNCTION continue_post_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  day date := effective_date();
BEGIN
  UPDATE post_version v SET valid_to = n.valid_to
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND n.valid_to IS DISTINCT FROM o.valid_to AND n.valid_to IS NOT NULL
    AND v.valid_from < n.valid_to AND (v.valid_to IS NULL OR v.valid_to > n.valid_to);
  UPDATE post_version v SET unit_id = n.unit_id, title = n.title
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND v.valid_to IS NULL AND v.valid_from >= day
    AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  UPDATE post_version v SET valid_to = day
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND v.valid_to IS NULL AND v.valid_from < day
    AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  INSERT INTO post_version (post_id, valid_from, unit_id, title)
  SELECT n.id, day, n.unit_id, n.title
  FROM changed n JOIN former o USING (id)
  WHERE n.valid_to IS NULL AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title)
    AND NOT EXISTS (SELECT FROM post_version v WHERE v.post_id = n.id AND v.valid_to IS NULL);
  UPDATE assignment s SET kind = s.kind
  FROM changed n JOIN former o USING (id)
  WHERE s.post_id = n.id AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  RETURN NULL;
END $$;
DROP TRIGGER post_stamp ON post;
DROP FUNCTION stamp_assignments_of_post();
CREATE TRIGGER post_history_continues AFTER UPDATE ON post
  REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION continue_post_history();

-- One main post at a time. Where rows say otherwise already, the later one becomes concurrent.
ALTER TABLE assignment ADD COLUMN version bigint NOT NULL DEFAULT 1;
-- One that is called off before it begins ends on the day it would have begun; the change feed
-- knows no deletion.
ALTER TABLE assignment DROP CONSTRAINT assignment_check;
ALTER TABLE assignment ADD CONSTRAINT assignment_check CHECK (valid_to >= valid_from);
CREATE TRIGGER assignment_version BEFORE UPDATE ON assignment
  FOR EACH ROW EXECUTE FUNCTION count_change();
UPDATE assignment later SET kind = 'concurrent'
WHERE kind = 'main' AND EXISTS (
  SELECT FROM assignment former
  WHERE former.account_id = later.account_id AND former.kind = 'main'
    AND (former.valid_from, former.id) < (later.valid_from, later.id)
    AND (former.valid_to IS NULL OR former.valid_to > later.valid_from));
ALTER TABLE assignment ADD CONSTRAINT assignment_one_main EXCLUDE USING gist
  (account_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (kind = 'main');
