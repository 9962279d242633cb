-- What must reach another system, written with the change that causes it.
CREATE TABLE outbox_message (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind        text NOT NULL CHECK (kind ~ '^[a-z][a-z0-9-]{0,62}$'),
  recipient   text NOT NULL CHECK (recipient <> ''),
  -- The same kind and key are put once to one recipient.
  key         text,
  body        text NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts    integer NOT NULL DEFAULT 0,
  created_at  timestamptz NOT NULL,
  -- When it is tried next; while a node holds it, when that node's lease is over.
  due_at      timestamptz NOT NULL,
  gives_up_at timestamptz NOT NULL,
  lease       uuid,
  settled_at  timestamptz,
  -- Why the last attempt failed, for an administrator to read.
  problem     text,
  CHECK ((settled_at IS NULL) = (state = 'waiting')),
  CHECK (lease IS NULL OR state = 'waiting')
);
CREATE UNIQUE INDEX outbox_message_key ON outbox_message (kind, key, recipient);
CREATE INDEX outbox_message_due ON outbox_message (kind, recipient, due_at) WHERE state = 'waiting';
CREATE INDEX outbox_message_dead ON outbox_message (kind, recipient) WHERE state = 'dead';
CREATE INDEX outbox_message_settled ON outbox_message (settled_at) WHERE settled_at IS NOT NULL;

-- Idle workers of every node wake up.
CREATE FUNCTION tell_outbox_filled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;
CREATE TRIGGER outbox_message_filled AFTER INSERT ON outbox_message
  FOR EACH STATEMENT EXECUTE FUNCTION tell_outbox_filled();
