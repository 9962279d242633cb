-- Inside the database of one application (made with: CREATE DATABASE ${owner} OWNER ${owner}), run
-- as the superuser; may be run again. Nobody but the two roles connects; new tables are usable by
-- the application unless their migration revokes something, as the audit log does.
REVOKE ALL ON DATABASE ${owner} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${owner} TO ${app};
ALTER SCHEMA public OWNER TO ${owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${app};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${app};
ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO ${app};
