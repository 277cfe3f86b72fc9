import { isAttribute } from "./allowedContent.ts";
import { attributeText } from "./attributeText.ts";
import type { DocumentElement } from "./documentTree.ts";

const ADDRESS = /^embed:([a-zA-Z]{1,20})\/([0-9a-z]{26})(?:\?(\S{1,1000}))?$/;

/** What a live list may be told beside its board. */
export const embedOptions = ["sort", "status", "tag", "count"] as const;

/** What is shown live in a text, as an address that comes back as what it was. */
export const embedAddress = ({ attributes }: DocumentElement): string => {
  const options = embedOptions
    .filter((key) => attributeText(attributes, key) !== "")
    .map((key) => `${key}=${encodeURIComponent(attributeText(attributes, key))}`);
  const search = options.length > 0 ? `?${options.join(",")}` : "";
  return `embed:${attributeText(attributes, "kind")}/${attributeText(attributes, "id")}${search}`;
};

const decoded = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch (reason) {
    if (reason instanceof URIError) {
      return undefined;
    }
    throw reason;
  }
};

/** The attributes of what such an address shows; of its options those that there are. */
export const embedAt = (url: string): Readonly<Record<string, unknown>> | undefined => {
  const [, kind, id, search = ""] = ADDRESS.exec(url) ?? [];
  if (!isAttribute("embed", "kind", kind) || !isAttribute("embed", "id", id)) {
    return undefined;
  }
  const options = search.split(",").flatMap((part) => {
    const [key = "", value = ""] = part.split("=");
    const text = decoded(value);
    const option = key === "count" ? Number(text) : text;
    return embedOptions.some((name) => name === key) && isAttribute("embed", key, option)
      ? [[key, option] as const]
      : [];
  });
  return { kind, id, ...Object.fromEntries(options) };
};
