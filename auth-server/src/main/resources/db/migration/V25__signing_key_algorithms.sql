-- Keys for every algorithm that clients may ask for, in software or in a PKCS#11 token.
ALTER TABLE signing_key
  DROP CONSTRAINT signing_key_algorithm_check,
  ADD CONSTRAINT signing_key_algorithm_check
    CHECK (algorithm IN ('ES256', 'RS256', 'PS256', 'EdDSA', 'ML-DSA-65')),
  DROP CONSTRAINT signing_key_signs_from_key,
  ADD COLUMN holder text NOT NULL DEFAULT 'software' CHECK (holder IN ('software', 'pkcs11')),
  ADD CONSTRAINT signing_key_turn UNIQUE (algorithm, holder, signs_from);
COMMENT ON COLUMN signing_key.private_key IS
  'The key (software) or its label in the token (pkcs11), wrapped by the root key; null once retired';
