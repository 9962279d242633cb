-- How a document is signed: reason, level, appearance. Each distinct set once, under the digest of
-- its canonical encoding, so that a batch of thousands names one row.
CREATE TABLE signature_parameters (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, INSERT ON signature_parameters TO "${app_role}";

-- Without a set: a request of before, whose level, reason and location stand in its own row.
ALTER TABLE signature_request_document
  ADD COLUMN parameters bytea REFERENCES signature_parameters (digest),
  ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]';
