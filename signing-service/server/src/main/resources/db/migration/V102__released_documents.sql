-- Documents of a completed request go some time after the application has fetched them.
ALTER TABLE submission_document ADD COLUMN released_at timestamptz;
CREATE INDEX submission_document_fetched ON submission_document (fetched_at)
  WHERE fetched_at IS NOT NULL AND released_at IS NULL;

-- What auth-server calls the application that asks; its client id stands beside it.
ALTER TABLE submission ADD COLUMN client_name text CHECK (length(client_name) <= 200);
