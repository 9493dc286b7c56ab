// SPDX-License-Identifier: Apache-2.0
import type { Code } from '../../codes.ts';
import { CONTAINER_WORDS } from './container-codes.ts';
import { NETWORK_WORDS } from './network-codes.ts';
import { REQUEST_WORDS } from './request-codes.ts';
import { TEXT_WORDS } from './text-codes.ts';

/** One sentence or two for every code; holes are the code's facts. */
export const CODE_WORDS: Readonly<Record<Code, string>> = {
  ...NETWORK_WORDS,
  ...CONTAINER_WORDS,
  ...REQUEST_WORDS,
  ...TEXT_WORDS,
};
