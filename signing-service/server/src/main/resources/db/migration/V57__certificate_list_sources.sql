-- One word for where a list comes from, in addresses as in jobs: the directory, whatever its protocol.
ALTER TABLE certificate_job DROP CONSTRAINT certificate_job_source_check;
UPDATE certificate_job SET source = 'directory' WHERE source = 'ldap';
ALTER TABLE certificate_job ADD CHECK (source IN ('csv', 'directory'));
