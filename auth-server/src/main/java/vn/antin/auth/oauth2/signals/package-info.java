/**
 * A transmitter of security events (OpenID Shared Signals Framework 1.0): systems set up streams
 * and hear that a session was ended, a password or PIN changed, or what they know of an official
 * changed (OpenID CAEP 1.0), or that an account was disabled or enabled (OpenID RISC 1.0), as
 * signed Security Event Tokens (RFC 8417), pushed (RFC 8935, through the outbox) or polled (RFC
 * 8936).
 *
 * <p>A receiver is a client with the scope {@code ssf.manage} or {@code ssf.read} and a token of
 * its own. It hears about officials who are logged in to it, and about those it named itself; never
 * in other terms than it knows: {@code sub} is the one of its own ID tokens, claims are those of
 * its own scopes. An event is a row written in the transaction of what happened, and stays until
 * the receiver acknowledges it. Events about one official reach a receiver in their order.
 */
@NullMarked
package vn.antin.auth.oauth2.signals;

import org.jspecify.annotations.NullMarked;
