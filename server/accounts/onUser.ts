import type { Command, ParsedOf, ValueOf } from "../../shared/protocol/operation.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { userOf, type Call } from "../dispatch/call.ts";
import type { Handler, handleCommand } from "../dispatch/handler.ts";
import type { Outcome } from "../dispatch/outcome.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredUser } from "./userModel.ts";

interface UserCommand<C extends Command> {
  readonly run: (
    input: ParsedOf<C>,
    on: { readonly user: StoredUser; readonly work: UnitOfWork; readonly call: Call },
  ) => Promise<Outcome<ValueOf<C>>>;
  readonly finish?: (value: ValueOf<C>, input: ParsedOf<C>, call: Call) => Promise<void>;
}

/** Handles a command on one's own account, on that account's lane. */
export type OnUser = <C extends Command>(command: C, on: UserCommand<C>) => Handler;

export const onUser =
  (handle: ReturnType<typeof handleCommand>, userLanes: Lanes<StoredUser>): OnUser =>
  (command, { run, finish }) =>
    handle(command, {
      lanes: userLanes,
      lane: (_input, call) => userOf(call).id,
      run: async (input, { guard: user, work, call }) => {
        if (!user) {
          throw new Refusal("login_required");
        }
        return run(input, { user, work, call });
      },
      ...(finish && { finish }),
    });
