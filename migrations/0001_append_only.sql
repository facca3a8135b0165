-- What drizzle-kit cannot express: the history of the brands and the ranges of the ledgers only grow.
-- One trigger is one line, because D1 cuts a file on its server (migrations/README.md has the rules).
CREATE TRIGGER brand_history_no_update BEFORE UPDATE ON brand_history BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;
CREATE TRIGGER brand_history_no_delete BEFORE DELETE ON brand_history BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;
CREATE TRIGGER brand_history_no_replace BEFORE INSERT ON brand_history WHEN EXISTS (SELECT 1 FROM brand_history WHERE brand = NEW.brand AND revision = NEW.revision) BEGIN SELECT RAISE(ABORT, 'brand_history is append-only'); END;

CREATE TRIGGER ledger_database_no_update BEFORE UPDATE ON ledger_database BEGIN SELECT RAISE(ABORT, 'ledger_database is append-only'); END;
CREATE TRIGGER ledger_database_no_delete BEFORE DELETE ON ledger_database BEGIN SELECT RAISE(ABORT, 'ledger_database is append-only'); END;
-- A range begins after those before it, and the number that follows is the next one.
CREATE TRIGGER ledger_database_in_order BEFORE INSERT ON ledger_database WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM ledger_database) OR EXISTS (SELECT 1 FROM ledger_database WHERE from_id >= NEW.from_id) BEGIN SELECT RAISE(ABORT, 'a ledger database begins after the ones before it'); END;

-- The first ledger has all ids up to the next one, from the beginning.
INSERT INTO ledger_database (number, from_id, begun_at) VALUES (1, '', 0);

-- An invoice number of a brand belongs to one top-up. Each ledger checks its own, this one checks all of them.
CREATE TRIGGER lookup_invoice_once BEFORE INSERT ON lookup WHEN NEW.kind = 'inv' AND EXISTS (SELECT 1 FROM lookup WHERE kind = 'inv' AND key = NEW.key AND top_up_id <> NEW.top_up_id) BEGIN SELECT RAISE(ABORT, 'an invoice number is given once'); END;

-- A backup that fell back would let numbers be given twice.
CREATE TRIGGER sequence_backup_only_rises BEFORE UPDATE ON sequence_backup WHEN NEW.brand <> OLD.brand OR NEW.last_number < OLD.last_number BEGIN SELECT RAISE(ABORT, 'sequence_backup only rises'); END;
CREATE TRIGGER sequence_backup_no_delete BEFORE DELETE ON sequence_backup BEGIN SELECT RAISE(ABORT, 'sequence_backup only rises'); END;
