-- The two roles of one application, run as the superuser in any database; may be run again.
-- ${owner} owns the schema and runs the migrations; ${app} is what the application works as and
-- can do only what the migrations grant. ${owner_password} and ${app_password} are hexadecimal.
DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${owner}') THEN
    CREATE ROLE ${owner} LOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${app}') THEN
    CREATE ROLE ${app} LOGIN;
  END IF;
END
$roles$;
ALTER ROLE ${owner} PASSWORD '${owner_password}';
ALTER ROLE ${app} PASSWORD '${app_password}';
