// Runs in <head> before anything is drawn, so that a chosen theme or size never flashes. A choice becomes an attribute of <html>;
// the style sheets know which values mean something. Whoever has begun finds the room for the way back already there.
(() => {
  const root = document.documentElement;
  const key = 'shipshape:settings';
  const apply = () => {
    try {
      const chosen = JSON.parse(localStorage.getItem(key) || '{}');
      for (const name of ['theme', 'size', 'motion']) root.dataset[name] = chosen[name] || '';
    } catch {
      // A blocked or damaged store: as the system has it.
    }
  };
  root.classList.add('js');
  apply();
  try {
    if (localStorage.getItem('shipshape:progress')) root.classList.add('begun');
  } catch {
    // A blocked store: nothing is begun.
  }
  addEventListener('storage', (event) => event.key === key && apply());
})();
