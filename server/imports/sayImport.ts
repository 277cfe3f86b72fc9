import type { BroughtCounts } from "./broughtCounts.ts";
import type { Remark } from "./remarks.ts";

const EXAMPLES = 3;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** What was brought, as lines for a terminal. */
export const sayCounts = (counts: BroughtCounts): readonly string[] => [
  counted(counts.ideas, "idea") +
    (counts.hidden > 0 ? `, of which ${counts.hidden.toLocaleString("en")} hidden` : ""),
  ...(counts.known > 0 ? [`${counted(counts.known, "idea")} there already, left as they are`] : []),
  counted(counts.comments, "comment"),
  counted(counts.responses, "official response"),
  `${counted(counts.votes + counts.earlierVotes, "vote")}: ${counts.votes.toLocaleString("en")} of people who are here, ${counts.earlierVotes.toLocaleString("en")} as earlier votes`,
  counted(counts.people, "new person", "new people"),
];

/** What is not as it was, and where: the first places, or all of them. */
export const sayRemarks = (
  remarks: readonly Remark[],
  { hasDetails }: { readonly hasDetails: boolean },
): readonly string[] =>
  remarks.map(({ loss, what, count, at }) => {
    const shown = hasDetails ? at : at.slice(0, EXAMPLES);
    const more = at.length > shown.length ? ", …" : "";
    return `${loss}: ${count.toLocaleString("en")} × ${what} (${shown.join(", ")}${more})`;
  });
