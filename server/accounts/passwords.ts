import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "../dispatch/refusal.ts";
import { COMMON_PASSWORDS } from "./commonPasswords.ts";

// OWASP's Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COST);

/** Takes as long for someone who is not there as for a wrong password. */
export const isPassword = async (
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> => {
  const isRight = await verify(passwordHash ?? (await nobodysHash()), password);
  return isRight && passwordHash !== undefined;
};

let nobodys: Promise<string> | undefined;
const nobodysHash = (): Promise<string> => (nobodys ??= hashPassword("nobody's password"));

/** Refuses the first that anybody would try: well-known ones, and one's own name or address. */
export const refuseCommonPassword = (
  field: string,
  password: string,
  own: { readonly email: string; readonly name: string },
): void => {
  const plain = password.toLowerCase();
  const guesses = [own.email, own.email.split("@")[0], own.name.toLowerCase()];
  if (COMMON_PASSWORDS.has(plain) || guesses.includes(plain)) {
    throw new Refusal("invalid_input", {
      message: `${field}: too common`,
      fields: { [field]: "too_common" },
    });
  }
};
