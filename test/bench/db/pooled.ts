export interface Pooled<Connection> {
  all: readonly Connection[];
  /** With a connection that nobody else uses meanwhile. */
  with: <T>(work: (connection: Connection) => Promise<T>) => Promise<T>;
}

/** As many connections as there are ever users at once. */
export async function pooled<Connection>(
  count: number,
  connect: () => Promise<Connection>,
): Promise<Pooled<Connection>> {
  const all = await Promise.all(Array.from({ length: count }, connect));
  const idle = [...all];
  return {
    all,
    async with(work) {
      const connection = idle.pop();
      if (!connection) {
        throw new Error("more users than connections");
      }
      try {
        return await work(connection);
      } finally {
        idle.push(connection);
      }
    },
  };
}
