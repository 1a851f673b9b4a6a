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
  for (const each of foldersOf(folder)) {
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
    return foldersOf(folder).flatMap(marksIn).join('\n');
  } catch {
    return 'unreadable';
  }
}

// What a file is a link to counts: deployments swap links (a mounted ConfigMap does).
function marksIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const { mtimeMs, size, ino } = statSync(file);
      return `${file} ${mtimeMs} ${size} ${ino}`;
    });
}

function foldersOf(folder: string): readonly string[] {
  return [folder, join(folder, 'sets')];
}
