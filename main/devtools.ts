// SPDX-License-Identifier: Apache-2.0
import type { Readable, Writable } from 'node:stream';

export type Params = Record<string, unknown>;
type Listen = (params: Params, session: string | undefined) => void;

interface Message {
  id?: number;
  method?: string;
  params?: Params;
  result?: Params;
  error?: { message: string };
  sessionId?: string;
}

/** A client of Chromium's DevTools protocol. */
export interface DevTools {
  /** Rejects with the browser's own words, or when the pipe ends. */
  send: (method: string, params?: Params, session?: string) => Promise<Params>;
  on: (method: string, listen: Listen) => void;
}

interface Waiting {
  resolve: (result: Params) => void;
  reject: (error: Error) => void;
}

/** Speaks over `--remote-debugging-pipe`: JSON messages, each ended by a NUL byte. */
export function connectDevTools(output: Writable, input: Readable): DevTools {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Listen[]>();
  let last = 0;
  let over = false;

  const receive = (text: string) => {
    const message = JSON.parse(text) as Message;
    if (message.id === undefined) {
      for (const listen of listeners.get(message.method ?? '') ?? [])
        listen(message.params ?? {}, message.sessionId);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(message.error.message));
    else asked?.resolve(message.result ?? {});
  };
  const end = () => {
    over = true;
    for (const { reject } of waiting.values()) reject(new Error('the browser has ended'));
    waiting.clear();
  };
  input.on('data', splitter(receive));
  input.on('close', end);
  input.on('error', end);
  // EPIPE: the browser is gone, which `close` says.
  output.on('error', end);

  return {
    send: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (over) return reject(new Error('the browser has ended'));
        last += 1;
        waiting.set(last, { resolve, reject });
        output.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
      }),
    on: (method, listen) => {
      listeners.set(method, [...(listeners.get(method) ?? []), listen]);
    },
  };
}

/** Collects chunks until a NUL, then gives the text before it. */
export function splitter(receive: (text: string) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      from = end + 1;
      const text = Buffer.concat(parts).toString();
      parts = [];
      receive(text);
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  };
}
