import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);
/** Longer than that is seen as a delay. */
const WINDOW_MAX_MS = 100;
const flag = z.enum(["on", "off"]).transform((value) => value === "on");

/**
 * Every environment variable there is. The README's table says the same for people; a test compares them.
 */
export const settingsSchema = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATA_DIR: z.string().min(1).default("./data"),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, "must begin with mongodb:// or mongodb+srv://")
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, "must begin with redis:// or rediss://")
    .optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: "must be an http or https URL" })
    .transform((url) => url.replace(/\/+$/, ""))
    .optional(),
  TRUST_PROXY: z
    .string()
    .regex(
      /^[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*$|^(loopback|linklocal|uniquelocal)$/,
      "must be addresses or subnets separated by commas, or loopback, linklocal, uniquelocal",
    )
    .optional(),
  SESSION_SECRET: z.string().min(32, "must have 32 characters at least").optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "must begin with smtp:// or smtps://")
    .optional(),
  MAIL_FROM: z.string().min(3).default("Cocreate <no-reply@localhost>"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  DEMO: flag.optional(),
  RATE_LIMITS: flag.default(true),
  DOCUMENT_WINDOW_MS: z.coerce.number().int().min(0).max(WINDOW_MAX_MS).default(0),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Names each variable that is wrong, and why. */
export class WrongSettings extends Error {}

/** Reads the environment; an empty variable counts as absent. Throws `WrongSettings`. */
export const readSettings = (environment: Record<string, string | undefined>): Settings => {
  const given = Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    throw new WrongSettings(
      parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
    );
  }
  return parsed.data;
};
