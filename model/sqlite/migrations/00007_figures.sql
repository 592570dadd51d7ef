-- +goose Up

-- How certain each figure of a reported total is: 0 exact, 1 approximate, 2 at least.
ALTER TABLE reported ADD COLUMN events_kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reported ADD COLUMN countries_kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reported ADD COLUMN participants_kind INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 7;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
