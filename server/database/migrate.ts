import { Schema, type Connection } from "mongoose";

/** One step from a version of the stored data to the next. It may be cut short and run again. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  run(connection: Connection): Promise<void>;
}

interface StoredVersion {
  readonly _id: number;
  readonly name: string;
  readonly doneAt: Date;
}

const versionSchema = new Schema<StoredVersion>(
  { _id: Number, name: String, doneAt: Date },
  { versionKey: false, strict: "throw", collection: "versions" },
);

/** The stored data is of a version that this program does not know. */
export class NewerData extends Error {}

/** Brings the stored data to the newest version, step by step, then makes all indexes. */
export const migrate = async (
  connection: Connection,
  migrations: readonly Migration[],
  now: () => Date,
): Promise<void> => {
  const versions = connection.model<StoredVersion>("Version", versionSchema);
  const done = await versions.find().sort({ _id: -1 }).limit(1).lean<StoredVersion[]>();
  const at = done[0]?._id ?? 0;
  const newest = migrations.at(-1)?.version ?? 0;
  if (at > newest) {
    throw new NewerData(
      `The data is of version ${at}, this program knows up to ${newest}. Start the newer program.`,
    );
  }
  for (const step of migrations.filter(({ version }) => version > at)) {
    const { version, name } = step;
    await step.run(connection);
    await versions.updateOne({ _id: version }, { $set: { name, doneAt: now() } }, { upsert: true });
  }
  for (const model of Object.values(connection.models)) {
    await model.createIndexes();
  }
};
