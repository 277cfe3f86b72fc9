import { line } from "../protocol/text.ts";

export const TAG_MAX = 40;
export const TAGS_MAX = 8;

/** In lower case, so that one word is one tag. */
export const Tag = line(TAG_MAX).toLowerCase();
