/** What looks like a secret: names of variables, names of files, and texts that services give out as tokens. */

const secretWord =
  /(?:^|_)(?:apikey|api_key|auth|credentials?|key|passwo?r?d|passphrase|pass|pwd|pword|secret|token|privatekey|dsn)(?:_|$)/i;
/** A public key, or the place of a secret, is none. */
const harmless = /(?:^|_)(?:public|file|path|version|id|name|dir|url|host)(?:_|$)/i;

/** git takes settings from `GIT_CONFIG_KEY_0`, `GIT_CONFIG_VALUE_0`, …: there a key is the setting's name. */
const gitSetting = /^GIT_CONFIG_KEY_\d{1,4}$/;

/** Whether a variable's name says that it holds a secret. */
export const isSecretName = (name: string): boolean => secretWord.test(name) && !harmless.test(name) && !gitSetting.test(name);

/** Whether a value can be a secret: it is not empty, no variable, no path and no number. */
export const isSecretValue = (value: string): boolean => value !== '' && !/^\$|^\.{0,2}\/|^(?:\d{1,5}|true|false)$/i.test(value);

const token =
  /(?:^|[^A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9]{20}|glpat-[\w-]{16}|npm_[A-Za-z0-9]{20}|AKIA[A-Z0-9]{12}|xox[abp]-[\w-]{10}|sk_live_[A-Za-z0-9]{16}|pypi-[\w-]{16}|dckr_pat_[\w-]{16}|-----BEGIN [A-Z ]{0,20}PRIVATE KEY)/;
/** `https://user:password@host`; a variable in place of the password is none. */
const userInAddress = /:\/\/[^\s/:@]{1,100}:([^\s/:@$]{1,200})@/;
const bearer = /authorization:\s*(?:bearer|basic|token)\s+([^\s"'$]{6,300})/i;

/** Whether a text holds a secret as such: a token in the form of a well-known service, a password in an address, an Authorization header. */
export const holdsSecret = (text: string): boolean => token.test(text) || userInAddress.test(text) || bearer.test(text);

const secretFile =
  /(?:^|\/)(?:\.env(?!\.(?:example|sample|template|dist|defaults?)$)(?:\.[^/]{1,60})?|\.npmrc|\.yarnrc\.yml|\.netrc|\.pypirc|\.git-credentials|\.pgpass|\.htpasswd|id_(?:rsa|dsa|ecdsa|ed25519)|[^/]{1,100}\.(?:pem|key|p12|pfx|jks|keystore|kubeconfig)|credentials(?:\.json)?|secrets?\.(?:json|ya?ml|txt|env|toml)|service-account[^/]{0,60}\.json|\.docker\/config\.json|\.aws\/[^/]{1,60}|kubeconfig)$/i;

/** Whether a path of the context names a file that usually holds secrets. */
export const isSecretFile = (path: string): boolean => secretFile.test(path);
