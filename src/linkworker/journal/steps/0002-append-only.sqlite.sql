CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER entry_values_only_less BEFORE UPDATE ON entry_values
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.entry_id IS NOT OLD.entry_id OR NEW.content IS NOT json(NEW.content) OR EXISTS (
    SELECT 1 FROM json_each(NEW.content) AS n LEFT JOIN json_each(OLD.content) AS o ON o.key = n.key
    WHERE o.value IS NOT n.value
)
BEGIN
    SELECT RAISE(ABORT, 'values of the journal can only be taken out');
END;

CREATE TRIGGER entry_values_no_replace BEFORE INSERT ON entry_values
WHEN EXISTS (SELECT 1 FROM entry_values WHERE person_id = NEW.person_id AND entry_id = NEW.entry_id)
BEGIN
    SELECT RAISE(ABORT, 'values of the journal can only be taken out');
END;

