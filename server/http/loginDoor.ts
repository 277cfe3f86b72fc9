import type { Request, Response } from "express";
import type { LoginDoor } from "../dispatch/call.ts";
import type { UserRepo } from "../accounts/userRepo.ts";
import { isUser, type LoginPassport } from "./passport.ts";

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
): LoginDoor => ({
  get id() {
    return isUser(req.user) ? req.sessionID : undefined;
  },
  checkPassword: () =>
    new Promise((resolve, reject) => {
      const check = passport.authenticate("local", (fault: unknown, user: unknown) => {
        if (fault) {
          reject(fault instanceof Error ? fault : new Error("login failed", { cause: fault }));
        } else {
          resolve(isUser(user) ? user.id : undefined);
        }
      });
      check(req, res, reject);
    }),
  begin: async (userId) => {
    const user = await users.find(userId);
    if (user) {
      const { _id: id, name, isOwner } = user;
      await asPromise((done) => req.logIn({ kind: "user", id, name, isOwner }, done));
    }
  },
  end: async () => {
    await asPromise((done) => req.logOut(done));
    await asPromise((done) => req.session.destroy(done));
    res.clearCookie(LOGIN_COOKIE);
  },
});

export const LOGIN_COOKIE = "login";
