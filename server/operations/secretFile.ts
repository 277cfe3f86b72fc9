import { randomBytes } from "node:crypto";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";

const isExisting = (fault: unknown): boolean =>
  fault instanceof Error && Reflect.get(fault, "code") === "EEXIST";

/** The secret kept in a file of the data folder, made at the first start. Only its owner may read it. */
export const secretFile = async (dataDir: string, name: string, bytes = 48): Promise<string> => {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const path = join(dataDir, name);
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(randomBytes(bytes).toString("base64url"));
    await file.sync();
    await file.close();
  } catch (fault) {
    if (!isExisting(fault)) {
      throw fault;
    }
  }
  return (await readFile(path, "utf8")).trim();
};
