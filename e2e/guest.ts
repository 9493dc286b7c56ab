// SPDX-License-Identifier: Apache-2.0
import { type App, test as base, withApp } from './app.ts';
import { bootGuestLab, type GuestLab } from './full-kernel/guest-lab.ts';

/**
 * The real app, out here, on a lab inside a guest: its kernel has the 802.1Q, ipvlan and dummy that the running one may lack.
 * The guest is booted once a worker and goes with it; what a test makes in it, the test takes away.
 */
export const test = base.extend<{ guestApp: App }, { guest: GuestLab }>({
  guest: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const lab = await bootGuestLab();
      try {
        await use(lab);
      } finally {
        await lab[Symbol.asyncDispose]();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  guestApp: async ({ guest, shell, language, theme }, use) =>
    withApp(guest, { shell, language, theme }, use, { program: guest.program }),
});
