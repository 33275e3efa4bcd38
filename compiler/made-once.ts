// Answers about data that never changes: made at the first question, and kept for as long as the data is.

/** `make`, but made once for each object. */
export function madeOnce<Data extends object, Answer extends object | string>(
  make: (data: Data) => Answer,
): (data: Data) => Answer {
  const known = new WeakMap<Data, Answer>();
  return (data) => {
    const answer = known.get(data) ?? make(data);
    known.set(data, answer);
    return answer;
  };
}
