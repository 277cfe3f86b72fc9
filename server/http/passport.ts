import { Passport } from "passport";
import { Strategy } from "passport-local";
import { Email } from "../../shared/accounts/account.ts";
import { isPassword } from "../accounts/passwords.ts";
import type { StoredUser } from "../accounts/userModel.ts";
import type { UserRepo } from "../accounts/userRepo.ts";
import type { User } from "../dispatch/actor.ts";

const asActor = ({ _id, name, isOwner }: StoredUser): User => ({
  kind: "user",
  id: _id,
  name,
  isOwner,
});

export const isUser = (value: unknown): value is User =>
  typeof value === "object" && value !== null && Reflect.get(value, "kind") === "user";

export type LoginPassport = InstanceType<typeof Passport>;

/** Who is logged in is kept by id and read again with every request, so that no right outlives its loss. */
export const makePassport = (users: UserRepo): LoginPassport => {
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
    done(null, isUser(user) ? user.id : undefined);
  });
  passport.deserializeUser((id: unknown, done: (fault: unknown, user?: User | false) => void) => {
    const find = typeof id === "string" ? users.find(id) : Promise.resolve(undefined);
    find.then(
      (user) => done(null, user ? asActor(user) : false),
      (fault: unknown) => done(fault),
    );
  });
  return passport;
};
