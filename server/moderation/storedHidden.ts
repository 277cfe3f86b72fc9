import type { Hidden } from "../../shared/moderation/hidden.ts";
import type { Person } from "../../shared/protocol/person.ts";

export interface StoredHidden {
  readonly by: Person;
  readonly reason: string;
  readonly at: Date;
}

export const hiddenFields = { by: { id: String, name: String }, reason: String, at: Date };

export const presentHidden = ({ by, reason, at }: StoredHidden): Hidden => ({
  by,
  reason,
  at: at.toISOString(),
});
