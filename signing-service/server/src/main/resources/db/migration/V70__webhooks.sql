-- What an application is to be told of its signing requests, in the transaction of the change.
CREATE TABLE webhook_delivery (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  submission_id uuid NOT NULL REFERENCES submission,
  client_id text NOT NULL,
  url text NOT NULL,
  event text NOT NULL,
  step_id uuid,
  request_state text NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'delivered', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  problem text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE state = 'due';
CREATE INDEX webhook_delivery_dead ON webhook_delivery (created_at) WHERE state = 'dead';
CREATE INDEX webhook_delivery_submission ON webhook_delivery (submission_id, created_at);

-- Keys that sign what is told; the private part wrapped by the installation's root key.
CREATE TABLE webhook_key (
  id text PRIMARY KEY,
  public_key text NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON webhook_delivery TO "${app_role}";
GRANT SELECT, INSERT ON webhook_key TO "${app_role}";

-- How much an application has stored is asked at its uploads.
CREATE INDEX document_client ON document (client_id);
