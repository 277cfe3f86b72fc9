import { type Attribute, fromString } from "@tiptap/core";
import type { z } from "zod";

type Attributes = Readonly<Record<string, Partial<Attribute>>>;

const plainly = (element: HTMLElement, name: string): unknown => {
  const text = element.getAttribute(name);
  return text === null ? undefined : fromString(text);
};

/**
 * The attributes that `rules` has, and no others. Pasted text may say anything in them: what the server would
 * refuse is left out.
 */
export const checkedAttributes = (
  attributes: Attributes,
  rules: Readonly<Record<string, z.ZodType>>,
): Record<string, Partial<Attribute>> =>
  Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      const attribute = attributes[name] ?? {};
      const parseHTML = (element: HTMLElement): unknown =>
        rule.safeParse(attribute.parseHTML ? attribute.parseHTML(element) : plainly(element, name))
          .data;
      return [name, { ...attribute, parseHTML }];
    }),
  );
