let own = {};

/** Gives the test file that runs next what it has of jest. */
export function give(globals) {
  own = globals;
}

/** Stands for one of jest’s functions: helpers stay loaded from one test file to the next, and mean the present file’s. */
function present(name) {
  return new Proxy(() => undefined, {
    apply: (_target, _self, given) => own[name](...given),
    get: (_target, property) => own[name][property],
  });
}

// What sources import from `@jest/globals`.
export const afterAll = present('afterAll');
export const afterEach = present('afterEach');
export const beforeAll = present('beforeAll');
export const beforeEach = present('beforeEach');
export const describe = present('describe');
export const expect = present('expect');
export const jest = present('jest');
export const test = present('test');
