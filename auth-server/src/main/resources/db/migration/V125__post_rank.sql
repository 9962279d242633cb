-- Who heads a unit, and who is a deputy: what signing for a unit rests on (Decree 30/2020, Art. 13).

-- What a title says about it, where nobody said otherwise.
CREATE FUNCTION post_rank(title text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN CASE
    WHEN search_form(title) ~ '^(cap )?pho( |$)' THEN 'deputy'
    WHEN search_form(title) ~ ('^(chu tich|chu nhiem|tong giam doc|giam doc|hieu truong|bi thu'
      || '|truong (ban|phong|tram|cong an|co quan)|chanh (van phong|thanh tra)|(chi )?cuc truong'
      || '|chi huy truong|vien truong|tong bien tap|thu truong)( |,|$)') THEN 'head'
    ELSE 'member' END;

ALTER TABLE post ADD COLUMN rank text CHECK (rank IN ('head', 'deputy', 'member'));
UPDATE post SET rank = post_rank(title);
ALTER TABLE post ALTER COLUMN rank SET NOT NULL;

CREATE FUNCTION rank_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.rank := coalesce(NEW.rank, post_rank(NEW.title));
  ELSIF NEW.rank = OLD.rank AND OLD.rank = post_rank(OLD.title) THEN
    NEW.rank := post_rank(NEW.title);
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER post_rank_begins BEFORE INSERT ON post
  FOR EACH ROW EXECUTE FUNCTION rank_post();
CREATE TRIGGER post_rank_follows BEFORE UPDATE OF title ON post
  FOR EACH ROW EXECUTE FUNCTION rank_post();

-- A post's rank travels with its assignments in the change feed.
CREATE FUNCTION stamp_assignments_of_rank() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE assignment SET kind = kind WHERE post_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER post_rank_stamp AFTER UPDATE ON post
  FOR EACH ROW WHEN (OLD.rank IS DISTINCT FROM NEW.rank)
  EXECUTE FUNCTION stamp_assignments_of_rank();
UPDATE assignment SET kind = kind;
