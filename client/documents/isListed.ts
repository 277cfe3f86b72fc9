/** Whether a block that stands within these is of a list. */
export const isListed = (within: readonly string[]): boolean =>
  within.includes("listItem") || within.includes("taskItem");
