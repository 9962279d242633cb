-- A key that one node makes is known to the others before its first token reaches them.
CREATE FUNCTION signing_key_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('signing_key', '');
  RETURN NULL;
END $$;
CREATE TRIGGER signing_key_changed AFTER INSERT OR UPDATE ON signing_key
  FOR EACH STATEMENT EXECUTE FUNCTION signing_key_changed();
