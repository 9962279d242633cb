-- What a unit (with all beneath it, as far as nothing nearer says otherwise) or a system wants of a
-- login. What is null is left to the units above and at last to the installation.
CREATE TABLE sign_in_policy (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  unit_id           uuid UNIQUE REFERENCES org_unit,
  client_id         text UNIQUE REFERENCES oauth2_client ON DELETE CASCADE,
  factors           text[] CHECK (cardinality(factors) > 0),
  least             text CHECK (least IN ('urn:antin:acr:password', 'urn:antin:acr:two-factor',
                      'urn:antin:acr:phishing-resistant')),
  -- Since when that is wanted; the days of grace count from here.
  least_since       timestamptz,
  grace_days        integer CHECK (grace_days BETWEEN 0 AND 365),
  remember_days     integer CHECK (remember_days BETWEEN 0 AND 90),
  idle_minutes      integer CHECK (idle_minutes BETWEEN 15 AND 480),
  lifetime_minutes  integer CHECK (lifetime_minutes BETWEEN 15 AND 720),
  sessions          integer CHECK (sessions BETWEEN 1 AND 1000),
  counter           boolean,
  password_classes  integer CHECK (password_classes BETWEEN 0 AND 4),
  password_age_days integer CHECK (password_age_days = 0 OR password_age_days BETWEEN 30 AND 3650),
  version           bigint NOT NULL DEFAULT 1,
  set_by            uuid NOT NULL REFERENCES account,
  set_at            timestamptz NOT NULL,
  CHECK (num_nonnulls(unit_id, client_id) = 1),
  -- A system has a say in how strong a login is, not in how long a session lasts.
  CHECK (client_id IS NULL OR num_nonnulls(grace_days, remember_days, idle_minutes,
    lifetime_minutes, sessions, counter, password_classes, password_age_days) = 0),
  CHECK ((least IS NULL) = (least_since IS NULL))
);
