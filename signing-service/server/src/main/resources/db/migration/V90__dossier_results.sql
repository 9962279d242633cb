-- Results of dossiers: documents that citizens are given, with a code that anyone may ask about.

-- source_id is the document as the application stored it, document_id the same with its code drawn
-- on it. The code is no secret of a person's: it is printed on the document, and tells nothing that
-- the document does not.
CREATE TABLE dossier_result (
  id uuid PRIMARY KEY,
  client_id text NOT NULL,
  dossier text NOT NULL CHECK (length(dossier) BETWEEN 1 AND 64),
  type text NOT NULL,
  unit_id uuid NOT NULL,
  code text NOT NULL UNIQUE CHECK (length(code) = 26),
  mode text NOT NULL CHECK (mode IN ('personal', 'standing-order')),
  source_id uuid NOT NULL,
  document_id uuid NOT NULL,
  title text NOT NULL,
  number text,
  notation text,
  submission_id uuid REFERENCES submission,
  created_at timestamptz NOT NULL,
  UNIQUE (client_id, source_id),
  CHECK ((mode = 'personal') = (submission_id IS NOT NULL))
);
CREATE INDEX dossier_result_dossier ON dossier_result (client_id, dossier, created_at);
CREATE INDEX dossier_result_unit ON dossier_result (unit_id, created_at);
CREATE INDEX dossier_result_submission ON dossier_result (submission_id);

GRANT SELECT, INSERT, UPDATE ON dossier_result TO "${app_role}";
