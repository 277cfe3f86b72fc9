import { z } from "zod";
import type { findHits } from "../../shared/search/findHits.ts";
import { SUGGESTIONS, type suggestHits } from "../../shared/search/suggestHits.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { SearchHit, SearchType } from "../../shared/search/searchHit.ts";
import type { Timers } from "../database/timers.ts";
import type { Actor } from "../dispatch/actor.ts";
import { readCursor, writeCursor } from "../dispatch/cursor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Standings } from "../members/standings.ts";
import { audienceOf } from "../rights/standing.ts";
import { FIELDS, type Field } from "./fields.ts";
import type { Ranked } from "./rankSubjects.ts";
import type { SearchFilters } from "./searchIndex.ts";
import type { SearchFollower } from "./searchFollower.ts";
import type { SearchSource, Shown, Viewer } from "./searchSource.ts";
import { SearchThreadEnded, type SearchThread } from "./searchThread.ts";

interface SearcherDeps {
  readonly sources: readonly SearchSource[];
  readonly thread: SearchThread;
  readonly follower: SearchFollower;
  readonly standings: Standings;
  readonly timers: Timers;
}

interface Wanted {
  readonly communityId: CommunityId;
  readonly text: string;
  readonly types: readonly SearchType[];
  readonly boardId: string | undefined;
  readonly fields: readonly Field[];
  readonly filters: SearchFilters;
  readonly after: Ranked | undefined;
  readonly limit: number;
}

interface Found {
  readonly hits: readonly SearchHit[];
  readonly last: Ranked | undefined;
  readonly isPartial: boolean;
}

const Position = z.tuple([z.number(), z.string().max(80)]);
const DAY_MS = 86_400_000;
const RETRY_AFTER_S = 1;
const ALL: readonly SearchType[] = ["idea", "comment", "response", "page"];
/** Some that were found are gone meanwhile. */
const SPARE = 5;

const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

const keyOf = ({ key }: Ranked): string => key;

/** Searches as whoever asks may see it: rights are asked of the database with each search, and again of each hit. */
export const searcher = (deps: SearcherDeps) => {
  const { sources, thread, follower, standings, timers } = deps;

  const viewerOf = async (actor: Actor, communityId: CommunityId): Promise<Viewer> => {
    const seen = await standings.ofCommunity(actor, communityId);
    if (!seen) {
      throw new Refusal("community_not_found");
    }
    return { ...seen, actor, audience: audienceOf(seen.standing) };
  };

  /** What can be searched now, by the index's shelves. */
  const openShelves = async (viewer: Viewer, asked: readonly SearchSource[], boardId?: string) => {
    const askedAt = timers.now();
    const open: string[] = [];
    let isPartial = false;
    for (const source of asked) {
      const sections = await source.sections(viewer, boardId);
      isPartial = !(await follower.reach(source, sections, askedAt)) || isPartial;
      open.push(...sections.flatMap((section) => section.open));
    }
    return { open, isPartial };
  };

  const show = async (viewer: Viewer, asked: readonly SearchSource[], keys: readonly string[]) => {
    const each = await Promise.all(asked.map((source) => source.show(viewer, keys)));
    return new Map(each.flatMap((shown) => [...shown]));
  };

  const find = async (actor: Actor, wanted: Wanted): Promise<Found> => {
    const viewer = await viewerOf(actor, wanted.communityId);
    const asked = sources.filter(({ types }) => types.some((type) => wanted.types.includes(type)));
    const { open, isPartial } = await openShelves(viewer, asked, wanted.boardId);
    if (isPartial && !thread.isReady) {
      return { hits: [], last: undefined, isPartial };
    }
    const found: { ranked: Ranked; shown: Shown }[] = [];
    const terms = new Set<string>();
    const limit = wanted.limit + 1 + SPARE;
    for (let after = wanted.after, isMore = true; isMore && found.length <= wanted.limit;) {
      const { text, fields, filters } = wanted;
      const answer = await thread.find({ shelves: open, text, fields, filters, after, limit });
      const shown = await show(viewer, asked, answer.ranked.map(keyOf));
      for (const ranked of answer.ranked) {
        const hit = shown.get(ranked.key);
        if (hit) {
          found.push({ ranked, shown: hit });
        }
      }
      answer.terms.forEach((term) => terms.add(term));
      isMore = answer.ranked.length === limit;
      after = answer.ranked.at(-1);
    }
    const page = found.slice(0, wanted.limit);
    const marked = await thread.mark({
      texts: page.map(({ shown: { title, text, isPlain = false } }) => ({ title, text, isPlain })),
      terms: [...terms],
    });
    return {
      hits: page.map(
        ({ ranked, shown: { title: _, text: _text, isPlain: _plain, ...hit } }, at) => ({
          ...hit,
          title: marked[at]?.title ?? [],
          excerpt: marked[at]?.excerpt ?? [],
          score: ranked.score,
        }),
      ),
      last: found.length > wanted.limit ? page.at(-1)?.ranked : undefined,
      isPartial,
    };
  };

  const tried = async (actor: Actor, wanted: Wanted): Promise<Found> => {
    try {
      return await find(actor, wanted);
    } catch (reason) {
      if (reason instanceof SearchThreadEnded) {
        throw new Refusal("unavailable", { retryAfter: RETRY_AFTER_S });
      }
      throw reason;
    }
  };

  return {
    find: async (
      actor: Actor,
      wanted: ParsedOf<typeof findHits>,
    ): Promise<ValueOf<typeof findHits>> => {
      const { communityId, text, type, boardId, status, tag, authorId, limit } = wanted;
      const [score, key] = wanted.after === undefined ? [] : readCursor(Position, wanted.after);
      const { hits, last, isPartial } = await tried(actor, {
        communityId,
        text,
        types: type === undefined ? ALL : [type],
        boardId,
        fields: FIELDS,
        filters: {
          type,
          status,
          tag,
          authorId,
          from: wanted.from === undefined ? undefined : startOf(wanted.from),
          until: wanted.to === undefined ? undefined : startOf(wanted.to) + DAY_MS,
        },
        after: score === undefined || key === undefined ? undefined : { score, key },
        limit,
      });
      return {
        hits: [...hits],
        ...(last && { next: writeCursor([last.score, last.key]) }),
        isPartial,
      };
    },

    suggest: async (
      actor: Actor,
      { communityId, text, type }: ParsedOf<typeof suggestHits>,
    ): Promise<ValueOf<typeof suggestHits>> => {
      const { hits, isPartial } = await tried(actor, {
        communityId,
        text,
        types: type === undefined ? ["idea", "page"] : [type],
        boardId: undefined,
        fields: ["title"],
        filters: { type },
        after: undefined,
        limit: SUGGESTIONS,
      });
      return {
        suggestions: hits.map(({ subject, title, board }) => ({
          subject,
          title,
          ...(board && { board }),
        })),
        isPartial,
      };
    },
  };
};

export type Searcher = ReturnType<typeof searcher>;
