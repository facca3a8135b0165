import type { Settings } from "../config/settings.ts";

type Place = Pick<Settings, "LOCATION_HINT" | "OBJECT_JURISDICTION">;

/**
 * The object of a name. Always with the same hint: otherwise the first caller's place decides where
 * the object lives. A jurisdiction is a part of the id and makes the hint moot.
 */
export function objectNamed<T extends Rpc.DurableObjectBranded | undefined>(
  objects: DurableObjectNamespace<T>,
  name: string,
  { LOCATION_HINT, OBJECT_JURISDICTION }: Place,
): DurableObjectStub<T> {
  if (OBJECT_JURISDICTION !== "") {
    const inside = objects.jurisdiction(OBJECT_JURISDICTION);
    return inside.get(inside.idFromName(name));
  }
  return objects.get(objects.idFromName(name), { locationHint: LOCATION_HINT });
}
