import type { Life } from '../facts.js';
import type { Run } from '../life-builder.js';
import type { SessionBook } from '../sessions.js';

export function* plantedLives(_run: Run, _sessions: SessionBook): Generator<Life> {}
