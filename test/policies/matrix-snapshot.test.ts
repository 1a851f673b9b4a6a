import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type MatrixCell, matrix } from '../../policies/inspect/matrix.js';
import { packageRoot } from '../../schema/package-root.js';
import '../fixed-seed.js';
import { matrixLines } from './matrix-lines.js';
import { catalog, sets } from './the-sets.js';

/** To accept a change of what is seen: `MATRIX=write npx jest test/policies/matrix-snapshot`, then review the difference. */
const isWriting = process.env.MATRIX === 'write';
const file = join(packageRoot, 'test', 'policies', 'matrix-snapshot.txt');

let cells: readonly MatrixCell[] = [];
beforeAll(() => {
  cells = [...matrix(sets, catalog)];
}, 60_000);

test('everybody sees what the snapshot says, cell by cell, and nothing else', () => {
  const lines = matrixLines(catalog, cells);
  if (isWriting) writeFileSync(file, `${lines.join('\n')}\n`);
  expect(lines).toEqual(readFileSync(file, 'utf8').trimEnd().split('\n'));
});

test('the snapshot stays small enough to be read', () => {
  expect(readFileSync(file).byteLength).toBeLessThan(600_000);
});

test('a cell that opens, closes or changes changes a line', () => {
  const groups = [...sets.roles.values()].flatMap(({ name, purposes }) =>
    [...purposes].map((purpose) => cells.filter((cell) => cell.role === name && cell.purpose === purpose)),
  );
  const change = fc.constantFrom<Partial<MatrixCell>>(
    { word: 'F' },
    { word: '—', rows: [] },
    { word: 'M NAME' },
    { word: 'S(F)', rows: ['F on never'] },
    { rows: ['never'] },
  );
  fc.assert(
    fc.property(fc.constantFrom(...groups), fc.nat(), change, (group, at, changed) => {
      const index = at % group.length;
      const after = group.map((cell, place) => (place === index ? { ...cell, ...changed } : cell));
      const isSame = words(group[index]) === words(after[index]);
      const lines = (some: readonly MatrixCell[]) => matrixLines(catalog, some).join('\n');
      expect(lines(after) === lines(group)).toBe(isSame);
    }),
    { numRuns: 60 },
  );
});

function words(cell: MatrixCell | undefined): string {
  return cell === undefined ? '' : [cell.word, ...cell.rows].join('; ');
}
