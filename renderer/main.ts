// SPDX-License-Identifier: Apache-2.0
import type { Lanyard } from '../model/shell-contract.ts';
import { open } from './open.ts';

declare global {
  interface Window {
    /** What preload gives, and all that this page can reach. */
    readonly lanyard: Lanyard;
  }
}

void open(window.lanyard);
