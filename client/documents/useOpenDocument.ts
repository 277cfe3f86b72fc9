import { useEffect, useRef, useState } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import { type OpenDocument, openDocument } from "./openDocument.ts";

/** A document's line for as long as the component stands. `undefined` for the first moment. */
export const useOpenDocument = (
  name: DocumentName,
  me: { id: UserId; name: string } | undefined,
  mayEdit: boolean,
  onClosed: () => void,
): OpenDocument | undefined => {
  const [open, setOpen] = useState<OpenDocument>();
  const { id, name: who } = me ?? {};
  const closed = useRef(onClosed);
  useEffect(() => {
    closed.current = onClosed;
  });
  useEffect(() => {
    const opened = openDocument({
      name,
      me: id === undefined || who === undefined ? undefined : { id, name: who },
      mayEdit,
      onClosed: () => closed.current(),
    });
    setOpen(opened);
    return () => {
      setOpen(undefined);
      opened.close();
    };
  }, [name, id, who, mayEdit]);
  return open;
};
