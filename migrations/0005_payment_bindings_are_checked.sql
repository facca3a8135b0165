-- A binding whose payment made no top-up is checked by the sweep after the others (decision 14).
ALTER TABLE `payment_binding` ADD `checked_at` integer;
