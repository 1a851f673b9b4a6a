import { createServer } from 'node:http';

/**
 * A door on loopback: `GET /<name>` answers the URL of what `launched(name)` resolves to, or 503 with its complaint.
 * No connection is kept: a worker that kept one would find it closed after a while, in the middle of its next question.
 */
export function openDoor(launched) {
  const door = createServer(async (request, response) => {
    response.setHeader('connection', 'close');
    try {
      response.end((await launched((request.url ?? '').slice(1))).url);
    } catch (cause) {
      response.writeHead(503).end(cause.message);
    }
  });
  // Installing a server's package takes as long as it takes.
  door.requestTimeout = 0;
  return door;
}
