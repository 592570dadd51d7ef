-- +goose Up

-- What was learnt, and from which activities.
CREATE TABLE lesson (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL DEFAULT '',
  follow_up TEXT NOT NULL DEFAULT '',
  due TEXT NOT NULL DEFAULT '',
  done INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE lesson_activity (
  id INTEGER PRIMARY KEY,
  lesson INTEGER REFERENCES lesson DEFERRABLE INITIALLY DEFERRED,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX lesson_activity_lesson ON lesson_activity (lesson) WHERE deleted = 0;
CREATE INDEX lesson_activity_activity ON lesson_activity (activity) WHERE deleted = 0;

-- Publications, toolkits and datasets.
CREATE TABLE output (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  kind TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX output_activity ON output (activity) WHERE deleted = 0;

-- How an activity's certificates read; one an activity, its id derived from it.
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL DEFAULT '',
  lead TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL DEFAULT '',
  signatures TEXT NOT NULL DEFAULT '',      -- JSON: [{"Name", "Title"}]
  logo TEXT NOT NULL DEFAULT '',            -- a PNG or JPEG, base64
  number TEXT NOT NULL DEFAULT '',
  first INTEGER NOT NULL DEFAULT 1,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

-- Certificates that were given out; one a registration, its id derived from it.
CREATE TABLE award (
  id INTEGER PRIMARY KEY,
  registration INTEGER REFERENCES registration DEFERRABLE INITIALLY DEFERRED,
  number TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX award_registration ON award (registration) WHERE deleted = 0;

-- Reports as their figures were on a day.
CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL DEFAULT 0,            -- milliseconds since 1970, UTC
  utc_offset INTEGER NOT NULL DEFAULT 0,
  figures TEXT NOT NULL DEFAULT '',         -- JSON
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

PRAGMA user_version = 3;
