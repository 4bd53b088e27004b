DROP TRIGGER entry_no_update;

CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry
WHEN (NEW.person_id, NEW.hlc, NEW.id, NEW.seq, NEW.record_id, NEW.action, NEW.header, NEW.hash)
    IS NOT (OLD.person_id, OLD.hlc, OLD.id, OLD.seq, OLD.record_id, OLD.action, OLD.header, OLD.hash)
    OR instr(NEW.header, '"device":"' || NEW.device_id || '"') = 0
BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only');
END;
