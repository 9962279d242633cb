-- Authorization code flows under way; found by the hash of their state, used once,
-- and only in the browser whose cookie hashes to browser_hash.
CREATE TABLE authorization_flow (
  state_hash    bytea PRIMARY KEY,
  browser_hash  bytea NOT NULL,
  purpose       text NOT NULL CHECK (purpose IN ('login', 'sign')),
  nonce         text NOT NULL,
  code_verifier bytea NOT NULL,
  target        text NOT NULL,
  address       text NOT NULL,
  expires_at    timestamptz NOT NULL,
  used_at       timestamptz
);
CREATE INDEX authorization_flow_unfinished ON authorization_flow (address) WHERE used_at IS NULL;
CREATE INDEX authorization_flow_expires ON authorization_flow (expires_at);

-- Sessions of officials; found by the hash of their cookie. Tokens are wrapped with the root key.
-- A session that ends is deleted, and its tokens with it.
CREATE TABLE desk_session (
  id                uuid PRIMARY KEY,
  cookie_hash       bytea NOT NULL UNIQUE,
  subject           text NOT NULL,
  sid               text,
  username          text NOT NULL,
  display_name      text NOT NULL,
  administrator     boolean NOT NULL,
  access_token      bytea NOT NULL,
  access_expires_at timestamptz NOT NULL,
  refresh_token     bytea,
  id_token          bytea NOT NULL,
  seen_at           timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL
);
CREATE INDEX desk_session_sid ON desk_session (sid);
CREATE INDEX desk_session_subject ON desk_session (subject);
CREATE INDEX desk_session_expires ON desk_session (expires_at);

-- One document on its way to a signature. It belongs to the official, not to a session: logging in
-- again finds it where it was.
CREATE TABLE signing (
  id                    uuid PRIMARY KEY,
  owner                 text NOT NULL,
  document_id           text NOT NULL,
  name                  text NOT NULL,
  size                  bigint NOT NULL,
  sha256                text NOT NULL,
  pages                 integer NOT NULL,
  state                 text NOT NULL CHECK (state IN ('prepared', 'approved', 'signed')),
  note                  text,
  credential_id         text,
  request_id            text,
  authorization_details text,
  grant_token           bytea,
  grant_expires_at      timestamptz,
  signed_document_id    text,
  signed_sha256         text,
  signed_at             timestamptz,
  created_at            timestamptz NOT NULL,
  expires_at            timestamptz NOT NULL
);
CREATE INDEX signing_owner ON signing (owner, created_at DESC);
CREATE INDEX signing_expires ON signing (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON authorization_flow, desk_session, signing TO ${app_role};
