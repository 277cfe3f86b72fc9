import { aggregate } from "./aggregate.ts";
import {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
} from "./collectionCommands.ts";
import type { Command } from "./command.ts";
import { count } from "./count.ts";
import { getMore, killCursors } from "./cursorCommands.ts";
import { deleteCommand } from "./delete.ts";
import { distinct } from "./distinct.ts";
import { find } from "./find.ts";
import { findAndModify } from "./findAndModify.ts";
import { createIndexes, dropIndexes, listIndexes } from "./indexCommands.ts";
import { insert } from "./insert.ts";
import { buildInfo, hello, ping } from "./serverCommands.ts";
import {
  abortTransaction,
  commitTransaction,
  endSessions,
  killAllSessions,
} from "./sessionCommands.ts";
import { update } from "./update.ts";

/** Every command that this engine knows; all others it refuses. */
export const commands: readonly Command[] = [
  abortTransaction,
  aggregate,
  buildInfo,
  commitTransaction,
  count,
  create,
  createIndexes,
  deleteCommand,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  find,
  findAndModify,
  getMore,
  hello,
  insert,
  killAllSessions,
  killCursors,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  update,
];
