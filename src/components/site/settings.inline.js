// Runs in <head> before anything is drawn, so that a chosen theme or size never flashes. A choice becomes an attribute of <html>;
// the style sheets know which values mean something.
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
  addEventListener('storage', (event) => event.key === key && apply());
})();
