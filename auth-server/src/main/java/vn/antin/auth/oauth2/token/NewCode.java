package vn.antin.auth.oauth2.token;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an authorization code is bound to.
 *
 * @param redirectUri where the code goes; it must be named again when the code is redeemed
 * @param codeChallenge of RFC 7636, method S256; null without PKCE
 * @param dpopKey thumbprint of the key that must redeem it (RFC 9449 §10); null for any
 */
public record NewCode(
    Duration lifetime,
    String redirectUri,
    @Nullable String codeChallenge,
    @Nullable String dpopKey) {}
