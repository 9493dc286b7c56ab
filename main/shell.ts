// SPDX-License-Identifier: Apache-2.0
import type { Result } from '../model/result.ts';
import type { Bounds, Preferences } from '../model/shell-contract.ts';

/** Who asks, as the shell knows it; the page cannot say it of itself. */
export interface Sender {
  /** The window's own top frame, not one inside it. */
  mainFrame: boolean;
  /** The frame's origin, serialised. */
  origin: string;
}

/** The bridge: a call's name and its params as JSON text. Never throws. */
export type Answer = (sender: Sender, name: string, text: string) => Promise<Result<unknown>>;

export interface WindowOptions {
  /** Absolute folder of the built renderer; its index.html is opened. */
  folder: string;
  title: string;
  bounds: Bounds | undefined;
  theme: Preferences['theme'];
  /** Every name that `window.lanyard` gets. */
  names: { calls: readonly string[]; events: readonly string[] };
  answer: Answer;
  /** The window was moved or resized; said once it rests. */
  moved: (bounds: Bounds) => void;
}

/** What the app needs of a window. */
export interface ShellWindow {
  /** Says an event to the page; lost while no page is there to hear. */
  send: (event: string, value: unknown) => void;
  /** Puts text on the clipboard; false: the desktop refused. */
  copy: (text: string) => Promise<boolean>;
  theme: (theme: Preferences['theme']) => void;
  focus: () => void;
  /** Closes it and waits until all of its processes are gone. */
  close: () => Promise<void>;
  /** Resolves once the window is gone, whoever closed it. */
  closed: Promise<void>;
}

/** Faults: shell-missing, shell-failed, shell-open. */
export type OpenWindow = (options: WindowOptions) => Promise<Result<ShellWindow>>;
