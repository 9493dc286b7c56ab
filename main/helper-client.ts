// SPDX-License-Identifier: Apache-2.0
import { CALLS, type CallName, type Value } from '../model/contract.ts';
import { type Fault, fault } from '../model/fault.ts';
import { failed, ok, type Result } from '../model/result.ts';
import type { HelperStatus } from '../model/shell-contract.ts';
import type { Ended } from './child-process.ts';
import { type Hear, type HelperLink, linkTo } from './helper-link.ts';
import { elevationFault, lossFault, startHelper } from './helper-process.ts';
import type { Host } from './host.ts';

/** Milliseconds before the next try after a loss: doubled each time, from first to most. */
export const BACKOFF = { first: 200, most: 5000 } as const;

/** A helper that lived this long was well: its loss counts as the first. Milliseconds. */
const WELL = 10_000;

/** Milliseconds that an ordinary helper has for its hello. */
const FIRST_WORD = 15_000;

interface Current {
  link: HelperLink;
  authority: 'read' | 'change';
  since: number;
}

export interface ClientParts {
  host: Host;
  hear: Hear;
  /** Told of every change of status. */
  told: (status: HelperStatus) => void;
  now?: () => number;
}

/** Keeps one helper answering: starts it, elevates it at the first change, starts it again when it is lost. */
export class HelperClient {
  readonly #parts: ClientParts;
  #status: HelperStatus;
  #current: Current | undefined;
  #connecting: Promise<Result<Current>> | undefined;
  #elevating: Promise<Result<Current>> | undefined;
  readonly #starting = new Set<HelperLink>();
  #retry: NodeJS.Timeout | undefined;
  #losses = 0;
  #watch: unknown;
  #closed = false;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.#status = { state: 'connecting', since: this.#now() };
  }

  get status(): HelperStatus {
    return this.#status;
  }

  /** A call of the contract's table. Waits for a helper that is being started, not for one that is lost. */
  async call(name: CallName, params: unknown): Promise<Result<unknown>> {
    const current = CALLS[name].authority === 'change' ? await this.elevate() : await this.connect();
    if (!current.ok) return current;
    if (name === 'watch') this.#watch = params;
    return current.value.link.call(name, params);
  }

  /** The helper that answers now, or the one that is being started. */
  async connect(): Promise<Result<Current>> {
    if (this.#current) return ok(this.#current);
    if (this.#retry) return failed(this.#status.fault ?? fault('helper-lost', { reason: '' }));
    return this.reconnect();
  }

  /** As connect, without waiting for the next try of a lost one. */
  reconnect(): Promise<Result<Current>> {
    if (this.#current) return Promise.resolve(ok(this.#current));
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#connecting ??= this.#start(false).finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  /** A helper that may change things. One question at a time, however many ask. */
  async elevate(): Promise<Result<Current>> {
    const current = await this.connect();
    if (!current.ok || current.value.authority === 'change') return current;
    if (this.#parts.host.elevate === undefined)
      return failed(fault('elevation-missing', { reason: 'this host has no way up' }));
    this.#elevating ??= this.#rise().finally(() => {
      this.#elevating = undefined;
    });
    return this.#elevating;
  }

  /** Back to an ordinary helper, where there is one. */
  async lock(): Promise<void> {
    const current = this.#current;
    if (current?.authority !== 'change' || this.#parts.host.elevate === undefined) return;
    this.#current = undefined;
    await current.link.end();
    await this.reconnect();
  }

  /** Ends every helper. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await Promise.all([this.#current?.link, ...this.#starting].map((link) => link?.end()));
  }

  async #rise(): Promise<Result<Current>> {
    this.#tell({ state: 'elevating', authority: 'read' });
    const risen = await this.#start(true);
    // The ordinary one may have been lost meanwhile, and is then being started again.
    if (!risen.ok && this.#current)
      this.#tell({ state: 'connected', authority: this.#current.authority, fault: risen.fault });
    return risen;
  }

  /** Starts a helper, and takes it over once it has said hello. */
  async #start(elevated: boolean): Promise<Result<Current>> {
    if (this.#closed) return failed(fault('helper-lost', { reason: 'closed' }));
    const process = startHelper(this.#parts.host, elevated);
    const link = linkTo(process, this.#parts.hear);
    this.#starting.add(link);
    // A person at the password question has all the time there is.
    const patience = elevated ? undefined : setTimeout(() => void link.end(), FIRST_WORD);
    const hello = await link.call('hello', {});
    clearTimeout(patience);
    if (!hello.ok) {
      void link.end();
      const ended = await process.ended;
      this.#starting.delete(link);
      const why = elevated ? elevationFault(ended) : hello.fault;
      if (!elevated) this.#lose(why);
      return failed(why);
    }
    this.#starting.delete(link);
    const { authority } = hello.value as Value<'hello'>;
    return ok(await this.#take({ link, authority, since: this.#now() }, process.ended));
  }

  async #take(current: Current, ended: Promise<Ended>): Promise<Current> {
    const before = this.#current;
    this.#current = current;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    void ended.then((end) => {
      if (this.#current !== current) return;
      this.#current = undefined;
      this.#losses = this.#now() - current.since > WELL ? 0 : this.#losses;
      this.#lose(lossFault(end));
    });
    if (this.#closed) void current.link.end();
    void before?.link.end();
    if (this.#watch !== undefined) await current.link.call('watch', this.#watch);
    if (this.#current === current) this.#tell({ state: 'connected', authority: current.authority });
    return current;
  }

  #lose(why: Fault): void {
    if (this.#closed || this.#retry) return;
    const wait = Math.min(BACKOFF.first * 2 ** this.#losses, BACKOFF.most);
    this.#losses += 1;
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.reconnect();
    }, wait);
    this.#tell({ state: 'lost', fault: why });
  }

  #tell(status: Omit<HelperStatus, 'since'>): void {
    this.#status = { ...status, since: this.#now() };
    if (!this.#closed) this.#parts.told(this.#status);
  }

  #now(): number {
    return (this.#parts.now ?? Date.now)();
  }
}
