import { ApolloServer } from '@apollo/server';
import { expect, test } from '@jest/globals';
import { CompactSign } from 'jose';

test('loads', () => {
  expect([typeof CompactSign, typeof ApolloServer, typeof import.meta.url]).toEqual(['function', 'function', 'string']);
});
