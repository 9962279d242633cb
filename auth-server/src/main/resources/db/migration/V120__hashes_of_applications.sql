-- Grants over hashes that the application made: no request, no parameters, other algorithms.
ALTER TABLE signing_grant
  ALTER COLUMN request_id DROP NOT NULL,
  ALTER COLUMN parameters_digest DROP NOT NULL,
  DROP CONSTRAINT signing_grant_hash_type_check,
  -- What the application is told in its own words; null when that is what "details" says.
  ADD COLUMN answer text,
  ADD CHECK (hash_type IN ('SDR', 'DTBSR')),
  ADD CHECK ((request_id IS NULL) = (parameters_digest IS NULL)),
  ADD CHECK (request_id IS NULL OR hash_type = 'SDR');
ALTER TABLE signing_grant_hash
  DROP CONSTRAINT signing_grant_hash_hash_check,
  ADD CHECK (octet_length(hash) IN (32, 48, 64));
ALTER TABLE token_family ADD COLUMN token_answer text;
