// Part of compiler/sql: names that differ from each other whatever a warehouse thinks of upper and lower case.

export interface NameAllocator {
  /** The wish, or the wish with a number. */
  take(wish: string): string;
}

/** `reserved`: names that are never given. */
export function createNameAllocator(reserved: Iterable<string>): NameAllocator {
  const taken = new Set([...reserved].map(fold));
  const next = new Map<string, number>();
  return {
    take(wish): string {
      let name = wish;
      let count = next.get(fold(wish)) ?? 2;
      while (taken.has(fold(name))) {
        name = `${wish}_${count}`;
        count += 1;
      }
      next.set(fold(wish), count);
      taken.add(fold(name));
      return name;
    },
  };
}

function fold(name: string): string {
  return name.toUpperCase();
}
