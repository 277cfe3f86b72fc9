import { useEffect, useState } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { hasDeviceCopy } from "./forgetDeviceCopies.ts";

/** Whether something of a document is kept on this device, for somebody who is known and as long as it is wanted. */
export const useDeviceCopy = (
  name: DocumentName,
  userId: string | undefined,
  isWanted: boolean,
): boolean => {
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    let isCurrent = true;
    const look = async (id: string) => {
      const found = await hasDeviceCopy(name, id);
      if (isCurrent) {
        setKept(found);
      }
    };
    if (isWanted && userId !== undefined) {
      void look(userId);
    }
    return () => {
      isCurrent = false;
    };
  }, [name, userId, isWanted]);
  return isKept && isWanted;
};
