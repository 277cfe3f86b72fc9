import { monitorEventLoopDelay } from "node:perf_hooks";
import { Router } from "express";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { Breaker } from "../database/breaker.ts";
import type { Execute } from "../dispatch/execute.ts";

export interface Metrics {
  readonly registry: Registry;
  /** The same road, measured. */
  readonly measured: (execute: Execute) => Execute;
}

interface MetricsDeps {
  readonly socketCount: () => number;
  /** Clients cut because they did not read. */
  readonly cutCount: () => number;
  readonly documents: () => {
    readonly documents: number;
    readonly writtenDocuments: number;
    readonly connections: number;
    readonly cuts: number;
  };
}

const DELAY_EVERY_MS = 10;

interface Measures {
  readonly took: { observe(seconds: number): void };
  /** Since somebody last asked. */
  succeeded: number;
}

export const metrics = ({ socketCount, cutCount, documents }: MetricsDeps): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "operation_seconds",
    help: "How long operations took, by name",
    labelNames: ["operation"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  // Looking up a label for each of a crowd's commands costs more than counting it.
  const measures = new Map<string, Measures>();
  const replies: Counter<"operation" | "code"> = new Counter({
    name: "operation_replies_total",
    help: "Replies, by operation and code",
    labelNames: ["operation", "code"],
    registers: [registry],
    collect: (): void => {
      for (const [operation, measured] of measures) {
        replies.inc({ operation, code: "ok" }, measured.succeeded);
        measured.succeeded = 0;
      }
    },
  });
  const measuresOf = (operation: string): Measures => {
    const known = measures.get(operation) ?? {
      took: seconds.labels(operation),
      succeeded: 0,
    };
    measures.set(operation, known);
    return known;
  };
  const sockets: Gauge = new Gauge({
    name: "sockets_open",
    help: "Socket.IO connections",
    registers: [registry],
    collect: (): void => sockets.set(socketCount()),
  });
  const cuts: Gauge = new Gauge({
    name: "sockets_cut",
    help: "Socket.IO connections cut because the client did not read, since the start",
    registers: [registry],
    collect: (): void => cuts.set(cutCount()),
  });
  const open: Gauge = new Gauge({
    name: "documents_open",
    help: "Shared documents that are open",
    registers: [registry],
    collect: (): void => open.set(documents().documents),
  });
  const written: Gauge = new Gauge({
    name: "documents_written",
    help: "Shared documents that are open and have been written lately",
    registers: [registry],
    collect: (): void => written.set(documents().writtenDocuments),
  });
  const editors: Gauge = new Gauge({
    name: "document_connections_open",
    help: "Connections to shared documents",
    registers: [registry],
    collect: (): void => editors.set(documents().connections),
  });
  const documentCuts: Gauge = new Gauge({
    name: "document_connections_cut",
    help: "Connections to shared documents cut because the client did not read, since the start",
    registers: [registry],
    collect: (): void => documentCuts.set(documents().cuts),
  });
  const delays = monitorEventLoopDelay({ resolution: DELAY_EVERY_MS });
  delays.enable();
  const slowest: Gauge = new Gauge({
    name: "event_loop_delay_p999_seconds",
    help: "The thousandth part of all event loop delays is longer, since it was last asked for",
    registers: [registry],
    collect: (): void => {
      slowest.set(delays.percentile(99.9) / 1e9);
      delays.reset();
    },
  });
  return {
    registry,
    measured: (execute) => async (handler, input, call) => {
      const operation = handler.operation.name;
      const measured = measuresOf(operation);
      const startedAt = performance.now();
      const reply = await execute(handler, input, call);
      measured.took.observe((performance.now() - startedAt) / 1000);
      if (reply.ok) {
        measured.succeeded += 1;
      } else {
        replies.inc({ operation, code: reply.error.code });
      }
      return reply;
    },
  };
};

interface HealthDeps {
  readonly breaker: Breaker;
  readonly registry: Registry;
  readonly isDraining: () => boolean;
}

/** `/livez`: the process is up. `/readyz`: it can do its work, and is not about to leave. `/metrics`. */
export const healthRouter = ({ breaker, registry, isDraining }: HealthDeps): Router => {
  const router = Router();
  router.get("/livez", (_req, res) => {
    res.json({ ok: true });
  });
  router.get("/readyz", async (_req, res) => {
    const database = await breaker.check();
    const isReady = database && !isDraining();
    res.status(isReady ? 200 : 503).json({
      ok: isReady,
      database,
      breaker: breaker.isOpen ? "open" : "closed",
      draining: isDraining(),
    });
  });
  router.get("/metrics", async (_req, res) => {
    res.type(registry.contentType).send(await registry.metrics());
  });
  return router;
};
