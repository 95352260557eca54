/** After the next frame: what stands is drawn, and what was pressed is answered. In a tab that nobody sees there are no frames, and nothing to wait for. */
export const nextFrame = (): Promise<void> =>
  new Promise((done) => {
    const late = setTimeout(done, 250);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(done);
    });
  });
