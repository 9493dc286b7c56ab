// SPDX-License-Identifier: Apache-2.0
import type * as z from 'zod/mini';
import { type Authority, CALLS, type CallName, type Handlers } from '../../model/contract.ts';
import { fault } from '../../model/fault.ts';
import { failed, type Result } from '../../model/result.ts';

/** root may change, everybody may read. */
export const ownAuthority = (): Authority => (process.geteuid?.() === 0 ? 'change' : 'read');

const isCall = (name: string): name is CallName => Object.hasOwn(CALLS, name);

/**
 * The border that matters: name, authority, strict params, then the handler; and whatever a handler throws
 * ends here as a fault. Faults: call-unknown, not-permitted, request-bad, internal.
 */
export async function dispatch(
  handlers: Handlers,
  authority: Authority,
  name: string,
  params: unknown,
): Promise<Result<unknown>> {
  if (!isCall(name)) return failed(fault('call-unknown', { call: name.slice(0, 64) }));
  const call = CALLS[name];
  if (call.authority === 'change' && authority !== 'change')
    return failed(fault('not-permitted', { call: name }));
  const read = (call.params as z.ZodMiniType).safeParse(params ?? {});
  if (!read.success) return failed(fault('request-bad', whatIsBad(read.error)));
  try {
    return await (handlers[name] as (params: unknown) => Promise<Result<unknown>>)(read.data);
  } catch (error) {
    return failed(fault('internal', { reason: error instanceof Error ? error.message : String(error) }));
  }
}

function whatIsBad(error: z.core.$ZodError): { path: string; reason: string } {
  const [first] = error.issues;
  return { path: first?.path.map(String).join('.') ?? '', reason: first?.code ?? 'invalid' };
}
