-- Evidence of signatures by USB token: the job as the token agent got it, signed. Its id served once.
ALTER TABLE agent_job ADD COLUMN jws text;
