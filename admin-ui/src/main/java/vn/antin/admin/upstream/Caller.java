package vn.antin.admin.upstream;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a service is called.
 *
 * @param token the official's token; absent for the public check
 * @param language tag of the language that details are wanted in
 * @param address the browser's network address, passed on in {@code X-Forwarded-For} so that a
 *     service that trusts us as its proxy can throttle the browser instead of us
 */
public record Caller(@Nullable AccessToken token, String language, String address) {}
