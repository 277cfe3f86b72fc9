/** The tags in a line of text, separated as people separate words in either script. */
export const tagsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；#\n]/)
      .map((tag) => tag.trim().toLowerCase())
      .filter((tag) => tag !== ""),
  ),
];
