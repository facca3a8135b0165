-- Invoice numbers come from the invoice sequence (decision 5), so rows may arrive in another order: those of one
-- batch before those of an earlier one, and after a restore all of them with their old numbers.
-- What stays forbidden here: the same number twice. A REPLACE would delete the other row silently.
DROP TRIGGER invoice_number_gap_free;
--> statement-breakpoint
CREATE TRIGGER invoice_number_once BEFORE INSERT ON invoice
WHEN NEW.number < 1
  OR EXISTS (SELECT 1 FROM invoice WHERE brand = NEW.brand AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'an invoice number is given once');
END;
