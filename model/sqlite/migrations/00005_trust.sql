-- +goose Up

-- Copies of the register whose signature is known, each by the public half of its key:
-- somebody has said yes to it, here or at another copy that is trusted.
CREATE TABLE signer (
  id INTEGER PRIMARY KEY,                   -- derived from the key
  key TEXT NOT NULL DEFAULT '',             -- Ed25519, base64
  uid TEXT NOT NULL DEFAULT '',             -- of the replica whose it is
  name TEXT NOT NULL DEFAULT '',            -- as it was called then
  shut_out TEXT NOT NULL DEFAULT '',        -- the day from which nothing it sends is taken; empty: it is trusted
  last INTEGER NOT NULL DEFAULT 0,          -- number of its last edit that stays all the same
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

-- What went over when people were made one, so that it goes back when they are two again:
-- the registration that a mark was carried over from, and the one that took another's place.
ALTER TABLE mark ADD COLUMN carried_from INTEGER REFERENCES registration DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE registration ADD COLUMN carried_to INTEGER REFERENCES registration DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX mark_carried ON mark (carried_from) WHERE carried_from IS NOT NULL;

PRAGMA user_version = 5;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
