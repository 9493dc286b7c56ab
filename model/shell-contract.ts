// SPDX-License-Identifier: Apache-2.0
import * as z from 'zod/mini';
import type { Client } from './contract.ts';
import { Fault } from './fault.ts';
import type { Result } from './result.ts';
import { text } from './text.ts';

interface Call<Params extends z.ZodMiniType, Value extends z.ZodMiniType> {
  params: Params;
  value: Value;
}

const call = <Params extends z.ZodMiniType, Value extends z.ZodMiniType>(
  params: Params,
  value: Value,
): Call<Params, Value> => ({ params, value });

const nothing = z.strictObject({});

/** connecting: no answer yet. elevating: a password is being asked for; reading goes on. lost: it ended; tried again by itself. */
export const HelperStatus = z.object({
  state: z.enum(['connecting', 'connected', 'elevating', 'lost']),
  /** Milliseconds since the epoch. */
  since: z.number(),
  /** Of the helper that answers now; undefined while none does. */
  authority: z.optional(z.enum(['read', 'change'])),
  /** Why it was lost, or why the last elevation did not come about. */
  fault: z.optional(Fault),
});
export type HelperStatus = z.infer<typeof HelperStatus>;

/** Where a window stands: device-independent pixels. */
export const Bounds = z.object({
  x: z.optional(z.int()),
  y: z.optional(z.int()),
  width: z.int().check(z.minimum(1), z.maximum(32768)),
  height: z.int().check(z.minimum(1), z.maximum(32768)),
  maximized: z.boolean(),
});
export type Bounds = z.infer<typeof Bounds>;

export const LANGUAGES = ['en', 'zh-CN'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;

/** What a person has chosen; undefined language: the desktop's. */
export const Preferences = z.object({
  language: z.optional(z.enum(LANGUAGES)),
  theme: z.enum(THEMES),
  window: z.optional(Bounds),
});
export type Preferences = z.infer<typeof Preferences>;

export const PREFERENCES: Preferences = { theme: 'system' };

/** Debian packages that the app may ask to have installed; each brings a tool that the helper looks for. */
export const PACKAGES = [
  'arp-scan',
  'arping',
  'bridge-utils',
  'conmon',
  'crun',
  'dnsmasq-base',
  'fping',
  'iproute2',
  'iputils-arping',
  'iputils-ping',
  'ndisc6',
  'runc',
  'skopeo',
  'socat',
  'tcpdump',
  'udhcpc',
  'umoci',
  'user-mode-linux',
] as const;

/** What the app itself answers, without the helper. Looped into `window.lanyard` beside CALLS. */
export const APP_CALLS = {
  'app.state': call(
    nothing,
    z.object({
      helper: HelperStatus,
      preferences: Preferences,
      shell: z.enum(['electron', 'chromium']),
      version: z.string(),
      /** The practice lab that the app was opened on. */
      lab: z.optional(z.string()),
      /** Whether there is an ordinary helper to go back to: not as root, not in a lab. */
      lockable: z.optional(z.boolean()),
    }),
  ),
  /** Asks for the password now, before the first change does. Faults: elevation-dismissed, -refused, -missing. */
  'app.unlock': call(nothing, HelperStatus),
  /** Back to an ordinary helper: reading only. As root there is none, and nothing happens. */
  'app.lock': call(nothing, HelperStatus),
  /** Does not wait for the next try of a lost helper. */
  'app.reconnect': call(nothing, HelperStatus),
  /** Only what is given is changed; all of it is returned. */
  'app.prefer': call(
    z.strictObject({
      language: z.optional(z.enum(LANGUAGES)),
      theme: z.optional(z.enum(THEMES)),
    }),
    Preferences,
  ),
  /** Puts text on the desktop's clipboard. */
  'app.copy': call(z.strictObject({ text: text(1048576) }), nothing),
  /** Installs Debian packages, asking for the password once. Takes minutes. */
  'app.install': call(
    z.strictObject({
      packages: z.array(z.enum(PACKAGES)).check(z.minLength(1), z.maxLength(PACKAGES.length)),
    }),
    nothing,
  ),
} as const;

/** What the app says unasked. */
export const APP_EVENTS = {
  'app.helper': HelperStatus,
} as const;

export type AppCalls = typeof APP_CALLS;
export type AppCallName = keyof AppCalls;
export type AppParams<Name extends AppCallName> = z.infer<AppCalls[Name]['params']>;
export type AppValue<Name extends AppCallName> = z.infer<AppCalls[Name]['value']>;
export type AppEvents = typeof APP_EVENTS;
export type AppEventName = keyof AppEvents;
export type AppEvent<Name extends AppEventName> = z.infer<AppEvents[Name]>;

/** What main implements. */
export type AppHandlers = {
  [Name in AppCallName]: (params: AppParams<Name>) => Promise<Result<AppValue<Name>>>;
};

/** `window.lanyard`, frozen: every call of both tables by its name, and `on`. Nothing else. */
export type Lanyard = Client &
  AppHandlers & {
    on: <Name extends AppEventName>(name: Name, listen: (event: AppEvent<Name>) => void) => () => void;
  };
