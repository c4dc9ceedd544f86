/** Terraform frames and wraps its messages; a test looks for the words. */
export function words(output: string): string {
  return output.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
}
