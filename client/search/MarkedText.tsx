import type { Segment } from "../../shared/search/searchHit.ts";

/** A text with what was searched for marked: pieces of plain text, whatever they hold. */
export const MarkedText = ({ segments }: { segments: readonly Segment[] }) => {
  const pieces: { at: number; segment: Segment }[] = [];
  let at = 0;
  for (const segment of segments) {
    pieces.push({ at, segment });
    at += segment.text.length;
  }
  return pieces.map(({ at, segment: { text, hit } }) =>
    hit ? (
      <mark key={at} className="rounded-sm bg-accent/16 font-strong text-text">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );
};
