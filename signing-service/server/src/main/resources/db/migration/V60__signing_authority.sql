-- By what right officials sign: where the post of an assignment stands in its unit, and the records of delegated signing. auth-server owns them; everything is read again.

ALTER TABLE assignment ADD COLUMN rank text;

CREATE TABLE delegation (
  id uuid PRIMARY KEY,
  form text NOT NULL,
  unit_id uuid NOT NULL,
  delegator_id uuid NOT NULL,
  delegator_post_id uuid NOT NULL,
  delegate_id uuid NOT NULL,
  delegate_post_id uuid NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  round bigint NOT NULL
);
CREATE INDEX delegation_delegate ON delegation (delegate_id);
GRANT SELECT, INSERT, UPDATE, DELETE ON delegation TO "${app_role}";

UPDATE people_feed SET position = NULL, round = round + 1, resyncing = true;
