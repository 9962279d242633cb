-- Delegated responders: short-lived keys and certificates, several at a time while one follows
-- another. The key is in the token under key_label.
CREATE TABLE ocsp_responder (
  key_label text PRIMARY KEY,
  authority text NOT NULL REFERENCES certification_authority (name),
  serial_number text NOT NULL,
  certificate bytea NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz NOT NULL,
  FOREIGN KEY (authority, serial_number) REFERENCES issued_certificate (authority, serial_number)
);
CREATE INDEX ocsp_responder_authority ON ocsp_responder (authority, valid_to);
GRANT SELECT, INSERT, DELETE ON ocsp_responder TO "${app_role}";

-- Answers made ahead of the question. A change of status deletes its answer in its own transaction.
CREATE TABLE ocsp_answer (
  authority text NOT NULL,
  serial_number text NOT NULL,
  der bytea NOT NULL,
  this_update timestamptz NOT NULL,
  next_update timestamptz NOT NULL,
  refresh_at timestamptz NOT NULL,
  PRIMARY KEY (authority, serial_number),
  FOREIGN KEY (authority, serial_number) REFERENCES issued_certificate (authority, serial_number)
);
CREATE INDEX ocsp_answer_refresh ON ocsp_answer (authority, refresh_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON ocsp_answer TO "${app_role}";

CREATE TABLE ocsp_turn (
  authority text PRIMARY KEY REFERENCES certification_authority (name),
  taken_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON ocsp_turn TO "${app_role}";

-- For answers that are due: certificates that can still be asked about.
CREATE INDEX issued_certificate_valid ON issued_certificate (authority, valid_to)
  WHERE state = 'issued';
