// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import { Change } from './change.ts';
import { Image } from './container.ts';
import { Finding } from './finding.ts';
import { Entry, StepOutcome } from './history.ts';
import { Scan } from './lan/scan-result.ts';
import { Observation } from './observation.ts';
import { Plan } from './plan.ts';
import { Rate, Reach } from './reach.ts';
import type { Result } from './result.ts';
import { Step } from './step.ts';
import { Id, Reference, Typed, text } from './text.ts';

/** read: as the ordinary user. change: as root. */
export type Authority = 'read' | 'change';

interface Call<Params extends z.ZodMiniType, Value extends z.ZodMiniType> {
  authority: Authority;
  params: Params;
  value: Value;
}

const call = <Params extends z.ZodMiniType, Value extends z.ZodMiniType>(
  authority: Authority,
  params: Params,
  value: Value,
): Call<Params, Value> => ({ authority, params, value });

const nothing = z.strictObject({});
const Entries = z.int().check(z.minimum(1), z.maximum(1000));

/** What `apply` and `undo` return. */
export const Outcome = z.object({
  entry: Entry,
  /** What was remarked before acting, and what verify found after. */
  findings: z.array(Finding),
});
export type Outcome = z.infer<typeof Outcome>;

/** Every call there is. Both sides, the bridge between them and the tests' fake host are derived from this table. */
export const CALLS = {
  hello: call(
    'read',
    nothing,
    z.object({
      version: z.string(),
      authority: z.enum(['read', 'change']),
      pid: z.int(),
      lab: z.optional(z.string()),
    }),
  ),
  /** `sandboxes`: look inside every running container's network namespace too. */
  observe: call('read', z.strictObject({ sandboxes: z.boolean() }), Observation),
  preview: call('read', z.strictObject({ change: Change }), Plan),
  history: call('read', z.strictObject({ last: Entries }), z.array(Entry)),
  /** Probes every reachability question once and waits for the answers, at most `seconds`. */
  reach: call(
    'read',
    z.strictObject({
      container: z.optional(Reference),
      seconds: z.number().check(z.minimum(0), z.maximum(30)),
    }),
    z.array(Reach),
  ),
  /** From now on the events come; `probe`: reachability too. Asked again, the last word holds. */
  watch: call('read', z.strictObject({ links: z.boolean(), probe: z.boolean() }), nothing),
  /** Log text from byte `from` (negative: that many lines from the end), at most `limit` bytes. */
  logs: call(
    'read',
    z.strictObject({
      container: Reference,
      from: z.int(),
      limit: z.int().check(z.minimum(1), z.maximum(1048576)),
    }),
    z.object({
      lines: z.array(z.object({ at: z.string(), stream: z.enum(['stdout', 'stderr']), text: z.string() })),
      next: z.int(),
    }),
  ),
  /** `on`: from now on a `logged` event comes whenever this container's log has grown. */
  'logs-watch': call('read', z.strictObject({ container: Reference, on: z.boolean() }), nothing),

  /** `agreed`: the steps that the person saw; when they are not what the helper derives now: plan-stale. Undefined: no person looked. */
  apply: call('change', z.strictObject({ change: Change, agreed: z.optional(z.array(Step)) }), Outcome),
  undo: call('change', z.strictObject({ entry: z.int(), agreed: z.optional(z.array(Step)) }), Outcome),
  /** Asks every address of one IPv4 subnet on one parent by ARP, and DHCP servers what they would lease; `subnet` undefined: the parent's own. At most 4096 addresses, some seconds. */
  scan: call('change', z.strictObject({ parent: text(64), subnet: z.optional(Typed) }), Scan),
  /** Makes again what a reboot took, and finishes what a killed helper left open. */
  restore: call('change', nothing, z.array(Outcome)),
  /** Sends one signal to a container's first process; what that does is the container's affair. */
  signal: call(
    'change',
    z.strictObject({ container: Reference, signal: z.string().check(z.regex(/^(SIG)?[A-Z0-9+-]{2,12}$/)) }),
    nothing,
  ),
  /** Runs one command in a container to its end. Output beyond 1 MiB is a fault. */
  exec: call(
    'change',
    z.strictObject({
      container: Reference,
      argv: z.array(text(131072)).check(z.minLength(1), z.maxLength(4096)),
      env: z.array(text(131072)).check(z.maxLength(256)),
      workdir: z.optional(text(4096)),
      user: z.optional(text(256)),
      input: z.optional(text(1048576)),
    }),
    z.object({ exitCode: z.int(), stdout: z.string(), stderr: z.string() }),
  ),
  /** A terminal in a container: its output comes as `session-output` events, until `session-end`. */
  'session-open': call(
    'change',
    z.strictObject({
      container: Reference,
      argv: z.array(text(131072)).check(z.minLength(1), z.maxLength(4096)),
      columns: z.int().check(z.minimum(1), z.maximum(1000)),
      rows: z.int().check(z.minimum(1), z.maximum(1000)),
    }),
    z.object({ session: z.int() }),
  ),
  'session-write': call('change', z.strictObject({ session: z.int(), text: text(65536) }), nothing),
  'session-resize': call(
    'change',
    z.strictObject({
      session: z.int(),
      columns: z.int().check(z.minimum(1), z.maximum(1000)),
      rows: z.int().check(z.minimum(1), z.maximum(1000)),
    }),
    nothing,
  ),
  'session-close': call('change', z.strictObject({ session: z.int() }), nothing),
  /** From a rootfs tarball, an OCI or a docker archive on the host. */
  'image-import': call('change', z.strictObject({ path: text(4096), name: text(512) }), Image),
  /** Through skopeo, where it is installed; `progress` events tell how far. */
  'image-pull': call('change', z.strictObject({ name: text(512) }), Image),
  'image-remove': call('change', z.strictObject({ image: Reference }), nothing),
} as const;

/** What the helper says unasked. */
export const EVENTS = {
  /** Something in the kernel or the state folder is not as it was: the whole new observation. */
  observed: Observation,
  reached: z.array(Reach),
  rated: z.array(Rate),
  /** One line of a plan that is being applied. */
  progress: z.object({ entry: z.int(), index: z.int(), outcome: StepOutcome }),
  pulled: z.object({ image: z.string(), line: z.string() }),
  logged: z.object({ container: Id }),
  'session-output': z.object({ session: z.int(), text: z.string() }),
  'session-end': z.object({ session: z.int(), exitCode: z.int() }),
} as const;

export type Calls = typeof CALLS;
export type CallName = keyof Calls;
export type Params<Name extends CallName> = z.infer<Calls[Name]['params']>;
export type Value<Name extends CallName> = z.infer<Calls[Name]['value']>;

export type Events = typeof EVENTS;
export type EventName = keyof Events;
export type Event<Name extends EventName> = z.infer<Events[Name]>;
export type Emit = <Name extends EventName>(name: Name, event: Event<Name>) => void;

/** What the helper implements. */
export type Handlers = { [Name in CallName]: (params: Params<Name>) => Promise<Result<Value<Name>>> };

/** What everybody else calls. */
export type Client = Handlers & {
  on: <Name extends EventName>(name: Name, listen: (event: Event<Name>) => void) => () => void;
};

/** A request over this many bytes is refused unread. */
export const REQUEST_LIMIT = 4 * 1024 * 1024;
