import { afterAll, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { createMysqlDatabase, createPostgresDatabase } from './databases.js';

const drops: (() => Promise<void>)[] = [];
afterAll(() => Promise.all(drops.map((drop) => drop())));

test('a fresh MariaDB database keeps Chinese text', async () => {
  const { url, drop } = await createMysqlDatabase();
  drops.push(drop);
  const connection = await createConnection(url);
  await connection.query('CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))');
  await connection.query('INSERT INTO t VALUES (1, ?)', ['宁津县𠮷']);
  const [rows] = await connection.query('SELECT name FROM t');
  await connection.end();
  expect(rows).toEqual([{ name: '宁津县𠮷' }]);
});

test('a fresh PostgreSQL database keeps Chinese text', async () => {
  const { url, drop } = await createPostgresDatabase();
  drops.push(drop);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))');
  await client.query('INSERT INTO t VALUES (1, $1)', ['宁津县𠮷']);
  const { rows } = await client.query('SELECT name FROM t');
  await client.end();
  expect(rows).toEqual([{ name: '宁津县𠮷' }]);
});
