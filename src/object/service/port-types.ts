import type { InvoiceSequence } from "../../app/ports/invoice-sequence.ts";
import type { ServiceObject } from "../../app/ports/service-object.ts";

/** The class of the service objects is that of the invoice sequence too. */
type Methods = ServiceObject & InvoiceSequence;

/** What a method of the service object takes: declared once, in its port. */
export type MethodInput<Method extends keyof Methods> = Parameters<Methods[Method]>[0];
/** What a method of the service object answers. */
export type MethodAnswer<Method extends keyof Methods> = Awaited<ReturnType<Methods[Method]>>;
