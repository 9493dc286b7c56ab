// SPDX-License-Identifier: Apache-2.0
// The page of the shell suite: it has `window.lanyard` as the renderer has, and tries what a hostile one would.

const lanyard = window.lanyard;
globalThis.violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  globalThis.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
);

const outcome = (run) => {
  try {
    return String(run());
  } catch (error) {
    return error.name;
  }
};
const settled = (promise) =>
  Promise.resolve(promise).then(
    (value) => `fulfilled ${value}`,
    (error) => `rejected ${error.name}`,
  );

function withFrame(attributes) {
  const frame = document.createElement('iframe');
  outcome(() => Object.assign(frame, attributes));
  document.body.append(frame);
  return frame;
}

globalThis.hostile = {
  /** Every own name of the window that speaks of lanyard. */
  names: () =>
    Reflect.ownKeys(window)
      .map(String)
      .filter((name) => /lanyard/i.test(name)),
  overwrite: () => [
    outcome(() => {
      window.lanyard = {};
    }),
    outcome(() => Object.defineProperty(window, 'lanyard', { value: 1 })),
    outcome(() => delete window.lanyard),
    outcome(() => {
      window.lanyard.more = 1;
    }),
  ],
  code: async () => {
    // A driver's own call may be let off the policy; what runs later may not.
    await new Promise((resolve) => setTimeout(resolve));
    return [
      // biome-ignore lint/security/noGlobalEval: it is what must fail.
      outcome(() => eval('1')),
      outcome(() => new Function('return 1')()),
      outcome(() => setTimeout('globalThis.ran = 1')),
      outcome(() => {
        document.body.innerHTML = '<b>1</b>';
      }),
      outcome(() => import('data:text/javascript,globalThis.ran=1').catch(() => undefined) && 'asked'),
    ];
  },
  inline: async () => {
    const script = document.createElement('script');
    return outcome(() => {
      script.textContent = 'globalThis.ran = 1';
      document.body.append(script);
    });
  },
  remote: async () => {
    const image = new Image();
    const loaded = new Promise((resolve) => {
      image.onload = () => resolve('image loaded');
      image.onerror = () => resolve('image refused');
    });
    image.src = 'https://example.com/x.png';
    return [
      await loaded,
      await settled(fetch('https://example.com/')),
      await settled(fetch('/index.html')),
      outcome(() => navigator.sendBeacon('https://example.com/', 'x')),
      await new Promise((resolve) => {
        try {
          const socket = new WebSocket('wss://example.com/');
          socket.onopen = () => resolve('socket open');
          socket.onerror = () => resolve('socket refused');
        } catch (error) {
          resolve(error.name);
        }
      }),
    ];
  },
  open: () => [
    outcome(() => window.open('https://example.com/')),
    outcome(() => window.open('about:blank')),
    outcome(() => window.open('/')),
    outcome(() => {
      const link = Object.assign(document.createElement('a'), { href: '/', target: '_blank' });
      document.body.append(link);
      link.click();
      return 'clicked';
    }),
  ],
  /** What a frame inside can see, and whether asking there is answered. */
  frame: async (attributes) => {
    const frame = withFrame(attributes);
    const inside = outcome(() =>
      Reflect.ownKeys(frame.contentWindow)
        .map(String)
        .filter((name) => /lanyard/i.test(name)),
    );
    outcome(() => {
      const text = JSON.stringify({ container: 'dies', from: 0, limit: 1 });
      const post = frame.contentWindow.lanyardPost;
      post(JSON.stringify({ id: 1, name: 'logs', text }));
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    frame.remove();
    return inside;
  },
  leave: (where) => {
    if (where === 'form') {
      const form = Object.assign(document.createElement('form'), {
        action: 'https://example.com/',
        method: 'post',
      });
      document.body.append(form);
      form.submit();
    } else
      location.href =
        where === 'blob' ? URL.createObjectURL(new Blob(['<p>x'], { type: 'text/html' })) : where;
  },
  features: () => document.featurePolicy?.allowedFeatures() ?? [],
  permissions: async () => [
    await settled(Notification.requestPermission()),
    await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('position'),
        (error) => resolve(`code ${error.code}`),
      ),
    ),
    await settled(navigator.mediaDevices.getUserMedia({ audio: true })),
    await settled(navigator.clipboard.readText()),
  ],
};

/** One call after another, and how long each took. */
globalThis.timeCalls = async (count) => {
  const times = [];
  for (let at = 0; at < count; at += 1) {
    const from = performance.now();
    await lanyard.hello({});
    times.push(performance.now() - from);
  }
  return times.sort((a, b) => a - b);
};

globalThis.heard = {};
globalThis.hearAll = (names) => {
  for (const name of names)
    lanyard.on(name, (value) => {
      globalThis.heard[name] = value;
    });
};

globalThis.ready = await lanyard['app.state']({});
