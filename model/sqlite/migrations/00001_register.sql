-- +goose Up

-- What this copy of the register knows of itself; never exchanged.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The copies of the register that are known here, this one included.
CREATE TABLE replica (
  tag        INTEGER PRIMARY KEY,           -- 31 random bits; the upper half of the ids made there
  uid        TEXT NOT NULL UNIQUE,          -- 128 random bits, hexadecimal
  name       TEXT NOT NULL DEFAULT '',
  first_seen INTEGER NOT NULL               -- milliseconds since 1970, UTC
) STRICT;

-- User actions, the unit of undo. They travel with their operations.
CREATE TABLE action (
  replica     INTEGER NOT NULL,
  no          INTEGER NOT NULL,             -- running number at that replica
  at          INTEGER NOT NULL,             -- milliseconds since 1970, UTC
  utc_offset  INTEGER NOT NULL,             -- minutes east of UTC of the clock on the wall
  who         TEXT NOT NULL DEFAULT '',
  verb        TEXT NOT NULL,
  subject_kind TEXT NOT NULL DEFAULT '',
  subject_id  INTEGER NOT NULL DEFAULT 0,
  changes     INTEGER NOT NULL DEFAULT 0,   -- operations of this action
  of_replica  INTEGER,                      -- what an undo or redo took back or brought again
  of_no       INTEGER,
  PRIMARY KEY (replica, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_of ON action (of_replica, of_no) WHERE of_no IS NOT NULL;

-- The log: every edit of every exchanged row, in the order in which each replica made it.
CREATE TABLE operation (
  replica  INTEGER NOT NULL,
  seq      INTEGER NOT NULL,                -- 1, 2, 3 … at that replica, without gaps
  clock    INTEGER NOT NULL,                -- hybrid logical clock: milliseconds since 1970 << 16 | counter
  schema   INTEGER NOT NULL,                -- schema version that wrote it
  action   INTEGER NOT NULL,                -- the action's number at that replica
  kind     TEXT NOT NULL,
  row      INTEGER NOT NULL,
  made     INTEGER NOT NULL,                -- 1: the operation made the row
  new      TEXT NOT NULL,                   -- JSON: changed columns with their new values
  was      TEXT,                            -- JSON: the values they replaced; null where the row was made
  replaced TEXT,                            -- JSON: the versions they replaced, {column: [clock, replica]}
  PRIMARY KEY (replica, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX operation_row ON operation (row, kind);
CREATE INDEX operation_action ON operation (replica, action);

-- The exchanged tables. Each row carries the version of its columns: one base version
-- (v_clock, v_replica), and in v_columns, as JSON, only the columns that differ from it.
-- Deleting sets a column. Unique by primary key only; ids of links are derived from what
-- they link, so two replicas that make the same link make the same row.

CREATE TABLE office (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  completion INTEGER NOT NULL DEFAULT 80,
  sids_associates INTEGER NOT NULL DEFAULT 0,
  retention_years INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE activity_type (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL DEFAULT '',
  people_word TEXT NOT NULL DEFAULT '',
  counts_people INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY,
  type INTEGER REFERENCES activity_type DEFERRABLE INITIALLY DEFERRED,
  title TEXT NOT NULL DEFAULT '',
  code TEXT NOT NULL DEFAULT '',
  first_day TEXT NOT NULL DEFAULT '',
  last_day TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  mode TEXT NOT NULL DEFAULT 'in_person',
  status TEXT NOT NULL DEFAULT 'planned',
  notes TEXT NOT NULL DEFAULT '',
  counts TEXT NOT NULL DEFAULT '',
  completion INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX activity_code ON activity (code);

CREATE TABLE theme (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  parent INTEGER REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE activity_theme (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  theme INTEGER REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX activity_theme_activity ON activity_theme (activity, theme) WHERE deleted = 0;
CREATE INDEX activity_theme_theme ON activity_theme (theme, activity) WHERE deleted = 0;

CREATE TABLE activity_sdg (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX activity_sdg_activity ON activity_sdg (activity, code) WHERE deleted = 0;

CREATE TABLE partner (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE activity_partner (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  partner INTEGER REFERENCES partner DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX activity_partner_activity ON activity_partner (activity, partner) WHERE deleted = 0;
CREATE INDEX activity_partner_partner ON activity_partner (partner, activity) WHERE deleted = 0;

CREATE TABLE headcount (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  country TEXT NOT NULL DEFAULT '',
  sex TEXT NOT NULL DEFAULT '',
  number INTEGER NOT NULL DEFAULT 0,
  approximate INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX headcount_activity ON headcount (activity) WHERE deleted = 0;

CREATE TABLE reported (
  id INTEGER PRIMARY KEY,
  type INTEGER REFERENCES activity_type DEFERRABLE INITIALLY DEFERRED,
  from_day TEXT NOT NULL DEFAULT '',
  to_day TEXT NOT NULL DEFAULT '',
  events INTEGER NOT NULL DEFAULT 0,
  countries INTEGER,
  participants INTEGER,
  source TEXT NOT NULL DEFAULT '',
  adds INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE reported_country (
  id INTEGER PRIMARY KEY,
  reported INTEGER REFERENCES reported DEFERRABLE INITIALLY DEFERRED,
  country TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX reported_country_reported ON reported_country (reported) WHERE deleted = 0;

CREATE TABLE phase (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  from_day TEXT NOT NULL DEFAULT '',
  to_day TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE milestone (
  id INTEGER PRIMARY KEY,
  day TEXT NOT NULL DEFAULT '',
  month_only INTEGER NOT NULL DEFAULT 0,
  title TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

-- The office's own word on a country; the UN's list comes with the program.
CREATE TABLE country (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  region TEXT NOT NULL DEFAULT '',
  subregion TEXT NOT NULL DEFAULT '',
  lat REAL NOT NULL DEFAULT 0,
  lon REAL NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE country_status (
  id INTEGER PRIMARY KEY,
  grp TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  from_day TEXT NOT NULL DEFAULT '',
  to_day TEXT NOT NULL DEFAULT '',
  effective INTEGER NOT NULL DEFAULT 1,
  associate INTEGER NOT NULL DEFAULT 0,
  note TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX country_status_country ON country_status (country, grp) WHERE deleted = 0;

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  counted INTEGER NOT NULL DEFAULT 1,
  position INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL DEFAULT '',
  family TEXT NOT NULL DEFAULT '',
  native_name TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL DEFAULT '',
  sex TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  erased INTEGER NOT NULL DEFAULT 0,
  merged_into INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX person_email ON person (email) WHERE email <> '';

-- Two people who were looked at and are not the same.
CREATE TABLE apart (
  id INTEGER PRIMARY KEY,
  one INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  other INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;

CREATE TABLE registration (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  person INTEGER REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  role INTEGER REFERENCES role DEFERRABLE INITIALLY DEFERRED,
  country TEXT NOT NULL DEFAULT '',
  organisation TEXT NOT NULL DEFAULT '',
  position TEXT NOT NULL DEFAULT '',
  status TEXT NOT NULL DEFAULT 'registered',
  code TEXT NOT NULL DEFAULT '',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX registration_activity ON registration (activity, code) WHERE deleted = 0;
CREATE INDEX registration_person ON registration (person) WHERE deleted = 0;
CREATE INDEX registration_code ON registration (code) WHERE deleted = 0;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  activity INTEGER REFERENCES activity DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL DEFAULT '',
  day TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL DEFAULT 0,
  required INTEGER NOT NULL DEFAULT 1,
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX session_activity ON session (activity) WHERE deleted = 0;

CREATE TABLE mark (
  id INTEGER PRIMARY KEY,                   -- derived; its upper bits are the session's, so a session's marks lie together
  registration INTEGER REFERENCES registration DEFERRABLE INITIALLY DEFERRED,
  session INTEGER REFERENCES session DEFERRABLE INITIALLY DEFERRED,
  value TEXT NOT NULL DEFAULT '',
  at INTEGER NOT NULL DEFAULT 0,            -- milliseconds since 1970, UTC
  utc_offset INTEGER NOT NULL DEFAULT 0,
  way TEXT NOT NULL DEFAULT 'typed',
  deleted INTEGER NOT NULL DEFAULT 0, v_clock INTEGER NOT NULL, v_replica INTEGER NOT NULL, v_columns TEXT
) STRICT;
CREATE INDEX mark_registration ON mark (registration, session, value) WHERE deleted = 0;
CREATE INDEX mark_session ON mark (session, registration, value) WHERE deleted = 0;

-- Counts kept ready: made from the rows above in the transaction that changes them, never
-- exchanged. What every figure of the Summary reads.

CREATE TABLE kept_registration (
  registration INTEGER PRIMARY KEY,
  activity INTEGER NOT NULL,
  person INTEGER NOT NULL,
  country TEXT NOT NULL,
  sex TEXT NOT NULL,
  counted INTEGER NOT NULL,                 -- its role is counted
  marks INTEGER NOT NULL,                   -- marks in live sessions
  attended INTEGER NOT NULL,                -- rule 2
  days INTEGER NOT NULL,                    -- distinct days Present or Late
  completed INTEGER NOT NULL                -- rule 8
) STRICT;
CREATE INDEX kept_registration_activity ON kept_registration (activity, attended, person, country);
CREATE INDEX kept_registration_person ON kept_registration (person, attended, activity);

CREATE TABLE kept_activity (
  activity INTEGER PRIMARY KEY,
  type INTEGER NOT NULL,
  first_day TEXT NOT NULL,
  held INTEGER NOT NULL,                    -- status held, not deleted
  evidence TEXT NOT NULL,                   -- register, headcounts or none
  participants INTEGER NOT NULL,            -- as the evidence says
  approximate INTEGER NOT NULL,
  countries INTEGER NOT NULL,               -- distinct, no country left out
  women INTEGER NOT NULL,
  known INTEGER NOT NULL,                   -- participants whose sex is known
  person_days INTEGER,                      -- null: not known
  completed INTEGER NOT NULL,
  named INTEGER NOT NULL,                   -- attended registrations, whatever the evidence
  registrations INTEGER NOT NULL,           -- live registrations of counted roles
  marks INTEGER NOT NULL,                   -- marks in live sessions
  by_register INTEGER,                      -- participants by either evidence; null where there is none
  by_headcounts INTEGER
) STRICT;
CREATE INDEX kept_activity_held ON kept_activity (held, first_day, type, evidence, participants, approximate, women, known, person_days, completed, named, activity);

CREATE TABLE kept_country (
  activity INTEGER NOT NULL,
  country TEXT NOT NULL,                    -- '' is no country
  participants INTEGER NOT NULL,
  approximate INTEGER NOT NULL,
  women INTEGER NOT NULL,
  known INTEGER NOT NULL,
  person_days INTEGER,
  groups INTEGER NOT NULL,                  -- on the activity's first day: 1 LDC, 2 LLDC, 4 SIDS
  PRIMARY KEY (activity, country)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_country_country ON kept_country (country, activity, participants);

-- Words of activities and of people, folded (see fold.go); made from the rows above. A
-- rowid is the id of the activity or person.
CREATE VIRTUAL TABLE find_activity USING fts5 (
  words, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix = '1 2 3'
);
CREATE VIRTUAL TABLE find_person USING fts5 (
  words, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'", prefix = '1 2 3'
);
INSERT INTO find_person (find_person, rank) VALUES ('secure-delete', 1);

PRAGMA user_version = 1;
PRAGMA application_id = 0x526F6C6C;

-- +goose Down
SELECT 'A register is never taken back to an older version; restore the backup that was made before.';
