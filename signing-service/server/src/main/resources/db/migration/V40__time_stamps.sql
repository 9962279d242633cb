-- The time-stamp authority. A stamp leaves no row of its own: its serial number belongs to a block
-- that was written before the first of its numbers was used.

CREATE TABLE time_stamp_key (
  id uuid PRIMARY KEY,
  key_label text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('making', 'current', 'retired', 'destroyed', 'failed')),
  certificate bytea,
  issuers bytea[],
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (state IN ('making', 'failed') OR (certificate IS NOT NULL AND issuers IS NOT NULL)),
  CHECK ((state IN ('making', 'current')) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX time_stamp_key_making ON time_stamp_key (state) WHERE state = 'making';
CREATE UNIQUE INDEX time_stamp_key_current ON time_stamp_key (state) WHERE state = 'current';
GRANT SELECT, INSERT, UPDATE ON time_stamp_key TO "${app_role}";

-- Serial numbers are id * 2^32 + 0, 1, 2, … ; the primary key makes them unique over all nodes.
CREATE TABLE time_stamp_block (
  id bigint PRIMARY KEY CHECK (id > 0),
  key_id uuid NOT NULL REFERENCES time_stamp_key (id),
  numbers bigint NOT NULL CHECK (numbers BETWEEN 1 AND 4294967296),
  state text NOT NULL CHECK (state IN ('open', 'closed', 'abandoned')),
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  closed_at timestamptz,
  begun bigint NOT NULL DEFAULT 0,
  made bigint NOT NULL DEFAULT 0,
  unknown bigint NOT NULL DEFAULT 0,
  CHECK (begun BETWEEN made + unknown AND numbers),
  CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE INDEX time_stamp_block_open ON time_stamp_block (seen_at) WHERE state = 'open';
CREATE INDEX time_stamp_block_opened ON time_stamp_block (opened_at);
GRANT SELECT, INSERT, UPDATE ON time_stamp_block TO "${app_role}";

-- The last time that was given out, for authorities that promise an order.
CREATE TABLE time_stamp_order (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  last timestamptz NOT NULL
);
INSERT INTO time_stamp_order (last) VALUES ('2000-01-01T00:00:00Z');
GRANT SELECT, UPDATE ON time_stamp_order TO "${app_role}";
