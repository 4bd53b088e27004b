CREATE FUNCTION entry_own_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.person_id, NEW.hlc, NEW.id, NEW.seq, NEW.record_id, NEW.action, NEW.header, NEW.hash)
        IS DISTINCT FROM (OLD.person_id, OLD.hlc, OLD.id, OLD.seq, OLD.record_id, OLD.action, OLD.header, OLD.hash)
        OR strpos(NEW.header, '"device":"' || NEW.device_id || '"') = 0
    THEN
        RAISE EXCEPTION 'the journal is append-only';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER entry_no_change ON entry;

CREATE TRIGGER entry_no_change BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_append_only();

CREATE TRIGGER entry_own_place BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION entry_own_place();
