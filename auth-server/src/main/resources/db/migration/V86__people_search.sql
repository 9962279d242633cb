-- Officials are found by their code in personnel records and their telephone as well.
DROP INDEX account_search;
ALTER TABLE account DROP COLUMN search;
ALTER TABLE account ADD COLUMN search text NOT NULL GENERATED ALWAYS AS (
  search_form(display_name || ' ' || username || ' ' || coalesce(email, '') || ' '
              || coalesce(official_code, '') || ' '
              || regexp_replace(coalesce(telephone, ''), '[^0-9+]', '', 'g'))) STORED;
CREATE INDEX account_search ON account USING gin (search gin_trgm_ops);
