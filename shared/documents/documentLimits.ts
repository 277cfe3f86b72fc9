/** Of one update; what an editor sends when it connects may hold all deletions there ever were. */
export const UPDATE_MAX_BYTES = 256 * 1024;
export const SYNC_MAX_BYTES = 1024 * 1024;
/** Of a whole document, as it is stored. */
export const STATE_MAX_BYTES = 4 * 1024 * 1024;
/** Items that don't join with those beside them: a paper of 100,000 letters that took 260,000 edits has 11,000. */
export const ITEMS_MAX = 100_000;
/** Elements within each other. */
export const DEPTH_MAX = 16;
/** Of one user in one document. Every window that writes has one. */
export const CLIENTS_MAX = 10_000;
/** Of what one editor says of itself: its cursor and its selection. */
export const PRESENCE_MAX_BYTES = 4096;
/** Items that an update's own are held against: who wrote at the same place at the same time. */
export const UPDATE_CONFLICTS_MAX = 100_000;
/** Those and what is looked at to see whether their writer knew them. */
export const UPDATE_STEPS_MAX = 1_000_000;
/** Conflicts of all of a document: a cold load meets them all again, for about a second at most. */
export const CONFLICTS_MAX = 10_000_000;
