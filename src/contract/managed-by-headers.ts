/** Header of a write that names where the object's code is, percent-encoded UTF-8. The provider sends it. */
export const MANAGED_BY_HEADER = "x-managed-by";

/** The most characters of the text in that header, after decoding. */
export const MAX_MANAGED_BY = 200;

/** With what the `User-Agent` of the provider begins. Its version follows, then `(Terraform <version>)`. */
export const PROVIDER_AGENT = "terraform-provider-netfoundry/";
