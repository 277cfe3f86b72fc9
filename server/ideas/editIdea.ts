import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import type { OnBoard, OnBoardRun } from "../boards/onBoard.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Documents } from "../documents/documents.ts";
import type { ReadMarkdown } from "../documents/readMarkdown.ts";
import { markdownOfTree } from "../documents/treeMarkdown.ts";
import { deriveText } from "./derivedText.ts";
import { excerptOf } from "./excerpt.ts";
import { findShownIdea } from "./findShownIdea.ts";
import type { StoredIdeaDocument } from "./ideaDocumentModel.ts";
import type { StoredIdea } from "./ideaModel.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { presentIdea } from "./presentIdea.ts";
import { putDerived, type PutDerivedDeps } from "./putDerived.ts";

interface EditIdeaDeps extends PutDerivedDeps {
  readonly onBoard: OnBoard;
  readonly ideaRepo: IdeaRepo;
  readonly documents: Documents;
  readonly readMarkdown: ReadMarkdown;
}

/** One edit of a text. A lane may run it again: what it has written into the document is there by then. */
interface Attempt {
  readonly text: string;
  readonly tree: DocumentTree;
  isWritten: boolean;
}

export const editIdeaHandler = (deps: EditIdeaDeps) => {
  const { onBoard, kinds, ideaRepo, documents, readMarkdown } = deps;
  const attempts = new WeakMap<object, Attempt>();

  const begin = async (input: object, text: string): Promise<Attempt> => {
    const attempt = { text, tree: await readMarkdown(text), isWritten: false };
    attempts.set(input, attempt);
    return attempt;
  };

  const write = async (
    { user, work, rev, key }: OnBoardRun,
    attempt: Attempt,
    idea: StoredIdea,
    document: StoredIdeaDocument,
  ): Promise<StoredIdea> => {
    const name = documentName({ type: "idea", id: idea._id });
    if (!attempt.isWritten) {
      if (document.isCut) {
        throw new Refusal("document_refused", { message: "it is too long to be edited as a text" });
      }
      const by = { id: user.id, name: user.name };
      const { tree, text } = attempt;
      // A server may end with this in the journal and nothing of it committed: then it is asked for again.
      const once = key === undefined ? undefined : JSON.stringify([user.id, key, text]);
      await documents.replace(name, by, { tree, from: document.seq, once });
      attempt.isWritten = true;
    }
    const { tree, seq } = await documents.readNow(name);
    const derived = await deriveText(markdownOfTree)(tree);
    return putDerived(deps, { work, rev, idea, document }, { ...derived, seq });
  };

  return onBoard(editIdea, {
    board: async (input) => {
      // What takes time is done before the board waits for it.
      if (input.body !== undefined && (await ideaRepo.document(input.ideaId))) {
        await begin(input, input.body);
      }
      return ideaRepo.boardOf(input.ideaId);
    },
    missing: "idea_not_found",
    run: async (input, on) => {
      const { ideaId, title, body: text, tags, bodyRev } = input;
      const { work, audience, rev, allow } = on;
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      allow("idea.edit", { authorId: idea.author.id, coAuthors: idea.coAuthors });
      const body = await work.find(kinds.bodies, ideaId);
      const document = await work.find(kinds.ideaDocuments, ideaId);
      const attempt = attempts.get(input);
      if (bodyRev !== undefined && body?.rev !== bodyRev && !attempt?.isWritten) {
        throw new Refusal("edited_meanwhile");
      }

      const edited = work.put(kinds.ideas, {
        ...idea,
        rev,
        ...(title !== undefined && { title }),
        ...(tags !== undefined && { tags }),
        ...(text !== undefined && !document && { excerpt: excerptOf(text) }),
        editedAt: work.now,
      });
      if (!body || text === undefined) {
        return { value: presentIdea(edited) };
      }
      if (document) {
        const own = attempt ?? (await begin(input, text));
        return { value: presentIdea(await write(on, own, edited, document)) };
      }
      work.put(kinds.bodies, { ...body, rev, text });
      return { value: presentIdea(edited) };
    },
  });
};
