import { Refusal } from "./refusal.ts";

const FORM = /^[\x21-\x7e]{1,200}$/;

/** A key of 1 to 200 visible ASCII characters; anything else is refused, since its sender relies on it. */
export const readKey = (key: unknown, field: string): string => {
  if (typeof key !== "string" || !FORM.test(key)) {
    throw new Refusal("invalid_input", {
      message: `${field}: 1 to 200 visible ASCII characters`,
      fields: { [field]: "wrong_format" },
    });
  }
  return key;
};
