/**
 * Masks what may be a secret in a URL, a connection string or an option. A message may quote the command line
 * or what a driver says, and a secret may hold any character. So this rather masks too much.
 * A token is known by its beginning: somebody may give it where its file was asked for.
 */
export function withoutPasswords(text: string): string {
  return text
    .replace(/(https?:\/\/)[^\s/@]*@/gi, "$1[secret]@")
    .replace(/\b(?!https?:)([a-z][\w+.-]*:\/\/).*@/gi, "$1[secret]@")
    .replace(/((?:pass(?:word|wd)?|token|secret)\s*=).*/gi, "$1[secret]")
    .replace(/\b(?:nfscim_|nfgw_|nfzt_|eyJ)[\w.-]{16,}/g, "[secret]");
}
