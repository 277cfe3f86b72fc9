type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const isPresent = (entry: [string, unknown]): boolean => entry[1] !== undefined;

/** The fields that were given, so that spreading them leaves the others as they are. */
export const withoutAbsent = <T extends object>(fields: T): Present<T> => {
  const given: Present<T> = {};
  return Object.assign(given, Object.fromEntries(Object.entries(fields).filter(isPresent)));
};
