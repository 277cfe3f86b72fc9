import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { DocumentEditor } from "../documents/DocumentEditor.tsx";
import type { OpenDocument } from "../documents/openDocument.ts";
import { useMentions } from "../documents/useMentions.ts";
import { useTranslation } from "../language/useTranslation.ts";

interface LiveTextProps {
  open: OpenDocument;
  communityId: CommunityId;
  me: Person | undefined;
  mayEdit: boolean;
}

/** A page's text, live. */
export const LiveText = ({ open, communityId, me, mayEdit }: LiveTextProps) => {
  const { t } = useTranslation();
  const find = useMentions(communityId);
  return (
    <DocumentEditor open={open} label={t("wiki.text")} isEditable={mayEdit} me={me} find={find} />
  );
};
