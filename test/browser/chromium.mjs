import { provide } from '../servers/binaries.mjs';

const kind = {
  title: 'Chromium',
  programs: { server: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] },
  folders: () => ['/usr/bin', '/snap/bin', '/Applications/Chromium.app/Contents/MacOS'],
  packages: ['chromium'],
};

/** The browser that tests drive; PLUMBLINE_TEST_CHROMIUM wins. Throws with what to do when there is none. */
export function provideChromium() {
  const given = process.env.PLUMBLINE_TEST_CHROMIUM;
  if (given) return given;
  try {
    return provide(kind).server;
  } catch {
    // What is said there is about servers of databases.
    throw new Error(advice);
  }
}

const advice = [
  'Tests need a real Chromium and none was found.',
  'Do one of these:',
  `  - install it:  apt-get install -y --no-install-recommends ${kind.packages.join(' ')}   (or your system's package)`,
  '  - name its program:  PLUMBLINE_TEST_CHROMIUM=/usr/bin/chromium npm test',
].join('\n');
