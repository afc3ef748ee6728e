// What is costly to start and serves many: started when it is first asked for.

/**
 * One of a kind for all who ask. Who asks once it is gone, or after it could not be made, gets another one.
 * @param make gets a function to be called when what it made is gone
 */
export function shared<T>(make: (gone: () => void) => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  const gone = (): void => {
    made = undefined;
  };
  return () => {
    if (made === undefined) {
      made = make(gone);
      made.catch(gone);
    }
    return made;
  };
}
