import type { Request, Response } from "express";
import type { LoginDoor } from "../dispatch/call.ts";
import type { UserRepo } from "../accounts/userRepo.ts";
import type { User } from "../dispatch/actor.ts";
import { asActor, isUser, type LoginPassport } from "./passport.ts";

const asPromise = (start: (done: (fault?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    start((fault) => {
      if (fault) {
        reject(fault instanceof Error ? fault : new Error("login failed", { cause: fault }));
      } else {
        resolve();
      }
    });
  });

/** The login of one HTTP request. */
export const loginDoor = (
  passport: LoginPassport,
  users: UserRepo,
  req: Request,
  res: Response,
): LoginDoor => {
  let checked: User | undefined;
  const findActor = async (userId: string): Promise<User | undefined> => {
    const found = await users.find(userId);
    return found && asActor(found);
  };
  return {
    get id() {
      return isUser(req.user) ? req.sessionID : undefined;
    },
    checkPassword: () =>
      new Promise((resolve, reject) => {
        const check = passport.authenticate("local", (fault: unknown, user: unknown) => {
          if (fault) {
            reject(fault instanceof Error ? fault : new Error("login failed", { cause: fault }));
          } else {
            checked = isUser(user) ? user : undefined;
            resolve(checked?.id);
          }
        });
        check(req, res, reject);
      }),
    begin: async (userId) => {
      // Whose password was checked, as they were then: read again, the password may be another already.
      const user = checked?.id === userId ? checked : await findActor(userId);
      if (user) {
        await asPromise((done) => req.logIn(user, done));
      }
    },
    end: async () => {
      await asPromise((done) => req.logOut(done));
      await asPromise((done) => req.session.destroy(done));
      res.clearCookie(LOGIN_COOKIE);
    },
  };
};

export const LOGIN_COOKIE = "login";
