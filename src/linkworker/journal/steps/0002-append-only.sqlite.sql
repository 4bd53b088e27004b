CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;

CREATE TRIGGER entry_values_only_less BEFORE UPDATE ON entry_values
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.entry_id IS NOT OLD.entry_id OR EXISTS (
    SELECT 1 FROM json_each(NEW.content) AS n LEFT JOIN json_each(OLD.content) AS o ON o.key = n.key
    WHERE o.value IS NOT n.value
)
BEGIN
    SELECT RAISE(ABORT, 'values of the journal can only be taken out');
END;

