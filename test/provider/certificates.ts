/** A self-signed certificate of nobody, valid for a hundred years. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBSjCB/aADAgECAhQEI5QaHsbndnvm+D3Kg0g1KZE4QjAFBgMrZXAwGjEYMBYG
A1UEAwwPaWRwLmV4YW1wbGUuY29tMCAXDTI2MTEyNDA0MTg1MFoYDzIxMjYxMDMx
MDQxODUwWjAaMRgwFgYDVQQDDA9pZHAuZXhhbXBsZS5jb20wKjAFBgMrZXADIQBj
fFe0imImLbpAHwx+C5/N0AjyuHg9QDDJsrUtfPddK6NTMFEwHQYDVR0OBBYEFNf+
kUSlSY4L8P+EdL5MjDNH9Aa7MB8GA1UdIwQYMBaAFNf+kUSlSY4L8P+EdL5MjDNH
9Aa7MA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EAQX8q+KV0L+lJSgvCSraIo4Ay
vpQj1CB/YbpYHb7nkXXL8wGKM8c4RdYDNzsnaMqolGRg7O3hPeNOLBgt6HRKBQ==
-----END CERTIFICATE-----
`;

/** What somebody may paste by mistake: the frame of a key, with nothing in it. */
export const PRIVATE_KEY = `-----BEGIN PRIVATE KEY-----
AAAA
-----END PRIVATE KEY-----
`;
