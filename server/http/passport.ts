import { Passport } from "passport";
import { Strategy } from "passport-local";
import { z } from "zod";
import { Email } from "../../shared/accounts/account.ts";
import { isPassword } from "../accounts/passwords.ts";
import type { ActingUser } from "../accounts/userModel.ts";
import type { UserRepo } from "../accounts/userRepo.ts";
import type { User } from "../dispatch/actor.ts";
import type { Belief, Beside } from "../rights/belief.ts";

export const asActor = ({ _id, name, isOwner, loginEpoch = 0 }: ActingUser): User => ({
  kind: "user",
  id: _id,
  name,
  isOwner,
  loginEpoch,
});

/** What a login holds. */
const LoggedIn = z.object({ id: z.string(), epoch: z.int() });

export const isUser = (value: unknown): value is User =>
  typeof value === "object" && value !== null && Reflect.get(value, "kind") === "user";

export type LoginPassport = InstanceType<typeof Passport>;

/** Whose login it is, from what it holds; nobody's if their password has changed since. */
export type FindLoggedIn = (kept: unknown) => Promise<User | undefined>;

/** Who is logged in is kept by id and asked for with every request, so that no right outlives its loss. */
export const loggedInFinder = (
  users: Pick<UserRepo, "find">,
  { belief, acting }: { readonly belief: Belief; readonly acting: Beside<ActingUser> },
): FindLoggedIn => {
  const find = belief.of<ActingUser>((userId) => users.find(userId));
  return async (kept) => {
    const login = LoggedIn.safeParse(kept).data;
    const user = login && (acting.get(login.id) ?? (await find(login.id)));
    const actor = user && asActor(user);
    return actor?.loginEpoch === login?.epoch ? actor : undefined;
  };
};

export const makePassport = (users: UserRepo, findLoggedIn: FindLoggedIn): LoginPassport => {
  const passport = new Passport();
  passport.use(
    new Strategy({ usernameField: "email" }, (rawEmail, password, done) => {
      const email = Email.safeParse(rawEmail).data;
      const check = async () => {
        const user = email === undefined ? undefined : await users.findByEmail(email);
        return (await isPassword(user?.passwordHash, password)) && user ? asActor(user) : false;
      };
      check().then((user) => done(null, user), done);
    }),
  );
  passport.serializeUser((user, done) => {
    done(null, isUser(user) ? { id: user.id, epoch: user.loginEpoch } : undefined);
  });
  passport.deserializeUser((kept: unknown, done: (fault: unknown, user?: User | false) => void) => {
    findLoggedIn(kept).then((user) => done(null, user ?? false), done);
  });
  return passport;
};
