import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { createClientAsync } from 'soap';
import { openDirt } from '../../demo/dirt/dirt.js';
import { openDirtLog } from '../../demo/dirt/dirt-log.js';
import { recordLives } from '../../demo/seeding.js';
import { policeServices } from '../../demo/systems/police/catalogue.js';
import { policeCodes } from '../../demo/systems/police/codes.js';
import { openPoliceRecorder } from '../../demo/systems/police/record.js';
import { openPoliceSystem, type PoliceSystem } from '../../demo/systems/police/server.js';
import { held, lifeOf, person } from './administrative-lives.js';

const measure = {
  ...held('m1', '371422000000'),
  kind: 'CoerciveMeasure',
  caseNumber: 'A3714220000002026010001',
  person: 'p1',
  measure: 'DETENTION',
  decidedAt: '2026-01-02T09:00:00+08:00',
  executedAt: '2026-01-02T10:00:00+08:00',
  expiresAt: null,
  extensionGround: 'REPEATED',
  endedAt: null,
  endKind: null,
  familyNotifiedAt: null,
  placeOfCustody: '宁津县看守所',
} as const;

let folder: string;
let system: PoliceSystem;
const caller = { callerId: 'hub', password: 'secret' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'police-'));
  const file = join(folder, 'police.db');
  const dirt = openDirt({ seed: 'test', log: openDirtLog(), clean: true });
  const others = Array.from({ length: 5 }, (_, n) => person(`p${n + 2}`, { citizenId: `37142219900101${n}000` }));
  await recordLives([lifeOf([measure], [person('p1'), ...others])], [await openPoliceRecorder({ file, dirt })]);
  system = await openPoliceSystem({ file, port: 0, ...caller, refused: ['SJ_GYTZ'] });
});
afterAll(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  system.log.length = 0;
  system.faults.clear();
});

interface Asked {
  readonly service?: string;
  readonly condition?: string;
  readonly columns?: string;
  readonly page?: string;
  readonly pageSize?: string;
  readonly password?: string;
}

async function ask(asked: Asked) {
  const { service = 'QGRK_JBXX', condition = "GMSFHM='37142219800101123X'", columns = 'XM', page, pageSize } = asked;
  const text =
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:r="http://rbsp.ga.gov.cn/RequestService"><soap:Header><r:Caller>' +
    `<r:callerId>${caller.callerId}</r:callerId><r:password>${asked.password ?? caller.password}</r:password></r:Caller></soap:Header>` +
    `<soap:Body><r:queryService><r:serviceId>${service}</r:serviceId><r:condition>${condition.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</r:condition>` +
    `<r:requiredColumns>${columns}</r:requiredColumns><r:page>${page ?? ''}</r:page><r:pageSize>${pageSize ?? ''}</r:pageSize>` +
    '</r:queryService></soap:Body></soap:Envelope>';
  const response = await fetch(system.url, { method: 'POST', body: text, signal: AbortSignal.timeout(5000) });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get('content-type'), bytes };
}

const parser = new XMLParser({ removeNSPrefix: true, parseTagValue: false, isArray: (name) => name === 'Row' });

async function rootOf(asked: Asked) {
  const { bytes, status } = await ask(asked);
  expect(status).toBe(200);
  const envelope = parser.parse(iconv.decode(bytes, 'gb18030'));
  return parser.parse(envelope.Envelope.Body.queryServiceResponse.out).Root;
}

test('a query answers only the required columns, with a head inside CDATA', async () => {
  expect(await rootOf({ columns: 'XM,CYM,HJDXZ,FWCS,SWRQ' })).toEqual({
    Head: { Code: '0000', Msg: '成功', ServiceId: 'QGRK_JBXX', Total: '1', PageNum: '1', PageSize: '100' },
    Body: { Row: [{ XM: '张三', CYM: '张叁', HJDXZ: '宁津县柴胡店镇<东街>&3号', FWCS: '㛃玉𬭎器厂', SWRQ: '' }] },
  });
  expect(system.log).toEqual([
    {
      serviceId: 'QGRK_JBXX',
      clauses: [{ column: 'GMSFHM', operator: '=', values: ['37142219800101123X'] }],
      columns: ['XM', 'CYM', 'HJDXZ', 'FWCS', 'SWRQ'],
      page: 1,
      pageSize: 100,
      code: '0000',
      rows: 1,
    },
  ]);
});

test('bytes are GB18030 while registers declare GBK and case work declares UTF-8', async () => {
  const population = await ask({});
  const cases = await ask({ service: 'ASJ_QZCS', condition: "AJBH='A3714220000002026010001'", columns: 'JYCSMC' });
  expect([population.type, cases.type]).toEqual(['text/xml; charset=GBK', 'text/xml; charset=UTF-8']);
  for (const { bytes } of [population, cases]) {
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  }
  expect(iconv.decode(cases.bytes, 'gb18030')).toContain('<JYCSMC>宁津县看守所</JYCSMC>');
});

test('IN lists, pages and ranges select rows in the order of the key', async () => {
  const ids = Array.from({ length: 5 }, (_, n) => `'37142219900101${n}000'`).join(',');
  const page = await rootOf({ condition: `GMSFHM IN (${ids})`, columns: 'GMSFHM', page: '2', pageSize: '2' });
  expect([page.Head.Total, page.Body.Row]).toEqual([
    '5',
    [{ GMSFHM: '371422199001012000' }, { GMSFHM: '371422199001013000' }],
  ]);
  const ranged = { service: 'ASJ_QZCS', columns: 'CSBH,CSZLDM,YQLYDM,GXSJ' };
  const found = await rootOf({ ...ranged, condition: "GXSJ>='2026-03-04 00:00:00' AND GXSJ<'2026-03-05 00:00:00'" });
  expect(found.Body.Row).toEqual([{ CSBH: 'CS000000000001', CSZLDM: '04', YQLYDM: '3', GXSJ: '2026-03-04 05:06:07' }]);
  expect((await rootOf({ ...ranged, condition: "GXSJ>='2026-03-05 00:00:00'" })).Body).toBe('');
});

test.each([
  ['9001', 'a wrong password', { password: 'wrong' }],
  ['9002', 'a service the caller may not ask', { service: 'SJ_GYTZ', condition: '', columns: 'XM' }],
  ['9003', 'a service that is none', { service: 'NONE' }],
  ['9004', 'a condition on a column that is not queryable', { condition: "XM='张三'" }],
  ['9004', 'OR', { condition: "GMSFHM='1' OR 1=1" }],
  ['9004', 'a second statement', { condition: "GMSFHM='1'; DROP TABLE T_RK_JBXX" }],
  ['9004', 'the whole population', { condition: '' }],
  ['9004', 'the population by time alone', { condition: "GXSJ>='2020-01-01 00:00:00'" }],
  ['9005', '3001 values', { condition: `GMSFHM IN (${Array.from({ length: 3001 }, (_, n) => `'${n}'`).join(',')})` }],
  ['9006', 'an unknown column', { columns: 'XM,NOPE' }],
  ['9006', 'no column', { columns: '' }],
  ['9007', 'a page of 1001', { pageSize: '1001' }],
  ['9007', 'page 0', { page: '0' }],
])('business error %s answers %s inside HTTP 200', async (code, _reason, asked) => {
  const root = await rootOf(asked);
  expect([root.Head.Code, root.Body]).toEqual([code, '']);
});

test('an envelope that is none is a SOAP fault with HTTP 500', async () => {
  const response = await fetch(system.url, { method: 'POST', body: '<not-soap' });
  const text = await response.text();
  expect([response.status, text.includes('soapenv:Fault')]).toEqual([500, true]);
});

test('the WSDL names the operation and where it is served', async () => {
  const text = await (await fetch(system.wsdl)).text();
  expect(text).toContain(`<soap:address location="${system.url}"/>`);
  expect(text).toContain('<wsdl:operation name="queryService">');
});

test('a stock SOAP client finds its way by the WSDL', async () => {
  const client = await createClientAsync(system.wsdl);
  client.addSoapHeader({ Caller: caller }, '', 'r', 'http://rbsp.ga.gov.cn/RequestService');
  const asked = { serviceId: 'QGRK_JBXX', condition: "GMSFHM='37142219800101123X'", requiredColumns: 'CSRQ' };
  const [answer] = await client.queryServiceAsync(asked);
  // The client parses the document inside CDATA as well.
  expect(answer.out.Root.Body).toEqual({ Row: { CSRQ: '1980-01-01' } });
});

test('a stopped system refuses connections and comes back on the same port', async () => {
  const before = system.url;
  await system.stop();
  await expect(ask({})).rejects.toThrow();
  await system.start();
  expect([system.url, (await rootOf({})).Head.Code]).toEqual([before, '0000']);
});

test('each fault switch spoils the answer in its own way', async () => {
  const whole = (await ask({})).bytes.length;
  system.faults.set('html');
  expect((await ask({})).bytes.toString()).toContain('<html>');
  system.faults.set('truncated');
  expect((await ask({})).bytes.length).toBe(Math.floor(whole / 2));
  system.faults.set('malformed');
  expect((await ask({})).bytes[0]).toBe(0);
  system.faults.set('unavailable', { times: 1 });
  expect([(await ask({})).status, (await ask({})).status]).toEqual([503, 200]);
  system.faults.set('reset');
  await expect(ask({})).rejects.toThrow();
  system.faults.set('hang');
  await expect(fetch(system.wsdl, { signal: AbortSignal.timeout(200) })).rejects.toThrow();
});

test('the interface document names every service, data item and code', async () => {
  const text = await readFile('demo/systems/police/INTERFACE.md', 'utf8');
  const items = policeServices.flatMap(({ id, columns }) => [id, ...columns.map(({ name }) => name)]);
  const codes = Object.values(policeCodes).flatMap((list) =>
    Object.values<{ label: string }>(list).map(({ label }) => label),
  );
  expect([...items, ...codes].filter((word) => !text.includes(word))).toEqual([]);
});
