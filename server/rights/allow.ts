import { may, type Action, type Owned } from "../../shared/members/policy.ts";
import type { Actor } from "../dispatch/actor.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { Standing } from "./standing.ts";

interface Asking {
  readonly actor: Actor;
  readonly standing: Standing;
}

/** Throws `login_required` to a guest and `forbidden` to anyone else who may not. */
export const allow = ({ actor, standing }: Asking, action: Action, subject: Owned = {}): void => {
  if (actor.kind === "guest") {
    throw new Refusal("login_required");
  }
  if (!may({ role: standing.role, userId: actor.id }, action, subject)) {
    throw new Refusal("forbidden");
  }
};
