import type { Server } from 'node:http';

export function openDoor(launched: (name: string) => Promise<{ readonly url: string }>): Server;
