import type { FaultProxy } from "./faultProxy.ts";
import { pick } from "./mutatedUpdates.ts";

/** Does to the connections through it what trains and tunnels do. */
export const disturb = async (proxy: FaultProxy, random: () => number): Promise<void> => {
  const faults = [
    async () => proxy.reset(),
    async () => proxy.stall(),
    async () => proxy.heal(),
    async () => proxy.cutAfter(Math.floor(random() * 2000)),
    async () => proxy.slow({ delayMs: 5 }),
  ];
  await pick(random, faults)();
};
