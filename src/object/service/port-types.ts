import type { ServiceObject } from "../../app/ports/service-object.ts";

/** What a method of the service object takes: declared once, in its port. */
export type MethodInput<Method extends keyof ServiceObject> = Parameters<ServiceObject[Method]>[0];
/** What a method of the service object answers. */
export type MethodAnswer<Method extends keyof ServiceObject> = Awaited<
  ReturnType<ServiceObject[Method]>
>;
