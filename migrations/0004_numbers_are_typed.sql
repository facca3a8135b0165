-- Numbers that somebody types are looked up, and counted so that nobody tries them all (decision 12).
CREATE TABLE `typed_try` (
	`window` integer NOT NULL,
	`name` text NOT NULL,
	`tries` integer NOT NULL,
	PRIMARY KEY(`window`, `name`),
	CONSTRAINT "typed_try_tries" CHECK("typed_try"."tries" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `service_imsi` ON `service` (`imsi`);--> statement-breakpoint
CREATE INDEX `service_msisdn` ON `service` (`msisdn`);