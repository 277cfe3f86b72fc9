import { z } from "zod";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import type { User } from "../dispatch/actor.ts";
import type { StoredAuditEntry } from "./auditModel.ts";

type Act = Omit<StoredAuditEntry, "_id" | "at" | "by">;

/** Writes an act into the audit log, in the transaction of the act itself. */
export type Audit = (work: UnitOfWork, by: User, act: Act) => void;

export const auditor =
  (entries: Kind<StoredAuditEntry>, newId: NewId): Audit =>
  (work, by, act) => {
    work.put(entries, {
      _id: newId(z.string(), work.now),
      at: work.now,
      by: { id: by.id, name: by.name },
      ...act,
    });
  };
