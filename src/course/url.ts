/** Addresses inside the site. Every link goes through here, so that the site works under a base path. */
const base = import.meta.env.BASE_URL.replace(/\/*$/, '/');

/** The address of a page of this site: `url('exercises/')` gives `/exercises/`, or `/course/exercises/` under a base path. */
export const url = (path = ''): string => base + path.replace(/^\/+/, '');
