import { dump } from "./dump.ts";
import type { TestServer } from "./startServer.ts";

interface Entry {
  readonly action: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly communityId?: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly reason?: string;
  readonly role?: string;
}

/** What the audit log says of a subject, oldest first. */
export const auditOf = async (server: TestServer, subjectId: string): Promise<Entry[]> => {
  const { audit = [] } = await dump(server);
  return (audit as (Entry & { at: Date })[])
    .filter(({ subject }) => subject.id === subjectId)
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
};
