-- How many signing requests waited for the official when signing-service was last asked: what the
-- navigation shows without asking on every page.
ALTER TABLE desk_session ADD COLUMN waiting bigint NOT NULL DEFAULT 0;
