-- What is due of one application, the oldest first.
CREATE INDEX webhook_delivery_due_client ON webhook_delivery (client_id, due_at)
  WHERE state = 'due';
