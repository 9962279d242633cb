-- Of two that want a day at the same moment, the second found it missing after it had waited too:
-- to_regclass answers from what its session knew before. A query sees what was committed meanwhile.
CREATE OR REPLACE FUNCTION document_day_open(wanted date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
  suffix text := to_char(wanted, '_YYYYMMDD');
  parent text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('antin document partitions'));
  IF EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
             WHERE i.inhparent = 'document'::regclass AND c.relname = 'document' || suffix) THEN
    RETURN;
  END IF;
  FOREACH parent IN ARRAY ARRAY['document_chunk', 'document'] LOOP
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', parent || suffix, parent);
    EXECUTE format('REVOKE ALL ON %I FROM "${app_role}"', parent || suffix);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, parent || suffix, wanted, wanted + 1);
  END LOOP;
END $$;
