/**
 * OpenID Connect Client-Initiated Backchannel Authentication (CIBA Core 1.0), poll and ping: a
 * system that knows whom it wants asks, the question lies in the official's {@code /inbox}, the
 * client polls or is told by the outbox that it may come.
 *
 * <p>Push mode and user codes are not offered. A client needs authentication, and has a few open
 * questions per official, so that nobody is worn down by asking. A signed request is demanded of
 * FAPI clients and of every client that has registered an algorithm for it.
 */
@NullMarked
package vn.antin.auth.oauth2.ciba;

import org.jspecify.annotations.NullMarked;
