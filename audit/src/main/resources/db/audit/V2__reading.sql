-- By what auditors ask: what kind, and when. Both only grow at the end.
CREATE INDEX entry_type ON audit.entry (type, id);
CREATE INDEX entry_at ON audit.entry (at);
