import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** A part of a sentence: the subset of ICU MessageFormat that the catalogue may use. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly name: string }
  /** `#`, the number of the plural around it. */
  | { readonly kind: "number" }
  | { readonly kind: "plural" | "select"; readonly name: string; readonly options: Options };
/** By plural category or `=0`, or by the value that is selected. */
type Options = ReadonlyMap<string, readonly Part[]>;

const NAME = /^[a-z][A-Za-z0-9]*$/;

/** The parts of a sentence. Throws an error that says what is wrong with it. */
export function parsed(text: string): readonly Part[] {
  const parts = partsOf(elementsOf(text));
  checkNumbers(parts, "outside");
  return parts;
}

/**
 * `#` is only the number of a plural form by category. In a form as `=1` the number is known, and
 * inside a selection the parser reads `#` as text.
 */
function checkNumbers(parts: readonly Part[], where: "outside" | "form" | "exact" | "inner"): void {
  for (const part of parts) {
    if (part.kind === "number" && where === "exact") {
      throw new Error("# in a form as =1: write the number itself");
    }
    if (part.kind === "text" && where === "inner" && part.text.includes("#")) {
      throw new Error("# in a selection inside a plural is text: put the plural inside instead");
    }
    if (part.kind !== "plural" && part.kind !== "select") continue;
    for (const [option, inner] of part.options) {
      const form = option.startsWith("=") ? "exact" : "form";
      const selected = where === "outside" ? where : "inner";
      checkNumbers(inner, part.kind === "plural" ? form : selected);
    }
  }
}

function elementsOf(text: string): MessageFormatElement[] {
  try {
    return parse(text, { captureLocation: false });
  } catch (fault) {
    const { message, location } = fault as Error & { location?: { start: { column: number } } };
    const at = location ? ` (character ${location.start.column})` : "";
    throw new Error(`is not ICU MessageFormat${at}: ${message}`);
  }
}

const partsOf = (elements: readonly MessageFormatElement[]): readonly Part[] =>
  elements.map(partOf);

function partOf(element: MessageFormatElement): Part {
  switch (element.type) {
    case TYPE.literal:
      return { kind: "text", text: element.value };
    case TYPE.argument:
      return { kind: "value", name: nameOf(element.value) };
    case TYPE.pound:
      return { kind: "number" };
    case TYPE.plural:
      if (element.offset !== 0) throw new Error(`{${element.value}}: plural takes no offset`);
      if (element.pluralType !== "cardinal") throw new Error("selectordinal is not in our subset");
      return branches("plural", element);
    case TYPE.select:
      return branches("select", element);
    case TYPE.tag:
      throw new Error(`<${element.value}>: markup is the page's, write the sentence without it`);
    default:
      throw new Error(`{${element.value}, …}: numbers and dates come formatted, write {name}`);
  }
}

function branches(
  kind: "plural" | "select",
  element: { value: string; options: Record<string, { value: MessageFormatElement[] }> },
): Part {
  const options = Object.entries(element.options).map(
    ([option, { value }]) => [option, partsOf(value)] as const,
  );
  return { kind, name: nameOf(element.value), options: new Map(options) };
}

function nameOf(name: string): string {
  if (!NAME.test(name)) throw new Error(`{${name}}: a value is named like {price}`);
  return name;
}

/** All parts, those inside plurals and selections too. */
export function* allParts(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part;
    if (part.kind !== "plural" && part.kind !== "select") continue;
    for (const inner of part.options.values()) yield* allParts(inner);
  }
}

/** The names of the values of a sentence, each once, in the order of the text. */
export const valuesOf = (parts: readonly Part[]): string[] => [
  ...new Set([...allParts(parts)].flatMap((part) => ("name" in part ? [part.name] : []))),
];
