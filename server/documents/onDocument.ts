import type { DocumentName } from "../../shared/documents/documentName.ts";
import { includesRights, type DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { RefusalCode } from "../../shared/protocol/refusals.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { Actor } from "../dispatch/actor.ts";
import { userOf } from "../dispatch/call.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { SeenDocument, ViewDocument } from "./viewDocument.ts";

interface OnDocumentDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly communityLanes: Lanes<StoredCommunity>;
  readonly viewDocument: ViewDocument;
}

/** A document that somebody may see live. */
export interface LiveDocument extends SeenDocument {
  readonly name: DocumentName;
  readonly rights: DocumentRights;
}

/** What a command beside a document has to go by, once it is sure that the actor may read it. */
export interface OnDocumentRun extends LiveDocument {
  readonly user: Person;
  readonly work: UnitOfWork;
}

interface DocumentCommand<C extends Command> {
  /** Which document; `undefined` if what the input names does not exist. */
  readonly name: (
    input: ParsedOf<C>,
  ) => DocumentName | undefined | Promise<DocumentName | undefined>;
  /** The answer for what is not there and for what may not be seen: the same. */
  readonly missing: RefusalCode;
  /** Absent: it is enough to read. */
  readonly rights?: DocumentRights;
  readonly run: (input: ParsedOf<C>, on: OnDocumentRun) => Promise<Outcome<ValueOf<C>>>;
}

/** Handles a command on something beside a document, on the lane of its community. */
export type OnDocument = <C extends Command>(command: C, on: DocumentCommand<C>) => Handler;

/** The document, if somebody may see it live; otherwise the refusal. */
export const liveDocument = async (
  view: ViewDocument,
  actor: Actor,
  name: DocumentName | undefined,
  missing: RefusalCode,
): Promise<LiveDocument> => {
  const seen = name && (await view(actor, name));
  if (!name || !seen?.rights) {
    throw new Refusal(missing);
  }
  return { ...seen, name, rights: seen.rights };
};

export const onDocument =
  ({ handle, communityLanes, viewDocument }: OnDocumentDeps): OnDocument =>
  (command, { name: nameOf, missing, rights: needed, run }) =>
    handle(command, {
      lanes: communityLanes,
      lane: async (input, call) => {
        // Before anything is looked up, as on boards.
        userOf(call);
        const { communityId } = await liveDocument(
          viewDocument,
          call.actor,
          await nameOf(input),
          missing,
        );
        return communityId;
      },
      // Rights are read from the database.
      alone: true,
      run: async (input, { call, work }) => {
        const { id, name } = userOf(call);
        const live = await liveDocument(viewDocument, call.actor, await nameOf(input), missing);
        if (needed && !includesRights(live.rights, needed)) {
          throw new Refusal("forbidden");
        }
        return run(input, { ...live, user: { id, name }, work });
      },
    });

/** The outcome of a change that those who look at the document are told of. */
export const documentChanged = <Value>(
  name: DocumentName,
  what: "comments" | "suggestions" | "versions",
  value: Value,
): Outcome<Value> => ({ value, after: [{ what: "document", hint: { name, what } }] });
