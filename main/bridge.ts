// SPDX-License-Identifier: Apache-2.0
import type * as z from 'zod/mini';
import { CALLS, type CallName, REQUEST_LIMIT } from '../model/contract.ts';
import { fault } from '../model/fault.ts';
import { failed, type Result } from '../model/result.ts';
import { APP_CALLS, type AppCallName, type AppHandlers } from '../model/shell-contract.ts';
import type { Answer, Sender } from './shell.ts';

export interface BridgeParts {
  /** The one origin whose main frame is answered. */
  origin: string;
  helper: (name: CallName, params: unknown) => Promise<Result<unknown>>;
  app: AppHandlers;
}

/** Who asks, what for, how much: then the call goes to the helper or to the app. Never throws. */
export function bridge({ origin, helper, app }: BridgeParts): Answer {
  return async (sender, name, text) => {
    if (!isOurs(sender, origin)) return failed(fault('sender-refused', { origin: sender.origin }));
    const params = paramsIn(text);
    if (!params.ok) return params;
    try {
      if (Object.hasOwn(CALLS, name)) return await helper(name as CallName, params.value);
      if (Object.hasOwn(APP_CALLS, name)) return await ask(app, name as AppCallName, params.value);
      return failed(fault('call-unknown', { call: String(name).slice(0, 64) }));
    } catch (error) {
      return failed(fault('internal', { reason: String(error) }));
    }
  };
}

const isOurs = (sender: Sender, origin: string): boolean => sender.mainFrame && sender.origin === origin;

function paramsIn(text: string): Result<unknown> {
  if (typeof text !== 'string' || Buffer.byteLength(text) > REQUEST_LIMIT)
    return failed(fault('request-large', { limit: REQUEST_LIMIT }));
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value };
    return failed(fault('request-bad', { path: '', reason: 'not an object' }));
  } catch {
    return failed(fault('request-bad', { path: '', reason: 'not JSON' }));
  }
}

/** The app's own calls are judged here; the helper judges its own. */
async function ask(app: AppHandlers, name: AppCallName, params: unknown): Promise<Result<unknown>> {
  const schema: z.ZodMiniType = APP_CALLS[name].params;
  const parsed = schema.safeParse(params);
  if (!parsed.success) return failed(fault('request-bad', firstIssue(parsed.error)));
  const handler = app[name] as (params: unknown) => Promise<Result<unknown>>;
  return handler(parsed.data);
}

export function firstIssue(error: z.core.$ZodError): { path: string; reason: string } {
  const [issue] = error.issues;
  return { path: issue?.path.join('.') ?? '', reason: issue?.message ?? '' };
}
