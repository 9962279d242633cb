-- Who may sign for whom: ký thay, thừa lệnh, thừa ủy quyền (Decree 30/2020, Art. 13). A record is
-- never rewritten; it can only end sooner.
CREATE TABLE signing_delegation (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  form              text NOT NULL CHECK (form IN ('KT', 'TL', 'TUQ')),
  -- In whose name the documents go out.
  unit_id           uuid NOT NULL REFERENCES org_unit,
  delegator_id      uuid NOT NULL REFERENCES account,
  delegator_post_id uuid NOT NULL REFERENCES post,
  delegate_id       uuid NOT NULL REFERENCES account,
  delegate_post_id  uuid NOT NULL REFERENCES post,
  matters           text NOT NULL CHECK (matters <> '' AND length(matters) <= 2000),
  document_types    text[] NOT NULL DEFAULT '{}' CHECK (cardinality(document_types) <= 50),
  -- The document that says so.
  document_number   text NOT NULL CHECK (document_number <> ''),
  document_notation text NOT NULL,
  document_date     date NOT NULL,
  valid_from        date NOT NULL,
  valid_to          date CHECK (valid_to >= valid_from),
  recorded_by       uuid NOT NULL REFERENCES account,
  recorded_at       timestamptz NOT NULL,
  version           bigint NOT NULL DEFAULT 1,
  changed_in        xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (form <> 'TUQ' OR valid_to IS NOT NULL),
  CHECK (delegator_id <> delegate_id)
);
CREATE INDEX signing_delegation_unit ON signing_delegation (unit_id);
CREATE INDEX signing_delegation_delegate ON signing_delegation (delegate_id);
CREATE INDEX signing_delegation_delegator ON signing_delegation (delegator_id);
CREATE INDEX signing_delegation_change ON signing_delegation (changed_in, id);
CREATE TRIGGER signing_delegation_stamp BEFORE UPDATE ON signing_delegation
  FOR EACH ROW EXECUTE FUNCTION stamp_change();
CREATE TRIGGER signing_delegation_version BEFORE UPDATE ON signing_delegation
  FOR EACH ROW EXECUTE FUNCTION count_change();

CREATE TABLE signing_delegation_history (
  number        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delegation_id uuid NOT NULL REFERENCES signing_delegation,
  act           text NOT NULL CHECK (act IN ('recorded', 'ended')),
  valid_to      date,
  reason        text NOT NULL DEFAULT '',
  by_account    uuid NOT NULL REFERENCES account,
  at            timestamptz NOT NULL
);
CREATE INDEX signing_delegation_history_of ON signing_delegation_history (delegation_id, number);

REVOKE UPDATE, DELETE, TRUNCATE ON signing_delegation, signing_delegation_history FROM ${app_role};
GRANT UPDATE (valid_to) ON signing_delegation TO ${app_role};
