/** The one thing of a list that must have one. */
export const only = <Item>(items: readonly Item[]): Item => {
  const [item] = items;
  if (item === undefined || items.length !== 1) {
    throw new Error(`there are ${items.length} and not one`);
  }
  return item;
};
