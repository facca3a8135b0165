-- A claim that came to nothing stands behind the others when the sweep looks again (decision 14).
ALTER TABLE `claimed_intent` ADD `looked_at` integer;
