-- Event streams that receivers have set up (OpenID Shared Signals Framework 1.0 §8.1.1).
CREATE TABLE signal_stream (
  id               text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{22}$'),
  client_id        text NOT NULL,
  -- Where events are pushed to; null when the receiver polls.
  endpoint         text,
  -- What is sent there as Authorization; wrapped by the root key.
  authorization_header bytea,
  events_requested text[] NOT NULL,
  description      text,
  status           text NOT NULL DEFAULT 'enabled' CHECK (status IN ('enabled', 'paused', 'disabled')),
  reason           text,
  created_at       timestamptz NOT NULL,
  verified_at      timestamptz,
  CHECK (authorization_header IS NULL OR endpoint IS NOT NULL)
);
CREATE INDEX signal_stream_client ON signal_stream (client_id);

-- Officials that a receiver named: to hear of them although they are not logged in there, or not.
CREATE TABLE signal_subject (
  stream_id  text NOT NULL REFERENCES signal_stream ON DELETE CASCADE,
  account_id uuid NOT NULL REFERENCES account,
  included   boolean NOT NULL,
  PRIMARY KEY (stream_id, account_id)
);
CREATE INDEX signal_subject_account ON signal_subject (account_id);

-- Events that a receiver has not acknowledged.
CREATE TABLE signal_event (
  jti        uuid PRIMARY KEY,
  stream_id  text NOT NULL REFERENCES signal_stream ON DELETE CASCADE,
  -- Whom it is about; null for events about the stream itself.
  account_id uuid,
  claims     text NOT NULL,
  created_at timestamptz NOT NULL,
  place      bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX signal_event_stream ON signal_event (stream_id, place);
CREATE INDEX signal_event_age ON signal_event (created_at);

-- Receivers that wait in a poll are answered.
CREATE FUNCTION tell_signal_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('signal_event', '');
  RETURN NULL;
END $$;
CREATE TRIGGER signal_event_made AFTER INSERT ON signal_event
  FOR EACH STATEMENT EXECUTE FUNCTION tell_signal_event();
