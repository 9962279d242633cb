-- Whom a login has asked for the post: only who has proved themselves is shown their posts.
ALTER TABLE login_flow ADD COLUMN post_asked uuid REFERENCES account;
