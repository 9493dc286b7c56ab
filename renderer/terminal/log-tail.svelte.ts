// SPDX-License-Identifier: Apache-2.0
import type { Value } from '../../model/contract.ts';
import type { Fault } from '../../model/fault.ts';
import type { Lanyard } from '../../model/shell-contract.ts';

export type LogLine = Value<'logs'>['lines'][number];

const KEPT = 5000;

/** A container's log from its last lines on, as it grows: the helper tells when there is more. */
export class LogTail {
  lines = $state.raw<readonly LogLine[]>([]);
  fault = $state.raw<Fault>();
  read = $state(false);
  #client: Lanyard;
  #container: string;
  #next = -400;
  #reading = false;
  #again = false;
  #closed = false;
  #off: readonly (() => void)[];

  constructor(client: Lanyard, container: string) {
    this.#client = client;
    this.#container = container;
    this.#off = [
      client.on('logged', (event) => event.container === container && void this.#more()),
      // A new helper knows nothing of what the one before was asked for.
      client.on('app.helper', ({ state }) => state === 'connected' && void this.#begin()),
    ];
    void this.#begin();
  }

  close(): void {
    this.#closed = true;
    for (const off of this.#off) off();
    void this.#client['logs-watch']({ container: this.#container, on: false });
  }

  async #begin(): Promise<void> {
    await this.#client['logs-watch']({ container: this.#container, on: true });
    await this.#more();
  }

  /** One reading at a time; what is told meanwhile is read after it. */
  async #more(): Promise<void> {
    this.#again = true;
    if (this.#reading) return;
    this.#reading = true;
    while (this.#again && !this.#closed) {
      this.#again = false;
      await this.#piece();
    }
    this.#reading = false;
  }

  async #piece(): Promise<void> {
    const got = await this.#client.logs({ container: this.#container, from: this.#next, limit: 262144 });
    if (this.#closed) return;
    this.read = true;
    this.fault = got.ok ? undefined : got.fault;
    if (!got.ok) return;
    if (got.value.lines.length > 0) {
      this.lines = [...this.lines, ...got.value.lines].slice(-KEPT);
      this.#again = true;
    }
    this.#next = got.value.next;
  }
}
