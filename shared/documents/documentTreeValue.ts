import { z } from "zod";
import type { DocumentTree } from "./documentTree.ts";

/** A document's tree as an operation's value. The server made it from a checked document, so it isn't checked again. */
export const DocumentTreeValue = z
  .custom<DocumentTree>((value) => Array.isArray(value))
  .meta({ id: "DocumentTree", description: "Elements {type, attributes, content} and texts" });
