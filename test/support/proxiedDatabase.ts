import { faultProxy, type FaultProxy, type Place } from "./faultProxy.ts";

const placeOf = (uri: string): Place => {
  const host = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? "");
  const first = host.split(",")[0] ?? "";
  return first.startsWith("/") ? { path: first } : { port: Number(first.split(":")[1] ?? 27017) };
};

export interface ProxiedDatabase {
  readonly uri: string;
  readonly proxy: FaultProxy;
}

/** A way to a database that can be made to fail. */
export const proxiedDatabase = async (uri: string): Promise<ProxiedDatabase> => {
  const proxy = await faultProxy(placeOf(uri));
  return { uri: `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`, proxy };
};
