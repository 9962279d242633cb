-- Every attempt is charged before the PIN is compared, so that parallel guesses cannot pass the limit.
ALTER TABLE signing_pin
  ADD COLUMN attempts     integer NOT NULL DEFAULT 0,
  ADD COLUMN locked_until timestamptz;
