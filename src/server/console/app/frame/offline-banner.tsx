import { isOffline, retry } from "../api/connection";

/** Says that the server cannot be reached, as long as that is so. */
export function OfflineBanner() {
  return (
    <div role="status">
      {isOffline.value && (
        <p class="notice warn offline">
          <span>You are offline, or the server is not running. What you typed is still here.</span>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}
