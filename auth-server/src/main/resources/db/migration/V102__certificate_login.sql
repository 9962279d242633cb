-- Certificates with which officials log in, known by their public key.
CREATE TABLE registered_certificate (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  account_id    uuid NOT NULL REFERENCES account,
  key_hash      bytea NOT NULL UNIQUE,
  domain        text NOT NULL,
  -- For the official to recognise it by; nothing is decided by them.
  holder        text NOT NULL,
  authority     text NOT NULL,
  not_after     timestamptz NOT NULL,
  registered_at timestamptz NOT NULL,
  last_used_at  timestamptz
);
CREATE INDEX registered_certificate_account ON registered_certificate (account_id);

-- The way of one browser to the origin that asks for certificates, and back.
CREATE TABLE certificate_ticket (
  -- SHA-256 of what the browser carries there.
  out_hash    bytea PRIMARY KEY,
  flow_id     text REFERENCES login_flow ON DELETE CASCADE,
  session_id  uuid REFERENCES session ON DELETE CASCADE,
  expires_at  timestamptz NOT NULL,
  -- SHA-256 of what it carries back, once a certificate was looked at; and what came of it.
  back_hash   bytea UNIQUE,
  refusal     text,
  domain      text,
  certificate bytea,
  spent_at    timestamptz,
  CHECK ((flow_id IS NULL) <> (session_id IS NULL)),
  CHECK ((back_hash IS NULL) = (refusal IS NULL AND certificate IS NULL))
);
CREATE INDEX certificate_ticket_expiry ON certificate_ticket (expires_at);
CREATE INDEX certificate_ticket_flow ON certificate_ticket (flow_id);
CREATE INDEX certificate_ticket_session ON certificate_ticket (session_id);
