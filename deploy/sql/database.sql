-- Inside the database of one application (made with: CREATE DATABASE ${owner} OWNER ${owner}), run
-- as the superuser; may be run again. Nobody but the two roles connects. What the application may
-- do with a table is granted by the migration that makes it.
REVOKE ALL ON DATABASE ${owner} FROM PUBLIC;
GRANT CONNECT ON DATABASE ${owner} TO ${app};
ALTER SCHEMA public OWNER TO ${owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO ${app};
