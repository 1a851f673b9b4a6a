import { expect, test } from '@jest/globals';
import { pauseMs } from '../../../../gateway/oversight/events/pauses.js';
import { receiverShape } from '../../../../gateway/oversight/webhooks/receiver-config.js';
import { isSecret, sign } from '../../../../gateway/oversight/webhooks/signature.js';
import { chief } from './deliveries.js';
import { secret } from './receiver.js';

// Vector of the reference libraries of Standard Webhooks.
test('signs as the reference libraries of Standard Webhooks do', () => {
  const headers = sign(
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    new Date(1_614_265_330_000),
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('an id that could be read as another’s is digested, the same each time', () => {
  const id = (text: string) => sign([secret], text, new Date(0), '')['webhook-id'];
  const [first, again, other] = ['a.b', 'a.b', 'a.c'].map(id);
  expect([id('a-1:0002'), first, first === again, first === other]).toEqual([
    'a-1:0002',
    expect.stringMatching(/^sha256-[0-9a-f]{64}$/),
    true,
    false,
  ]);
});

test.each([
  [secret, true],
  [`whsec_${Buffer.alloc(24, 7).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(64, 7).toString('base64')}`, true],
  [`whsec_${Buffer.alloc(23, 7).toString('base64')}`, false],
  [`whsec_${Buffer.alloc(65, 7).toString('base64')}`, false],
  ['whsec_not base64 but long enough to be one', false],
  ['a secret of another kind', false],
])('%s as a secret: %s', (text, expected) => {
  expect(isSecret(text)).toBe(expected);
});

test.each([
  ['https://desk.example.gov.cn/hook', {}, true],
  ['http://127.0.0.1:8080/hook', {}, true],
  ['http://desk.example.gov.cn/hook', {}, false],
  ['http://desk.example.gov.cn/hook', { plain: true }, true],
  ['https://user:word@desk.example.gov.cn/hook', {}, false],
  ['ftp://desk.example.gov.cn/hook', { plain: true }, false],
  ['desk', {}, false],
])('%s with %p as an address: %s', (url, extra, expected) => {
  const { success } = receiverShape.safeParse({ id: 'desk', url, secret, account: chief, ...extra });
  expect(success).toBe(expected);
});

test('pauses grow to a bound; what the receiver asks for is kept, up to an hour', () => {
  const pauses = (jitter: number, asked: number | null = null) =>
    [1, 2, 3, 10, 1_000].map((failures) =>
      pauseMs({ firstMs: 1_000, longestMs: 300_000, jitter: () => jitter }, failures, asked),
    );
  expect([pauses(0), pauses(0.999), pauses(0, 60), pauses(0, 1e9)]).toEqual([
    [500, 1_000, 2_000, 150_000, 150_000],
    [1_000, 1_999, 3_998, 299_850, 299_850],
    [60_000, 60_000, 60_000, 150_000, 150_000],
    [3_600_000, 3_600_000, 3_600_000, 3_600_000, 3_600_000],
  ]);
});
