-- +goose Up

-- What people said once of a text that lists hold; one a topic and text, its id derived
-- from them.
CREATE TABLE remembered (
  id INTEGER PRIMARY KEY,
  topic TEXT NOT NULL DEFAULT '',           -- what the text is of: 'country', 'people heading'
  text TEXT NOT NULL DEFAULT '',
  means TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

PRAGMA user_version = 6;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
