-- RFC 9396 details that an official agreed to without approving a signature.
ALTER TABLE token_family DROP CONSTRAINT token_family_check;
ALTER TABLE token_family ADD CHECK (grant_id IS NULL OR authorization_details IS NOT NULL);
