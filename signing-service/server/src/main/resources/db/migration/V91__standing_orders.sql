-- Standing orders: an application has an agency's seal used for results of named types, within
-- limits, because two administrators said so.

-- keeper is who kept the seal when the order was approved: a handover ends what was ordered before.
-- The counters are of the minute and the day (Vietnam time) that stand beside them.
CREATE TABLE standing_order (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  credential_id uuid NOT NULL REFERENCES credential (id),
  client_id text NOT NULL CHECK (length(client_id) BETWEEN 1 AND 200),
  types text[] NOT NULL CHECK (cardinality(types) BETWEEN 1 AND 50),
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  per_minute integer NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
  per_day integer NOT NULL CHECK (per_day BETWEEN 1 AND 100000),
  note text CHECK (length(note) <= 500),
  state text NOT NULL CHECK (state IN ('proposed', 'active', 'suspended', 'ended')),
  keeper uuid,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  approved_by uuid,
  approved_at timestamptz,
  changed_by uuid NOT NULL,
  changed_at timestamptz NOT NULL,
  minute timestamptz,
  minute_count integer NOT NULL DEFAULT 0,
  day date,
  day_count integer NOT NULL DEFAULT 0,
  CHECK (valid_to > valid_from),
  CHECK (approved_by IS DISTINCT FROM proposed_by),
  CHECK (state IN ('proposed', 'ended') OR approved_by IS NOT NULL)
);
CREATE INDEX standing_order_unit ON standing_order (unit_id, proposed_at);
CREATE INDEX standing_order_client ON standing_order (client_id) WHERE state <> 'ended';
GRANT SELECT, INSERT, UPDATE ON standing_order TO "${app_role}";

-- In the ledger such a signature stands for itself: its approval is the order.
ALTER TABLE approval_grant DROP CONSTRAINT approval_grant_kind_check;
ALTER TABLE approval_grant ADD CONSTRAINT approval_grant_kind_check
  CHECK (kind IN ('approval', 'usb-token', 'standing-order'));

-- failure is why a result by standing order was not signed; its document may be handed in again.
ALTER TABLE dossier_result ADD COLUMN order_id uuid REFERENCES standing_order (id);
ALTER TABLE dossier_result ADD COLUMN failure text;
ALTER TABLE dossier_result ADD CHECK ((mode = 'standing-order') = (order_id IS NOT NULL));
ALTER TABLE dossier_result DROP CONSTRAINT dossier_result_client_id_source_id_key;
CREATE UNIQUE INDEX dossier_result_source ON dossier_result (client_id, source_id)
  WHERE failure IS NULL;
