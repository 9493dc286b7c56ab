// SPDX-License-Identifier: Apache-2.0
import {
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import * as z from 'zod/mini';
import { CALLS, type CallName, EVENTS, type EventName } from '../model/contract.ts';
import { Fault, fault } from '../model/fault.ts';
import { failed, type Result } from '../model/result.ts';
import { firstIssue } from './bridge.ts';
import { type HelperProcess, lossFault } from './helper-process.ts';

/** What the library itself answers where a pipe has broken. */
const BROKEN: readonly number[] = [
  ErrorCodes.MessageWriteError,
  ErrorCodes.PendingResponseRejected,
  ErrorCodes.ConnectionInactive,
];

/** What a helper says unasked, already held against EVENTS. */
export type Hear = (name: EventName, value: unknown) => void;

/** One helper and the conversation with it. */
export interface HelperLink {
  /** Every reply is held against the table: what does not fit is the fault internal. helper-lost when it ends first. */
  call: (name: CallName, params: unknown) => Promise<Result<unknown>>;
  /** Ends the helper; events stop at once. */
  end: () => Promise<void>;
}

export function linkTo(process: HelperProcess, hear: Hear): HelperLink {
  const connection = createMessageConnection(
    new StreamMessageReader(process.output),
    new StreamMessageWriter(process.input),
  );
  let hearing = true;
  for (const name of Object.keys(EVENTS) as EventName[])
    connection.onNotification(name, (value: unknown) => {
      const parsed = (EVENTS[name] as z.ZodMiniType).safeParse(value);
      if (hearing && parsed.success) hear(name, parsed.data);
    });
  // Malformed bytes are the helper's end as far as we are concerned.
  connection.onError(() => void process.end());
  connection.listen();

  const lost = process.ended.then((ended) => {
    connection.dispose();
    return failed(lossFault(ended));
  });
  const request = async (name: CallName, params: unknown): Promise<Result<unknown>> => {
    try {
      return judged(name, await connection.sendRequest(name, params));
    } catch (error) {
      // The helper's own error; else the pipe has broken, and its end is told in a moment.
      if (error instanceof ResponseError && !BROKEN.includes(error.code))
        return failed(fault('internal', { reason: `${name}: ${String(error)}` }));
      void process.end();
      return lost;
    }
  };
  let over = false;
  void process.ended.then(() => {
    over = true;
  });
  return {
    call: (name, params) => (over ? lost : Promise.race([lost, request(name, params)])),
    end: () => {
      hearing = false;
      return process.end();
    },
  };
}

const refused = z.object({ ok: z.literal(false), fault: Fault });

/** Unknown fields of a reply are dropped here: the renderer sees what the table says and nothing else. */
export function judged(name: CallName, reply: unknown): Result<unknown> {
  const answered = z.object({ ok: z.literal(true), value: CALLS[name].value as z.ZodMiniType });
  const isRefusal = typeof reply === 'object' && reply !== null && 'ok' in reply && reply.ok === false;
  const parsed = (isRefusal ? refused : answered).safeParse(reply);
  if (parsed.success) return parsed.data as Result<unknown>;
  const { path, reason } = firstIssue(parsed.error);
  return failed(fault('internal', { reason: `${name}: ${path}: ${reason}` }));
}
