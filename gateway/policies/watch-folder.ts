import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { join } from 'node:path';

export interface FolderWatch {
  close(): void;
}

const pace = {
  /** Editors and deployments write files one after the other: what they did is looked at once they have paused, ms. */
  quietMs: 100,
  /** How often the folder is looked at where the system tells of no change (network folders, swapped mounts), ms. */
  pollMs: 2_000,
} as const;

/** Tells when anything below a folder of policies (`*.yaml`, `sets/*.yaml`) has changed. */
export function watchFolder(folder: string, onChange: () => void): FolderWatch {
  const watchers: FSWatcher[] = [];
  let seen = marksOf(folder);
  let quiet: NodeJS.Timeout | undefined;

  const look = () => {
    const found = marksOf(folder);
    if (found === seen) return;
    seen = found;
    onChange();
  };
  const soon = () => {
    clearTimeout(quiet);
    quiet = setTimeout(look, pace.quietMs).unref();
  };
  for (const each of [folder, join(folder, 'sets')]) {
    const watcher = tryWatch(each, soon);
    if (watcher !== undefined) watchers.push(watcher);
  }
  const poll = setInterval(look, pace.pollMs).unref();
  return {
    close() {
      clearInterval(poll);
      clearTimeout(quiet);
      for (const watcher of watchers) watcher.close();
    },
  };
}

// Where nothing can be watched the folder is looked at now and then all the same.
function tryWatch(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, onEvent).on('error', () => undefined);
  } catch {
    return undefined;
  }
}

function marksOf(folder: string): string {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => {
        const { mtimeMs, size, ino } = statSync(join(folder, name));
        return `${name} ${mtimeMs} ${size} ${ino}`;
      })
      .join('\n');
  } catch {
    return 'unreadable';
  }
}
