-- Typed numbers are looked up; they are counted per address and brand, so that no caller can try them all (decision 12).
CREATE TABLE `identification_count` (
	`window` integer NOT NULL,
	`name` text NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`window`, `name`),
	CONSTRAINT "identification_count_used" CHECK("identification_count"."used" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `service_imsi` ON `service` (`imsi`);--> statement-breakpoint
CREATE INDEX `service_msisdn` ON `service` (`msisdn`);