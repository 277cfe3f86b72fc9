import type { DocumentElement } from "./documentTree.ts";

type Attributes = DocumentElement["attributes"];

/** An attribute in words; "" where there is none. */
export const attributeText = (attributes: Attributes, key: string): string => {
  const value = attributes[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
};
