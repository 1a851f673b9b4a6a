import { expect, test } from '@jest/globals';
import { brand } from '../../schema/brand.js';
import { PlumblineError } from '../../schema/errors.js';

/** What another copy of a module makes: a class of its own under the same name. */
function copyOf(name: string): new () => Error {
  class Copied extends Error {}
  brand(Copied, name);
  return Copied;
}

test('an error of another copy is an instance of the class of the same name', () => {
  const [One, Other] = [copyOf('Told'), copyOf('Told')];
  expect([new One() instanceof Other, new Other() instanceof One]).toEqual([true, true]);
  expect(new (copyOf('PlumblineError'))()).toBeInstanceOf(PlumblineError);
});

test('nothing else is: neither another class, nor what only looks like it', () => {
  const error = new PlumblineError('NOT_FOUND', 'nothing there');
  const others = [new (copyOf('Told'))(), new Error('x'), { ...error, name: error.name }, null, undefined, 'NOT_FOUND'];
  expect(others.map((other) => other instanceof PlumblineError)).toEqual(others.map(() => false));
  expect(error).toBeInstanceOf(PlumblineError);
});

test('the mark is not printed and not copied', () => {
  expect(Reflect.ownKeys(new PlumblineError('NOT_FOUND', 'nothing there')).map(String).sort()).toEqual([
    'code',
    'message',
    'name',
    'retryAfterS',
    'stack',
  ]);
});
