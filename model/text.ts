// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';

// No code generation: the renderer's and the helper's policies forbid eval.
z.config({ jitless: true });

/** Text of a person or another program, bounded so that no request can be made large. */
export const text = (max: number) => z.string().check(z.maxLength(max));

/** 64 lower-case hex digits, as Docker's ids. The first 12 are the short id. */
export const Id = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const shortId = (id: string): string => id.slice(0, 12);

/** An address, subnet or MAC as typed: judged by preflight, which answers with a finding, not by the border. */
export const Typed = text(64);

export const LinkName = z.string().check(z.minLength(1), z.maxLength(15), z.regex(/^[^\s/]+$/));

/** A name, short id, or id by which a person means a network or a container. */
export const Reference = text(512);
