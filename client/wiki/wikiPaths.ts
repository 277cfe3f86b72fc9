import type { PageId } from "../../shared/protocol/ids.ts";

export const wikiPath = (slug: string): string => `/c/${slug}/w`;
export const trashPath = (slug: string): string => `${wikiPath(slug)}/trash`;
export const wikiRightsPath = (slug: string): string => `${wikiPath(slug)}/rights`;
export const wikiInsightsPath = (slug: string): string => `${wikiPath(slug)}/insights`;
export const pagePath = (slug: string, pageId: PageId): string => `${wikiPath(slug)}/${pageId}`;
