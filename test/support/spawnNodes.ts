import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { balancer, type Balancer } from "../../scripts/cluster/balancer.ts";
import { startEmbeddedMongodb } from "../../server/embedded-mongodb/startEmbeddedMongodb.ts";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { register } from "../../shared/accounts/register.ts";
import { Person } from "./person.ts";
import { startRedis, type TestRedis } from "./redis.ts";
import { SpawnedServer } from "./spawnServer.ts";

const PASSWORD = "correct horse battery";

/** Server processes on one database and one Redis, with an owner, behind a load balancer. */
export interface SpawnedNodes {
  readonly servers: readonly SpawnedServer[];
  readonly urls: readonly string[];
  /** Of the load balancer. */
  readonly url: string;
  readonly front: Balancer;
  readonly redis: TestRedis;
  readonly owner: Person;
  /** Somebody new, who came in through the given address. */
  user(url: string, name: string): Promise<Person>;
  remove(): Promise<void>;
}

const signUp = async (url: string, name: string): Promise<Person> => {
  const person = new Person(url);
  const email = `${crypto.randomUUID()}@example.com`;
  person.account = await person.do(register, { email, password: PASSWORD, name });
  return person;
};

export const spawnNodes = async (
  count: number,
  environment: Record<string, string> = {},
): Promise<SpawnedNodes> => {
  const dataDir = await mkdtemp(join(tmpdir(), "test-nodes-"));
  const engine = await startEmbeddedMongodb({ dataDir: join(dataDir, "mongodb") });
  const redis = await startRedis();
  const shared = { MONGODB_URI: engine.uri, REDIS_URL: redis.url, TRUST_PROXY: "loopback" };
  const servers: SpawnedServer[] = [];
  while (servers.length < count) {
    const server = new SpawnedServer(dataDir, { ...shared, ...environment });
    await server.start();
    servers.push(server);
  }
  const urls = servers.map(({ url }) => url);
  const owner = await signUp(urls[0] ?? "", "Olive Owner");
  await owner.do(claimOwner, { token: servers.at(-1)?.ownerToken ?? "" });
  const front = balancer(urls.map((url) => Number(new URL(url).port)));
  front.server.listen(0, "127.0.0.1");
  await once(front.server, "listening");
  const address = front.server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  while (front.ready.length < count) {
    await setTimeout(20);
  }
  return {
    servers,
    urls,
    url: `http://127.0.0.1:${port}`,
    front,
    redis,
    owner,
    user: signUp,
    remove: async () => {
      await front.close();
      await Promise.all(servers.map((server) => server.end("SIGKILL")));
      await redis.stop();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 });
    },
  };
};
