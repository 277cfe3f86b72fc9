import {
  DocumentHint,
  DocumentLeft,
  joinDocument,
  leaveDocument,
} from "../../shared/documents/joinDocument.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { useConnection } from "../connection/ConnectionContext.ts";
import { useRoom } from "../connection/useRoom.ts";

interface Hints {
  onHint: (what: DocumentHint["what"]) => void;
  /** One's rights may be others now. */
  onLeft: () => void;
}

/** Hears when something beside a document's text may have changed. */
export const useDocumentHints = (name: DocumentName, { onHint, onLeft }: Hints): void => {
  const connection = useConnection();
  useRoom({
    join: joinDocument.name,
    leave: leaveDocument.name,
    input: { name },
    onEvent(event, payload) {
      if (event === "document.changed") {
        const { data } = DocumentHint.safeParse(payload);
        if (data?.name === name) {
          onHint(data.what);
        }
      }
      if (event === "document.left" && DocumentLeft.safeParse(payload).data?.name === name) {
        onLeft();
        void connection.emit(joinDocument.name, { name });
      }
    },
    onAgain: onLeft,
  });
};
