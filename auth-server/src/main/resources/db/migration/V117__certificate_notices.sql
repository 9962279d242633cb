-- How far signing-service's notices of certificates that end have been taken over, and those that
-- wait for their mail. Neither names the holder: who reads the mail looks that up behind a login.
CREATE TABLE certificate_notice_position (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  number   bigint NOT NULL,
  asked_at timestamptz NOT NULL
);
INSERT INTO certificate_notice_position (number, asked_at) VALUES (0, now());
CREATE TABLE certificate_notice (
  number      bigint PRIMARY KEY,
  recipient   uuid NOT NULL,
  own         boolean NOT NULL,
  certificate uuid NOT NULL,
  days        integer NOT NULL,
  valid_to    timestamptz NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX certificate_notice_recipient ON certificate_notice (recipient);
