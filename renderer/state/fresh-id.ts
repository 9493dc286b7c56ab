// SPDX-License-Identifier: Apache-2.0

/** 64 random hex digits, as Docker's ids. */
export const freshId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
