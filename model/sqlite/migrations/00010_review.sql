-- +goose Up

-- What lost is kept for each sort of meeting: marks of people who were made one may have
-- met marks of others too.
ALTER TABLE review RENAME TO review_before;
CREATE TABLE review (
  id           INTEGER PRIMARY KEY,
  sort         TEXT NOT NULL,               -- edit, mark, one or deleted
  kind         TEXT NOT NULL,
  row          INTEGER NOT NULL,
  col          TEXT NOT NULL,
  lost_clock   INTEGER NOT NULL,
  lost_replica INTEGER NOT NULL,
  lost         TEXT NOT NULL,               -- JSON: the values that lost; for deleted: the record that was edited
  mine         INTEGER NOT NULL,            -- 1: what lost stood here before the merge
  merge        INTEGER NOT NULL,
  UNIQUE (kind, row, col, lost_replica, sort)
) STRICT;
INSERT INTO review SELECT * FROM review_before;
DROP TABLE review_before;

PRAGMA user_version = 10;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
