-- The level (acr) that the client wishes the official's answer to be given at.
ALTER TABLE decoupled_request ADD COLUMN wanted text CHECK (wanted IN
  ('urn:antin:acr:password', 'urn:antin:acr:two-factor', 'urn:antin:acr:phishing-resistant'));
