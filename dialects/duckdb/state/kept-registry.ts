// The registry of segments as a running refresh knows it: nobody else writes it, so that one reading of it serves the whole refresh.
import type { Connection } from '../engine/connection.ts';
import { type KeptSegment, readRegistry } from './registry.ts';
import type { Layout } from './state-tables.ts';

/** `keep` reads it for a refresh that starts; until that one's commit begins, or it is given up and forgets it, `read` answers the same. */
export interface KeptRegistry {
  read(): Promise<readonly KeptSegment[]>;
  keep(): Promise<readonly KeptSegment[]>;
  forget(): void;
}

export function keptRegistry(connection: Connection, layout: Layout): KeptRegistry {
  let kept: readonly KeptSegment[] | undefined;
  return {
    read: async () => kept ?? (await readRegistry(connection, layout)),
    async keep() {
      kept = await readRegistry(connection, layout);
      return kept;
    },
    forget() {
      kept = undefined;
    },
  };
}
