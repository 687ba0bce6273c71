-- What visitors read on a page while its comments are closed, and the name of whoever of the team says it.
alter table threads add column closed_note text;
alter table threads add column closed_note_by text;
