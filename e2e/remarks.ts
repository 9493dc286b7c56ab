// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';

/** What a browser holds against a page, each as a line; also what it said before anybody listened. */
export async function remarksOf(page: Page): Promise<string[]> {
  const remarks: string[] = [];
  const tools = await page.context().newCDPSession(page);
  // Policy violations and failed requests; a warning says what might be done better, which is no fault.
  tools.on('Log.entryAdded', ({ entry }) => {
    if (entry.level === 'error') remarks.push(`${entry.source}: ${entry.text}`);
  });
  tools.on('Runtime.exceptionThrown', ({ exceptionDetails: { text, exception } }) =>
    remarks.push(`thrown: ${exception?.description ?? text}`),
  );
  tools.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (['error', 'assert'].includes(type))
      remarks.push(`console ${type}: ${args.map((one) => one.value ?? one.description ?? '').join(' ')}`);
  });
  await tools.send('Log.enable');
  await tools.send('Runtime.enable');
  return remarks;
}
