-- What drizzle-kit cannot say: the ledger only grows, entries balance, invoice numbers have no gap.
CREATE TRIGGER invoice_no_update BEFORE UPDATE ON invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_no_delete BEFORE DELETE ON invoice
BEGIN
  SELECT RAISE(ABORT, 'invoice is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_transaction_no_update BEFORE UPDATE ON ledger_transaction
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_transaction_no_delete BEFORE DELETE ON ledger_transaction
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry
BEGIN
  SELECT RAISE(ABORT, 'journal_entry is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry
BEGIN
  SELECT RAISE(ABORT, 'journal_entry is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN
  SELECT RAISE(ABORT, 'posting is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN
  SELECT RAISE(ABORT, 'posting is append-only');
END;
--> statement-breakpoint
-- INSERT OR REPLACE fires no delete trigger, so a second row of the same id is refused here.
-- Writers therefore filter with NOT EXISTS; ON CONFLICT DO NOTHING would come too late.
CREATE TRIGGER ledger_transaction_no_replace BEFORE INSERT ON ledger_transaction
WHEN EXISTS (SELECT 1 FROM ledger_transaction WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'ledger_transaction is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER journal_entry_no_replace BEFORE INSERT ON journal_entry
WHEN EXISTS (SELECT 1 FROM journal_entry WHERE entry_id = NEW.entry_id)
BEGIN
  SELECT RAISE(ABORT, 'journal_entry is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_no_replace BEFORE INSERT ON invoice
WHEN EXISTS (SELECT 1 FROM invoice WHERE invoice_id = NEW.invoice_id)
BEGIN
  SELECT RAISE(ABORT, 'invoice is append-only');
END;
--> statement-breakpoint
-- Postings are written first, the entry closes them: none can be added to a closed entry.
CREATE TRIGGER posting_entry_open BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM journal_entry WHERE entry_id = NEW.entry_id)
BEGIN
  SELECT RAISE(ABORT, 'the journal entry is closed');
END;
--> statement-breakpoint
CREATE TRIGGER journal_entry_balanced BEFORE INSERT ON journal_entry
WHEN NOT EXISTS (SELECT 1 FROM posting WHERE entry_id = NEW.entry_id)
  OR EXISTS (
    SELECT 1 FROM posting WHERE entry_id = NEW.entry_id
    GROUP BY currency HAVING sum(amount_minor) <> 0
  )
BEGIN
  SELECT RAISE(ABORT, 'the journal entry does not balance');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_number_gap_free BEFORE INSERT ON invoice
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM invoice WHERE brand = NEW.brand), 0)
BEGIN
  SELECT RAISE(ABORT, 'invoice numbers have no gap');
END;
