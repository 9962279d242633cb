-- Handwritten signatures and seals as they are drawn on documents. content is wrapped by the root
-- key and goes when the image ends; what was signed with it carries its own copy.
CREATE TABLE signature_image (
  id uuid PRIMARY KEY,
  official_id uuid,
  unit_id uuid,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  width numeric NOT NULL,
  height numeric NOT NULL,
  content bytea,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (num_nonnulls(official_id, unit_id) = 1),
  CHECK ((content IS NULL) = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX signature_image_official ON signature_image (official_id)
  WHERE ended_at IS NULL;
CREATE UNIQUE INDEX signature_image_unit ON signature_image (unit_id) WHERE ended_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON signature_image TO "${app_role}";
