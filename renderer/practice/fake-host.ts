// SPDX-License-Identifier: Apache-2.0
import type { Change } from '../../model/change.ts';
import type { Event, EventName, Handlers, Outcome } from '../../model/contract.ts';
import { fault, refusal } from '../../model/fault.ts';
import type { Entry } from '../../model/history.ts';
import type { Observation } from '../../model/observation.ts';
import { makePlan } from '../../model/planner.ts';
import { failed, ok, type Result } from '../../model/result.ts';
import type {
  AppEvent,
  AppHandlers,
  HelperStatus,
  Lanyard,
  Preferences,
} from '../../model/shell-contract.ts';
import { counterOf } from '../../model/undo.ts';
import { afterStep } from './interpret.ts';
import { practiceJournal } from './journal.ts';
import { practiceMachine } from './machine.ts';
import { pulseRates, pulseReach } from './pulse.ts';
import { practiceScan } from './scan.ts';
import type { Scene } from './scene.ts';
import { asVirtual } from './virtual.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

type Listen = (event: never) => void;

/** A host in memory: the contract without a machine behind it. */
export class FakeHost {
  seen: Observation;
  #scene: Scene;
  #entries: Entry[];
  #tick = 0;
  #listens = new Map<string, Set<Listen>>();
  #status: HelperStatus;
  #preferences: Preferences;
  #sessions = 0;
  #pace: number;

  /** `pace`: milliseconds a step takes. */
  constructor(scene: Scene, preferences: Preferences, pace = 140) {
    this.#pace = pace;
    this.#scene = scene;
    this.#preferences = preferences;
    this.seen = practiceMachine({
      more: scene === 'many' ? 230 : 0,
      empty: scene === 'empty',
      stateReadable: scene !== 'unread',
    });
    if (scene === 'unread') this.seen = { ...this.seen, networks: [], containers: [] };
    if (scene === 'vm') this.seen = asVirtual(this.seen);
    if (scene === 'hostile') this.#poison();
    if (scene === 'trouble') this.#break();
    this.#entries = practiceJournal(this.seen);
    const root = !['readonly', 'unread', 'elevating', 'empty'].includes(scene);
    this.#status = { state: 'connected', since: this.seen.at, authority: root ? 'change' : 'read' };
  }

  emit<Name extends EventName>(name: Name, event: Event<Name>): void {
    for (const listen of this.#listens.get(name) ?? []) listen(event as never);
  }

  turn(status: Partial<HelperStatus>): HelperStatus {
    this.#status = { ...this.#status, ...status };
    for (const listen of this.#listens.get('app.helper') ?? []) listen(this.#status as never);
    return this.#status;
  }

  /** One second of the machine's life. */
  beat(): void {
    this.#tick++;
    this.seen = { ...this.seen, at: this.seen.at + 1000 };
    this.emit('reached', pulseReach(this.seen, this.#tick, this.#scene === 'trouble'));
    this.emit('rated', pulseRates(this.seen, this.#tick));
  }

  change(seen: Observation): void {
    this.seen = seen;
    this.emit('observed', seen);
  }

  client(): Lanyard {
    return Object.freeze({ ...this.#handlers(), ...this.#appHandlers(), on: this.#on.bind(this) }) as Lanyard;
  }

  #on(name: string, listen: Listen): () => void {
    const listens = this.#listens.get(name) ?? new Set();
    this.#listens.set(name, listens.add(listen));
    return () => listens.delete(listen);
  }

  #handlers(): Handlers {
    const nothing = async () => ok({});
    return {
      hello: async () => ok({ version: '0.1.0', authority: 'change', pid: 1 }),
      observe: async () => ok(this.seen),
      preview: async ({ change }) => ok(makePlan(change, this.seen)),
      history: async () => ok(this.#entries),
      reach: async () => ok(pulseReach(this.seen, this.#tick, false)),
      watch: nothing,
      logs: async ({ from }) => ok(from < 0 ? { lines: LOG, next: 1 } : { lines: [], next: 1 }),
      'logs-watch': async () => ok({}),
      apply: ({ change, agreed }) => this.#apply(change, agreed),
      undo: async ({ entry }) => {
        const counter = counterOf(this.#entries.find((one) => one.entry === entry) as Entry);
        return counter
          ? this.#apply(counter, undefined, entry)
          : failed(fault('undo-impossible', { entry, reason: '' }));
      },
      restore: async () => ok([]),
      scan: async ({ parent, subnet }) => practiceScan(parent, subnet, this.seen),
      signal: nothing,
      exec: async () => ok({ exitCode: 0, stdout: '', stderr: '' }),
      'session-open': async () => {
        const session = ++this.#sessions;
        setTimeout(() => this.emit('session-output', { session, text: MOTD }), 30);
        return ok({ session });
      },
      'session-write': async ({ session, text }) => {
        this.emit('session-output', { session, text: text === '\r' ? '\r\n/ # ' : text });
        return ok({});
      },
      'session-resize': nothing,
      'session-close': nothing,
      'image-import': async () => failed(fault('file-missing', { path: '' })),
      'image-pull': async ({ name }) =>
        failed(fault('image-pull-failed', { image: name, reason: 'no such image' })),
      'image-remove': nothing,
    };
  }

  #appHandlers(): AppHandlers {
    const unlock = async (): Promise<Result<HelperStatus>> => {
      this.turn({ state: 'elevating' });
      await pause(900);
      return ok(this.turn({ state: 'connected', authority: 'change' }));
    };
    return {
      'app.state': async () =>
        ok({ helper: this.#status, preferences: this.#preferences, shell: 'chromium', version: '0.1.0' }),
      'app.unlock': unlock,
      'app.lock': async () => ok(this.turn({ authority: 'read' })),
      'app.reconnect': async () => ok(this.turn({ state: 'connected' })),
      'app.prefer': async (wish) => {
        this.#preferences = { ...this.#preferences, ...wish };
        return ok(this.#preferences);
      },
      'app.copy': async () => ok({}),
      'app.install': async () => ok({}),
    };
  }

  async #apply(change: Change, agreed: unknown, undoes?: number): Promise<Result<Outcome>> {
    const number = this.#entries.length + 1;
    const plan = makePlan(change, this.seen);
    const refused = refusal(plan.findings);
    if (refused) return failed(refused);
    if (this.#scene === 'elevating') await pause(1e9);
    if (this.#scene === 'stale' && agreed !== undefined)
      return failed(fault('plan-stale', { differs: 'links' }));
    const steps: Entry['steps'] = plan.steps.map((step) => ({ step, outcome: 'waiting' }));
    for (const [index, one] of steps.entries()) {
      one.outcome = 'begun';
      this.emit('progress', { entry: number, index, outcome: 'begun' });
      await pause(this.#pace);
      if (index === steps.length - 1 && (this.#scene === 'fail' || this.#scene === 'leftover'))
        return this.#fail(number, index);
      one.outcome = 'done';
      this.emit('progress', { entry: number, index, outcome: 'done' });
      this.change(afterStep(one.step, this.seen));
    }
    const entry: Entry = {
      entry: number,
      change,
      at: this.seen.at,
      status: 'done',
      steps,
      ...(undoes === undefined ? {} : { undoes }),
    };
    this.#entries = this.#entries.map((one) =>
      one.entry === undoes ? { ...one, status: 'undone', undoneBy: number } : one,
    );
    this.#entries.push(entry);
    return ok({ entry, findings: [] });
  }

  #fail(number: number, at: number): Result<Outcome> {
    this.emit('progress', { entry: number, index: at, outcome: 'failed' });
    const leaves = this.#scene === 'leftover';
    for (let index = at - 1; index >= 0; index--)
      this.emit('progress', { entry: number, index, outcome: leaves && index === 0 ? 'leftover' : 'undone' });
    const said = fault('step-failed', { command: 'ip link set eth0.60 up', reason: 'Network is down' });
    return failed({ ...said, ...(leaves ? { leftover: ['ip link delete eth0.60'] } : {}) });
  }

  /** One container has ended badly. */
  #break(): void {
    const containers = this.seen.containers.map((one) =>
      one.state.status === 'exited' ? { ...one, state: { ...one.state, exitCode: 137 } } : one,
    );
    this.seen = { ...this.seen, containers };
  }

  /** Names and texts that would like to be markup. */
  #poison(): void {
    const [first] = this.seen.containers;
    if (first === undefined) return;
    const name = '<img src=x onerror=alert(1)>';
    const spec = { ...first.spec, name, image: '"><script>alert(2)</script>', env: [] };
    this.seen = {
      ...this.seen,
      containers: [
        { ...first, spec, argv: ['sh', '-c', '<b>bold</b> {gateway}'] },
        ...this.seen.containers.slice(1),
      ],
    };
  }
}

export type AppHelperEvent = AppEvent<'app.helper'>;

const MOTD =
  '\x1b[1mweb\x1b[0m:/# ip -br addr\r\nlo               UNKNOWN        127.0.0.1/8\r\neth0@if2         UP             172.16.86.193/24\r\nweb:/# ';

const LOG = [
  ['11:55:02', 'stdout', '/docker-entrypoint.sh: Configuration complete; ready for start up'],
  ['11:55:02', 'stderr', '2026/11/24 11:55:02 [notice] 1#1: using the "epoll" event method'],
  ['11:55:02', 'stderr', '2026/11/24 11:55:02 [notice] 1#1: nginx/1.27.3'],
  ['11:57:41', 'stdout', '172.16.86.10 - - "GET / HTTP/1.1" 200 615'],
  ['11:58:09', 'stdout', '172.16.86.42 - - "GET /health HTTP/1.1" 200 2'],
].map(([time, stream, text]) => ({
  at: `2026-11-24T${time}.000Z`,
  stream: stream as 'stdout' | 'stderr',
  text: text ?? '',
}));
