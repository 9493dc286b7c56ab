// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { ContainerSpec, EndpointSpec } from './container.ts';
import { NetworkSpec } from './network.ts';
import { Reference } from './text.ts';

/** Everything a person can ask to have changed. Each becomes one plan. */
export const Change = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('network-create'), spec: NetworkSpec }),
  z.strictObject({ ask: z.literal('network-remove'), network: Reference }),
  /** Its link made again, when a reboot took it. */
  z.strictObject({ ask: z.literal('network-restore'), network: Reference }),
  /** Host access: on again makes anew whatever of it has gone missing. */
  z.strictObject({ ask: z.literal('network-host-access'), network: Reference, on: z.boolean() }),
  z.strictObject({ ask: z.literal('network-connect'), container: Reference, endpoint: EndpointSpec }),
  z.strictObject({
    ask: z.literal('network-disconnect'),
    container: Reference,
    network: Reference,
    force: z.boolean(),
  }),
  /** Made, and unless `start` is false, started. */
  z.strictObject({ ask: z.literal('container-run'), spec: ContainerSpec, start: z.boolean() }),
  z.strictObject({ ask: z.literal('container-start'), container: Reference }),
  /** TERM, then KILL after `grace` seconds; 0: KILL at once. */
  z.strictObject({
    ask: z.literal('container-stop'),
    container: Reference,
    grace: z.int().check(z.minimum(0), z.maximum(3600)),
  }),
  z.strictObject({ ask: z.literal('container-remove'), container: Reference, force: z.boolean() }),
  /** What is left to do when a container has ended by itself; asked by its monitor. */
  z.strictObject({ ask: z.literal('container-reap'), container: Reference }),
]);
export type Change = z.infer<typeof Change>;
export type ChangeOf<Ask extends Change['ask']> = Extract<Change, { ask: Ask }>;
