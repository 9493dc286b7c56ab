// SPDX-License-Identifier: Apache-2.0

/** What both shells hold a page to. docs/shells.md says the same in words; policy.test.ts keeps the two together. */

/** Where the page comes from: no server stands behind either, the shell answers every request itself. */
export const ORIGINS = { chromium: 'https://lanyard.app', electron: 'app://lanyard' } as const;

/** Content-Security-Policy, one directive an entry. Component libraries set styles from script, hence unsafe-inline there only. */
export const CSP = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'worker-src': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'svelte-trusted-html',
  /** Without allow-popups, allow-downloads and allow-modals: no new window, no download, no dialogue. */
  sandbox: 'allow-scripts allow-same-origin allow-forms',
} as const;

/** Features that a page may have asked for; each is off for every origin. */
export const FEATURES_OFF = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
] as const;

/** Sent with every file of the page. */
export const HEADERS = {
  'Content-Security-Policy': Object.entries(CSP)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; '),
  'Permissions-Policy': FEATURES_OFF.map((feature) => `${feature}=()`).join(', '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** The page may ask for nothing. Writing (not reading) the clipboard is done by the shell for `app.copy`. */
export const PERMISSIONS_GRANTED: readonly string[] = [];

/** Chromium asks a person about these by itself; the shell answers before it can. */
export const PERMISSIONS_DENIED = [
  'notifications',
  'geolocation',
  'camera',
  'microphone',
  'midi',
  'clipboard-read',
  'local-fonts',
  'window-management',
] as const;

/** Electron's webPreferences. */
export const WEB_PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  disableDialogs: true,
} as const;

/** Electron's privileges of the scheme `app`. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true } as const;

/** Chromium: nothing is looked up, fetched, updated or reported. */
export const CHROMIUM_FLAGS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--no-pings',
  '--password-store=basic',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication',
  // A proxy that is not there: whatever should get past the shell's answers looks no name up and goes nowhere.
  '--proxy-server=127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
] as const;

/** Device-independent pixels. */
export const MINIMUM_SIZE = { width: 1024, height: 700 } as const;
export const FIRST_SIZE = { width: 1360, height: 860 } as const;
