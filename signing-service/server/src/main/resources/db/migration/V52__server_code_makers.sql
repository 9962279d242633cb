-- Who made a server's code and with which power, which is asked again when the code is used. Codes
-- that are there stand for the power over the server's own unit.
ALTER TABLE allowed_server
  ADD COLUMN code_made_by uuid,
  ADD COLUMN code_client_id text NOT NULL DEFAULT '',
  ADD COLUMN code_administers uuid[] NOT NULL DEFAULT '{}';
UPDATE allowed_server SET code_made_by = created_by, code_administers = ARRAY[unit_id];
ALTER TABLE allowed_server ALTER COLUMN code_made_by SET NOT NULL;
