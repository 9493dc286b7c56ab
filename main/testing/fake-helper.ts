// SPDX-License-Identifier: Apache-2.0
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import type * as z from 'zod/mini';
import { CALLS, type CallName, EVENTS, type EventName } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { failed, ok } from '../../model/result.ts';
import { sampleOf } from './sample.ts';

/**
 * A stand-in for `lanyard serve`, looped from the contract: every call is answered with a sample of its value, `watch` with one
 * of each event. What it does otherwise is asked for by the container's name in a call.
 */
const ODD: Record<string, () => unknown> = {
  malformed: () => ok(42),
  extra: () => ok({ lines: [], next: 0, secret: 'not in the table' }),
  throws: () => {
    throw new Error('thrown by the helper');
  },
  dies: () => process.exit(7),
  silent: () => new Promise(() => undefined),
};

/** A lab is a file in the state folder. `exec` there is this very program. */
const lab = (name: string) => join(process.env.LANYARD_STATE ?? '/nowhere', `lab-${name}`);
const LAB: Record<string, (name: string) => number | undefined> = {
  up: (name) => {
    if (existsSync(lab(name))) return 1;
    writeFileSync(lab(name), '');
    return 0;
  },
  down: (name) => {
    rmSync(lab(name));
    return 0;
  },
  exec: (name) => {
    if (!existsSync(lab(name))) return 3;
    return process.argv.at(-1) === 'serve' ? undefined : 0;
  },
};
const [, , command, verb = '', , name = ''] = process.argv;
const status = command === 'lab' ? LAB[verb]?.(name) : undefined;
if (status !== undefined) process.exit(status);

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

for (const name of Object.keys(CALLS) as CallName[]) {
  const { params, value } = CALLS[name] as { params: z.ZodMiniType; value: z.ZodMiniType };
  connection.onRequest(name, (asked: unknown) => {
    const parsed = params.safeParse(asked);
    if (!parsed.success) return failed(fault('request-bad', { path: '', reason: 'by the fake helper' }));
    const odd = ODD[(parsed.data as { container?: string }).container ?? ''];
    if (odd) return odd();
    if (name === 'hello') return ok({ version: '0', authority: authority(), pid: process.pid });
    if (name === 'watch') say();
    return ok(sampleOf(value));
  });
}

function say(): void {
  for (const name of Object.keys(EVENTS) as EventName[])
    void connection.sendNotification(name, sampleOf(EVENTS[name]));
}

/** As the real one: by who it runs as; or as the test says. */
function authority(): string {
  return process.env.LANYARD_FAKE ?? (process.getuid?.() === 0 ? 'change' : 'read');
}

process.stdin.on('end', () => process.exit(0));
connection.listen();
