CREATE FUNCTION entry_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only';
END $$;

CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_append_only();

CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION entry_append_only();

CREATE FUNCTION entry_values_only_less() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.person_id <> OLD.person_id OR NEW.entry_id <> OLD.entry_id OR EXISTS (
        SELECT 1 FROM json_each(NEW.content::json) AS n LEFT JOIN json_each(OLD.content::json) AS o ON o.key = n.key
        WHERE o.value::text IS DISTINCT FROM n.value::text
    ) THEN
        RAISE EXCEPTION 'values of the journal can only be taken out';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER entry_values_no_alter BEFORE UPDATE ON entry_values FOR EACH ROW EXECUTE FUNCTION entry_values_only_less();

