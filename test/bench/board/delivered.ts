import { openMany } from "./crowdVotes.ts";
import { startPeer } from "./peer.ts";

/** Events delivered a second, and processor milliseconds for a thousand of them. */
export const delivered = async (
  mode: string,
  { watchers, seconds }: { readonly watchers: number; readonly seconds: number },
) => {
  const peer = await startPeer(mode);
  const sockets = await openMany(peer.port, watchers);
  let bytes = 0;
  for (const { tcp } of sockets) {
    tcp.removeAllListeners("data");
    tcp.on("data", (chunk) => {
      bytes += chunk.length;
    });
  }
  const events = new Promise<number>((resolve) => {
    peer.child.once("message", (message: { events: number }) => resolve(message.events));
  });
  const cpu = peer.cpu();
  peer.child.send({ ms: seconds * 1000 });
  const count = await events;
  const result = {
    perSecond: (count * watchers) / seconds,
    cpuMs: ((peer.cpu() - cpu) * 1000) / ((count * watchers) / 1000),
    bytes,
  };
  sockets.forEach(({ tcp }) => tcp.destroy());
  await peer.stop();
  return result;
};
