// SPDX-License-Identifier: Apache-2.0
import type { Value } from '../../model/contract.ts';
import type { Fault } from '../../model/fault.ts';
import type { Lanyard } from '../../model/shell-contract.ts';

export type LogLine = Value<'logs'>['lines'][number];

const KEPT = 5000;
const EVERY = 1000;

/** A container's log from its last lines on, as it grows. */
export class LogTail {
  lines = $state.raw<readonly LogLine[]>([]);
  fault = $state.raw<Fault>();
  read = $state(false);
  #client: Lanyard;
  #container: string;
  #next = -400;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(client: Lanyard, container: string) {
    this.#client = client;
    this.#container = container;
    void this.#more();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** A log is a file that the monitor writes; nobody tells when it grows. */
  async #more(): Promise<void> {
    const got = await this.#client.logs({ container: this.#container, from: this.#next, limit: 262144 });
    if (this.#closed) return;
    this.read = true;
    if (got.ok) {
      this.fault = undefined;
      if (got.value.lines.length > 0) this.lines = [...this.lines, ...got.value.lines].slice(-KEPT);
      this.#next = got.value.next;
    } else this.fault = got.fault;
    this.#timer = setTimeout(() => void this.#more(), EVERY);
  }
}
