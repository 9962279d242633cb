-- Signatures that systems ask officials for without the official's browser (CIBA with RFC 9396).
ALTER TABLE decoupled_request
  -- What is to be signed, as it came; null for a login.
  ADD COLUMN details     text,
  ADD COLUMN signatures  integer CHECK (signatures > 0),
  -- The system that the approval is for; the one that asks, or one in whose name ours asks.
  ADD COLUMN application text,
  ADD CHECK (num_nulls(details, signatures, application) IN (0, 3)),
  ADD CHECK (details IS NULL OR kind = 'ciba');
CREATE INDEX decoupled_request_signatures ON decoupled_request (application)
  WHERE details IS NOT NULL AND decision IS NULL;

-- The page on which such a question is answered, for each session that opened it.
ALTER TABLE approval
  ADD COLUMN question_id     uuid,
  ADD COLUMN binding_message text;
CREATE UNIQUE INDEX approval_question ON approval (question_id) WHERE decision IS NOT NULL;
