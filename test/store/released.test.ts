import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { verifyChain } from '../../store/audit/verify-chain.js';
import { openLibsql } from '../../store/engines/libsql-engine.js';
import { openMysql } from '../../store/engines/mysql-engine.js';
import { migrate } from '../../store/migrate.js';
import { loadMigrations } from '../../store/migrations.js';
import { backends, event, now, open, patience } from './stores.js';

const folder = new URL('./released/', import.meta.url);
const released = readdirSync(folder).filter((file) => file.endsWith('.sql'));

describe.each(backends)('on $name', ({ create }) => {
  test.each(released)('a store of the released version %s is taken over with all that it holds', async (file) => {
    const database = await create();
    const engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
    const migrations = await loadMigrations(engine.database.dialect);
    await migrate(engine, migrations.slice(0, Number.parseInt(file, 10)), now, patience);
    for (const sql of readFileSync(new URL(file, folder), 'utf8').split(/;\n/).filter(Boolean)) {
      await engine.database.query({ sql, params: [] });
    }
    await engine.close();

    const store = await open(database.url);
    expect(await verifyChain(store.database, 'hub')).toMatchObject({ isIntact: true, entries: 5 });
    expect(await store.audit.append(event(6))).toMatchObject({ sequence: 6 });
    const { records } = await store.auditReader.entries({ subject: '5f3c', first: 10 });
    expect(records.map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3, 2, 1]);
    expect(records.at(-1)?.event).toEqual(event(1));
    expect(await store.landing.latest('bureau')).toBe('2026-02-28T18:00:00.000Z');
    const again = { adapter: 'bureau', name: '20260301.zip', digest: 'd1', producedAt: '2026-03-01T02:00:00+08:00' };
    expect(await store.landing.land({ ...again, records: [] })).toEqual({
      batch: '20260301.zip',
      status: 'ALREADY_LANDED',
      landed: 2,
      superseded: 0,
      duplicates: 0,
      outdated: 0,
      excluded: 0,
      quarantined: 1,
    });
    await store.close();
    await database.drop();
  });

  test('an upgrade indexes what it can of a log that somebody has damaged, and repeats no subject', async () => {
    const database = await create();
    const engine = await (database.url.startsWith('file:') ? openLibsql : openMysql)(database.url);
    const migrations = await loadMigrations(engine.database.dialect);
    await migrate(engine, migrations.slice(0, 1), now, patience);
    const texts = ['no JSON', '{}', '{"subjects":["s1","s2","s1"]}', '{"subjects":[]}'];
    for (const [place, text] of texts.entries()) {
      await engine.database.query({
        sql: "INSERT INTO audit_entry (chain, sequence, previous_hash, hash, at, event) VALUES ('hub', ?, '', '', 'at', ?)",
        params: [place + 1, text],
      });
    }
    await migrate(engine, migrations, now, patience);
    const rows = await engine.database.query({
      sql: 'SELECT digest, at, chain, sequence FROM audit_subject ORDER BY digest',
      params: [],
    });
    expect(rows).toEqual(['s1', 's2'].map((digest) => ({ digest, at: 'at', chain: 'hub', sequence: 3 })));
    await engine.close();
    await database.drop();
  });
});
