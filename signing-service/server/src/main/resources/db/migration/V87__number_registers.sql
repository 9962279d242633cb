-- The registers of numbers of issued documents: one for each agency, document type and year. last is
-- the number that was given out last in turn; the row is locked while a number is taken.
CREATE TABLE number_register (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  document_type text NOT NULL,
  year integer NOT NULL,
  last integer NOT NULL DEFAULT 0,
  UNIQUE (unit_id, document_type, year)
);

-- A number is never given twice, not even after it was cancelled: the row stays.
CREATE TABLE register_number (
  id uuid PRIMARY KEY,
  register_id uuid NOT NULL REFERENCES number_register,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 999999),
  state text NOT NULL CHECK (state IN ('reserved', 'assigned', 'issued', 'cancelled')),
  notation text NOT NULL,
  title text NOT NULL,
  document_date date,
  client_id text NOT NULL,
  submission_id uuid,
  assigned_by uuid,
  cancel_reason text,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  UNIQUE (register_id, number),
  CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
  CHECK (state <> 'issued' OR submission_id IS NOT NULL)
);
CREATE UNIQUE INDEX register_number_submission ON register_number (submission_id)
  WHERE submission_id IS NOT NULL AND state <> 'cancelled';
GRANT SELECT, INSERT, UPDATE ON number_register, register_number TO "${app_role}";

-- What the documents of a signing request become, and what must be there before the seal.
ALTER TABLE submission
  ADD COLUMN profile text CHECK (profile IN ('issuance', 'copy', 'annex'));

-- The one document of an issuance: who issues it, and whether number and date are filled in by the
-- clerk (form) or stand in it already.
CREATE TABLE submission_issuance (
  submission_id uuid PRIMARY KEY REFERENCES submission,
  unit_id uuid NOT NULL,
  document_type text NOT NULL,
  notation text NOT NULL,
  form boolean NOT NULL,
  locality text,
  CHECK (NOT form OR locality IS NOT NULL)
);
GRANT SELECT, INSERT ON submission_issuance TO "${app_role}";
CREATE INDEX submission_document_latest ON submission_document (latest_id);
