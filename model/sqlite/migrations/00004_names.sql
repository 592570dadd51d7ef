-- +goose Up

-- People as lists sort them; made from the rows like the counts kept ready, never
-- exchanged. It holds those who can be found: neither deleted, erased nor merged.
CREATE TABLE kept_person (
  person INTEGER PRIMARY KEY,
  sort   TEXT NOT NULL                      -- the name, the family name first where it is known, folded
) STRICT;
CREATE INDEX kept_person_sort ON kept_person (sort, person);

PRAGMA user_version = 4;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
