-- Which made-up province this database holds, if any.
CREATE TABLE sample_province (
  singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
  officials integer NOT NULL
);

-- After a large change the planner learns of it at once, not when autovacuum comes by.
CREATE FUNCTION analyze_people() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE org_unit, org_unit_ancestor, post, account, assignment, role_grant,
          password_credential, signing_pin;
END $$;
REVOKE EXECUTE ON FUNCTION analyze_people() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION analyze_people() TO ${app_role};
