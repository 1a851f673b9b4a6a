CREATE TABLE oversight_lease (
  task TEXT NOT NULL,
  holder TEXT NOT NULL,
  held_until TEXT NOT NULL,
  PRIMARY KEY (task)
) WITHOUT ROWID;
