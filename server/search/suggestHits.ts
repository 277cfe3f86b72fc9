import { suggestHits } from "../../shared/search/suggestHits.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { Searcher } from "./searcher.ts";

export const suggestHitsHandler = ({ search }: { readonly search: Searcher }) =>
  handleQuery(suggestHits, (wanted, { actor }) => search.suggest(actor, wanted));
