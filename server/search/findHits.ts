import { findHits } from "../../shared/search/findHits.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { Searcher } from "./searcher.ts";

export const findHitsHandler = ({ search }: { readonly search: Searcher }) =>
  handleQuery(findHits, (wanted, { actor }) => search.find(actor, wanted));
