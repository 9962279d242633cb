-- Servers of agencies that may enrol for certificates, what these say, and the code for the first.
-- A code is spent by the enrolment that it was used for, which alone it may be shown for again.
CREATE TABLE allowed_server (
  id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  profile text NOT NULL,
  host_names text[] NOT NULL,
  state text NOT NULL DEFAULT 'allowed' CHECK (state IN ('allowed', 'withdrawn')),
  reason smallint,
  code_sha256 bytea NOT NULL,
  code_expires_at timestamptz NOT NULL,
  code_tries integer NOT NULL DEFAULT 0,
  code_spent_by uuid,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (reason IS NOT NULL))
);
CREATE INDEX allowed_server_unit ON allowed_server (unit_id);
GRANT SELECT, INSERT, UPDATE ON allowed_server TO "${app_role}";

-- A host name belongs to one allowed server at a time.
CREATE TABLE server_host_name (
  host_name text PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES allowed_server (id)
);
CREATE INDEX server_host_name_server ON server_host_name (server_id);
GRANT SELECT, INSERT, DELETE ON server_host_name TO "${app_role}";

-- One row for each request of a server, written before the authority is asked. Its id stands in
-- issued_certificate.credential_id, so that what was issued is found when a node went away.
CREATE TABLE server_enrolment (
  id uuid PRIMARY KEY,
  server_id uuid NOT NULL REFERENCES allowed_server (id),
  request_sha256 bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'issued', 'refused', 'unknown')),
  taken_until timestamptz NOT NULL,
  authority text,
  serial_number text,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  CHECK ((state = 'issued') = (serial_number IS NOT NULL)),
  FOREIGN KEY (authority, serial_number) REFERENCES issued_certificate (authority, serial_number)
);
CREATE INDEX server_enrolment_server ON server_enrolment (server_id, created_at DESC);
CREATE INDEX server_enrolment_serial ON server_enrolment (serial_number);
CREATE UNIQUE INDEX server_enrolment_waiting ON server_enrolment (server_id, request_sha256)
  WHERE state = 'waiting';
GRANT SELECT, INSERT, UPDATE ON server_enrolment TO "${app_role}";
