import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type LandingJob, type LandingPace, measurePace } from './landing-pace.js';

/** Measures a contestant in a process of its own. Rejects when it ends without an answer; why stands on standard error. */
export function measureInProcess(job: LandingJob): Promise<LandingPace> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), { execArgv: process.execArgv });
    child.once('message', (pace) => resolve(pace as LandingPace));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${job.name} ended with exit code ${code}`)));
    child.send(job);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('message', (job: LandingJob) => {
    void measurePace(job).then((pace) => process.send?.(pace, () => process.disconnect()));
  });
}
