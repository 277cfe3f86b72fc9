import type { SessionData } from "express-session";
import type { Connection } from "mongoose";
import { GroupReads } from "../database/groupReads.ts";
import { within } from "../database/within.ts";
import type { Membership } from "../members/memberModel.ts";
import type { Belief, Beside, Read } from "../rights/belief.ts";
import type { ActingUser } from "./userModel.ts";

export const LOGINS = "logins";
/** For more at once, one question for each kind costs less than to look up what belongs to each login. */
const FEW = 8;
/** Who is something in more communities is asked about one by one. */
const MEMBERSHIPS_MOST = 100;

/** As connect-mongo writes it. */
export interface StoredLogin {
  readonly _id: string;
  readonly expires: Date;
  readonly lastModified?: Date;
  readonly session: SessionData;
}

interface LoginWithUser extends StoredLogin {
  readonly users: readonly ActingUser[];
  readonly memberships: readonly Membership[];
}

export interface LoginReadsDeps {
  readonly connection: Connection;
  readonly belief: Belief;
  readonly beside: {
    readonly acting: Beside<ActingUser>;
    readonly memberships: Beside<readonly Membership[]>;
  };
}

const ofUser = (from: string, foreignField: string, as: string, stages: readonly object[]) => ({
  $lookup: { from, localField: "session.passport.user.id", foreignField, as, pipeline: stages },
});

const WITH_USER = [
  ofUser("users", "_id", "users", [{ $project: { name: 1, isOwner: 1, loginEpoch: 1 } }]),
  ofUser("members", "userId", "memberships", [
    { $limit: MEMBERSHIPS_MOST + 1 },
    { $project: { communityId: 1, role: 1 } },
  ]),
];

/** Reads logins that are not over, with whose they are and what those are: that is asked for next. */
export const loginReads = ({
  connection,
  belief,
  beside: { acting, memberships },
}: LoginReadsDeps): Read<StoredLogin> => {
  const logins = connection.getClient().db(connection.name).collection<StoredLogin>(LOGINS);

  const findFew = async (alive: object): Promise<StoredLogin[]> => {
    const { moment } = belief;
    const found = await within(
      logins.aggregate<LoginWithUser>([{ $match: alive }, ...WITH_USER]).toArray(),
    );
    for (const login of found) {
      const [user] = login.users;
      if (user) {
        acting.put(user._id, user, moment);
        if (login.memberships.length <= MEMBERSHIPS_MOST) {
          memberships.put(user._id, login.memberships, moment);
        }
      }
    }
    return found;
  };

  const findMany = (ids: readonly string[]): Promise<StoredLogin[]> => {
    const alive = { _id: { $in: [...ids] }, expires: { $gt: new Date() } };
    return belief.ms > 0 && ids.length <= FEW
      ? findFew(alive)
      : within(logins.find(alive, { batchSize: ids.length + 1 }).toArray());
  };

  const crowd = new GroupReads({ findMany });
  return belief.of((loginId) => crowd.find(loginId));
};
