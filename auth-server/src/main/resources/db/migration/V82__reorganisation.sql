-- Reorganisations: plans of several steps that take effect on a day, as a whole or not at all.

CREATE TABLE reorganisation (
  id           uuid PRIMARY KEY,
  title        text NOT NULL CHECK (title <> ''),
  -- The resolution or decision behind it, as people cite it.
  basis        text NOT NULL,
  effective_on date NOT NULL,
  state        text NOT NULL DEFAULT 'draft'
               CHECK (state IN ('draft', 'confirmed', 'effective', 'withdrawn')),
  version      bigint NOT NULL DEFAULT 1,
  created_by   uuid NOT NULL REFERENCES account,
  created_at   timestamptz NOT NULL,
  confirmed_by uuid REFERENCES account,
  confirmed_at timestamptz,
  effective_at timestamptz,
  -- Why it could not take effect on its day; tried again until somebody undoes it.
  fault        text,
  retry_at     timestamptz,
  CHECK (state NOT IN ('confirmed', 'effective') OR confirmed_by IS NOT NULL),
  CHECK ((state = 'effective') = (effective_at IS NOT NULL))
);
CREATE INDEX reorganisation_due ON reorganisation (effective_on) WHERE state = 'confirmed';
CREATE INDEX reorganisation_order ON reorganisation (created_at, id);
CREATE TRIGGER reorganisation_version BEFORE UPDATE ON reorganisation
  FOR EACH ROW EXECUTE FUNCTION count_change();

-- What is done to which units. A unit that a step makes has its id from the beginning, so that
-- other steps can name it.
CREATE TABLE reorganisation_step (
  reorganisation_id uuid NOT NULL REFERENCES reorganisation,
  position          integer NOT NULL,
  kind              text NOT NULL CHECK (kind IN
                      ('create', 'merge', 'split', 'move', 'rename', 'transfer', 'dissolve')),
  unit_id           uuid NOT NULL,
  -- merge: the units that go into it; split: those that come out of it
  units             uuid[] NOT NULL,
  -- transfer: the posts that go to it
  posts             uuid[] NOT NULL,
  parent_id         uuid,
  unit_kind         text,
  code              text,
  name              text,
  -- split: whether the unit itself goes on
  keeps             boolean NOT NULL,
  PRIMARY KEY (reorganisation_id, position)
);

-- The change feed names each of its rows by one id.
ALTER TABLE org_unit_successor ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
DROP INDEX org_unit_successor_change;
CREATE INDEX org_unit_successor_change ON org_unit_successor (changed_in, id);

-- Units without an identifier do not contend for it.
DROP INDEX org_unit_code_in_force;
CREATE UNIQUE INDEX org_unit_code_in_force ON org_unit (code) WHERE valid_to IS NULL AND code <> '';

-- As before, and a post whose end is known already changes as well.
CREATE OR REPLACE FUNCTION continue_post_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  day date := effective_date();
BEGIN
  UPDATE post_version v SET unit_id = n.unit_id, title = n.title
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND v.valid_to IS NOT DISTINCT FROM o.valid_to AND v.valid_from >= day
    AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  INSERT INTO post_version (post_id, valid_from, valid_to, unit_id, title)
  SELECT n.id, day, o.valid_to, n.unit_id, n.title
  FROM changed n JOIN former o USING (id)
  JOIN post_version v ON v.post_id = n.id AND v.valid_to IS NOT DISTINCT FROM o.valid_to
  WHERE v.valid_from < day AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  UPDATE post_version v SET valid_to = day
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND v.valid_to IS NOT DISTINCT FROM o.valid_to AND v.valid_from < day
    AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  UPDATE post_version v SET valid_to = n.valid_to
  FROM changed n JOIN former o USING (id)
  WHERE v.post_id = n.id AND n.valid_to IS DISTINCT FROM o.valid_to AND n.valid_to IS NOT NULL
    AND v.valid_from < n.valid_to AND (v.valid_to IS NULL OR v.valid_to > n.valid_to);
  UPDATE assignment s SET kind = s.kind
  FROM changed n JOIN former o USING (id)
  WHERE s.post_id = n.id AND (n.unit_id, n.title) IS DISTINCT FROM (o.unit_id, o.title);
  RETURN NULL;
END $$;
