-- Whoever disables an account, its sessions end and their systems are told.
CREATE FUNCTION tell_account_disabled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('account_disabled', '');
  RETURN NULL;
END $$;
CREATE TRIGGER account_disabled AFTER UPDATE OF status ON account
  FOR EACH ROW WHEN (OLD.status = 'active' AND NEW.status <> 'active')
  EXECUTE FUNCTION tell_account_disabled();
