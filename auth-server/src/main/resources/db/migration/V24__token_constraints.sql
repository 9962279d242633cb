-- What else an authorization is limited to. A family's confirmation is set once, when its code is
-- redeemed, and never changes.
ALTER TABLE token_family
  -- Base64url SHA-256 of the key that tokens are bound to: by DPoP (RFC 9449), by mutual TLS (RFC 8705).
  ADD COLUMN dpop_key    text,
  ADD COLUMN certificate text,
  -- Resource indicators (RFC 8707); empty means the usual audience.
  ADD COLUMN resources   text[] NOT NULL DEFAULT '{}',
  -- The claims parameter of OpenID Connect Core §5.5, checked.
  ADD COLUMN claims      text,
  ADD CHECK (dpop_key IS NULL OR certificate IS NULL);
-- The key that must redeem the code (RFC 9449 §10).
ALTER TABLE token_handle
  ADD COLUMN dpop_key text,
  ADD CHECK (dpop_key IS NULL OR kind = 'code');
