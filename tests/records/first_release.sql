-- The tables as the first release made them.
CREATE TABLE schema_version (
  id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE scenario (
  digest VARCHAR(64) NOT NULL,
  scenario_id TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (digest)
);
CREATE TABLE session (
  id VARCHAR(64) NOT NULL,
  learner VARCHAR(64) NOT NULL,
  digest VARCHAR(64) NOT NULL,
  scenario_id TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  lang VARCHAR(8) NOT NULL,
  level INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  actions INTEGER NOT NULL,
  satisfaction INTEGER NOT NULL,
  done BOOLEAN NOT NULL,
  outcome VARCHAR(32),
  state TEXT NOT NULL,
  started DATETIME NOT NULL,
  changed DATETIME NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(digest) REFERENCES scenario (digest)
);
CREATE INDEX session_by_learner ON session (learner, changed);
CREATE TABLE turn (
  session_id VARCHAR(64) NOT NULL,
  number INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (session_id, number),
  FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE
);
