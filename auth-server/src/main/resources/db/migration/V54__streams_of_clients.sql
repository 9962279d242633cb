-- A receiver that is removed takes its streams along; who comes later under its name gets none.
DELETE FROM signal_stream s WHERE NOT EXISTS (
  SELECT FROM oauth2_client c WHERE c.client_id = s.client_id);
ALTER TABLE signal_stream
  ADD FOREIGN KEY (client_id) REFERENCES oauth2_client ON DELETE CASCADE;
