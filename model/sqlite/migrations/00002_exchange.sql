-- +goose Up

-- How far each replica's log is known here. None of this is exchanged as it stands.
CREATE TABLE head (
  replica    INTEGER PRIMARY KEY,
  seq        INTEGER NOT NULL DEFAULT 0,    -- its operations are known and applied up to here, without a gap
  clock      INTEGER NOT NULL DEFAULT 0,    -- of that operation
  base_seq   INTEGER NOT NULL DEFAULT 0,    -- up to here they came as a snapshot and are not in the log
  base_clock INTEGER NOT NULL DEFAULT 0,
  part_seq   INTEGER NOT NULL DEFAULT 0,    -- up to here they are known for single activities only
  part_clock INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO head (replica, seq, clock)
  SELECT tag, coalesce(max(o.seq), 0), coalesce(max(o.clock), 0) FROM replica LEFT JOIN operation o ON o.replica = tag GROUP BY tag;

-- What a replica knew of others when it wrote an operation: only what was new to it then.
CREATE TABLE seen (
  replica    INTEGER NOT NULL,
  seq        INTEGER NOT NULL,
  of_replica INTEGER NOT NULL,
  of_seq     INTEGER NOT NULL,
  of_clock   INTEGER NOT NULL,
  PRIMARY KEY (replica, seq, of_replica)
) STRICT, WITHOUT ROWID;
-- Until now replicas followed one another in one file: each knew all that came before it.
INSERT INTO seen (replica, seq, of_replica, of_seq, of_clock)
  SELECT o.replica, 1, h.replica, h.seq, h.clock FROM operation o JOIN head h ON h.replica <> o.replica AND h.seq > 0 AND h.clock < o.clock WHERE o.seq = 1;

-- Operations that came before something they rest on.
CREATE TABLE waiting (
  replica   INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  row       INTEGER NOT NULL,
  operation TEXT NOT NULL,                  -- as it travels
  action    TEXT NOT NULL,                  -- the user action it is of, as it travels
  PRIMARY KEY (replica, seq)
) STRICT, WITHOUT ROWID;

-- What each merge brought, for its being undone: runs of the log …
CREATE TABLE came (
  merge   INTEGER NOT NULL,                 -- number of the action at this replica
  replica INTEGER NOT NULL,
  first   INTEGER NOT NULL,
  last    INTEGER NOT NULL,
  PRIMARY KEY (merge, replica, first)
) STRICT, WITHOUT ROWID;

-- … and what stood where it wrote.
CREATE TABLE overwritten (
  merge      INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  row        INTEGER NOT NULL,
  col        TEXT NOT NULL,                 -- the register; '' where the row was made by a snapshot
  was        TEXT,                          -- JSON: the values of its columns before
  by_clock   INTEGER NOT NULL,              -- the version that stands there since
  by_replica INTEGER NOT NULL,
  PRIMARY KEY (merge, kind, row, col)
) STRICT, WITHOUT ROWID;

-- Edits that met and that nobody has looked at: what the clock decided against.
CREATE TABLE review (
  id           INTEGER PRIMARY KEY,
  sort         TEXT NOT NULL,               -- edit, mark or deleted
  kind         TEXT NOT NULL,
  row          INTEGER NOT NULL,
  col          TEXT NOT NULL,
  lost_clock   INTEGER NOT NULL,
  lost_replica INTEGER NOT NULL,
  lost         TEXT NOT NULL,               -- JSON: the values that lost; for deleted: the record that was edited
  mine         INTEGER NOT NULL,            -- 1: what lost stood here before the merge
  merge        INTEGER NOT NULL,
  UNIQUE (kind, row, col, lost_replica)
) STRICT;

-- People who came by a merge and may be in the register already.
CREATE TABLE likely (
  one   INTEGER NOT NULL,
  other INTEGER NOT NULL,
  merge INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

PRAGMA user_version = 2;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
