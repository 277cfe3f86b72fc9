/** Where in what is found a word can stand. */
export const FIELDS = ["title", "tags", "body", "comment"] as const;
export type Field = (typeof FIELDS)[number];

/** How much a word says there. */
export const BOOSTS: Readonly<Record<Field, number>> = { title: 3, tags: 2, body: 1, comment: 0.7 };

export const fieldNumber = (field: Field): number => FIELDS.indexOf(field);
